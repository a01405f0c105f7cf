import { readDataAttributes } from './dataAttributes.js';
import { toDocumented, type DocumentedSymphony } from './documented.js';
import { defaults } from './options.js';
import { createHost, type Host } from './symphony.js';
import type { ChannelEvent } from './trace.js';

/*
 * The script tag. It is the one file that does something when it is loaded: it makes window.symphony for the pod that
 * the script comes from, and then renders, or calls back, as its attributes say.
 */

/** A `window.symphony` that says by which tag it was made: pages put the tag in more than once. */
type Made = DocumentedSymphony & { made?: { by: string; host: Host } };

const globals = window as unknown as Record<string, unknown> & { symphony?: Made };
const script = (document.currentScript ?? document.getElementById('symphony-ecm-sdk')) as HTMLScriptElement;
const { partnerId, mode, onload: onloadName, debug: debugName = '' } = script.dataset;

/** Calls a function of the page by its name; tells whether there is one. */
function callGlobal(name: string, ...args: unknown[]): boolean {
  const found = globals[name];
  const isFunction = typeof found === 'function';
  if (isFunction) (found as (...args: unknown[]) => void)(...args);
  return isFunction;
}

/** Runs when the whole page is there. */
function whenParsed(run: () => void): void {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', run, { once: true });
  else run();
}

function make(): Host {
  const podOrigin = new URL(script.src).origin;
  const by = [podOrigin, partnerId, mode].join();
  // The same tag once more: its frames and listeners are those of the object that is there.
  const before = globals.symphony?.made;
  if (before?.by === by) return before.host;
  // Nobody could log out of its frames any more.
  before?.host.retire();
  const host = createHost({
    ...defaults,
    podOrigin,
    partnerId,
    mode: mode === 'full' ? 'collaboration' : 'focus',
    debug:
      'debug' in script.dataset &&
      ((event: ChannelEvent) => {
        if (!callGlobal(debugName, event)) console.debug(event);
      }),
  });
  const symphony: Made = toDocumented(host.symphony);
  Object.defineProperty(symphony, 'made', { value: { by, host } });
  globals.symphony = symphony;
  return host;
}

const { renderAll } = make();

// A page may define its callback below the tag.
if (onloadName && !callGlobal(onloadName)) {
  whenParsed(() => {
    if (!callGlobal(onloadName)) console.error(`data-onload: ${onloadName} is no function of this page.`);
  });
}

if (script.getAttribute('render') !== 'explicit') {
  whenParsed(() => {
    const containers = [...document.querySelectorAll<HTMLElement>('div.symphony-ecm')];
    const chats = renderAll(
      containers.map((element) => ({ element, configuration: readDataAttributes(element.dataset) })),
    );
    // Nobody of the page waits for these.
    for (const chat of chats) chat.catch(console.error);
  });
}
