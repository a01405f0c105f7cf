import { readDataAttributes } from './dataAttributes.js';
import { toDocumented, type DocumentedSymphony } from './documented.js';
import { defaults } from '../options.js';
import { sharedByCopies, type Made } from '../page/sharedByCopies.js';
import { createHost } from '../symphony.js';
import type { ChannelEvent } from '../trace.js';

/*
 * The entry of the script tag, and the host's only file with side effects on import. It creates window.symphony for the
 * pod that serves the script. Then it renders and calls back, as the attributes of the tag demand.
 */

const globals = window as unknown as Record<string, unknown> & {
  symphony?: DocumentedSymphony;
  symphonyInspector?: Pick<ChannelEvent[], 'push'>;
};
const script = (document.currentScript ?? document.getElementById('symphony-ecm-sdk')) as HTMLScriptElement;
const { partnerId, mode, allow = '', onload: onloadName, debug: debugName = '' } = script.dataset;

/** Calls a global function of the page. Returns whether it exists. */
function callGlobal(name: string, ...args: unknown[]): boolean {
  const found = globals[name];
  const isFunction = typeof found === 'function';
  if (isFunction) (found as (...args: unknown[]) => void)(...args);
  return isFunction;
}

/** Passes on what crosses the channel, as `data-debug` demands. */
function handleEvent(event: ChannelEvent): void {
  if (debugName === 'inspector') (globals.symphonyInspector ??= loadInspector()).push(event);
  else if (!callGlobal(debugName, event)) console.debug(event);
}

/** Loads the inspector. Returns the list from which it takes the events that have come before it. */
function loadInspector(): ChannelEvent[] {
  const inspector = document.createElement('script');
  inspector.src = new URL('inspector.js', script.src).href;
  inspector.nonce = script.nonce;
  document.head.append(inspector);
  return [];
}

/** Runs a function once the whole page is parsed. */
function whenParsed(run: () => void): void {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', run, { once: true });
  else run();
}

function make(): Made {
  const podOrigin = new URL(script.src).origin;
  const by = [podOrigin, partnerId, mode].join();
  const copies = sharedByCopies();
  const { made } = copies;
  // The same tag again: keep the existing object with its frames and listeners.
  if (made?.by === by) return made;
  // The page loses the old object, so nobody could log out of its frames.
  void made?.retire();
  const { symphony, renderAll, page } = createHost({
    ...defaults,
    podOrigin,
    partnerId,
    allow,
    mode: mode === 'full' ? 'collaboration' : 'focus',
    debug: 'debug' in script.dataset ? handleEvent : undefined,
  });
  return (copies.made = { by, symphony: toDocumented(symphony), renderAll, retire: page.dispose });
}

const { symphony, renderAll } = make();
// Also when the page has deleted it.
globals.symphony = symphony;

// A page can define its callback below the tag.
if (onloadName && !callGlobal(onloadName)) {
  whenParsed(() => {
    if (!callGlobal(onloadName)) console.error(`data-onload: ${onloadName} is no function of this page.`);
  });
}

if (script.getAttribute('render') !== 'explicit') {
  whenParsed(() => {
    const containers = [...document.querySelectorAll<HTMLElement>('div.symphony-ecm')];
    const chats = renderAll(containers.map((element) => [element, readDataAttributes(element.dataset)]));
    // The page has no access to these promises.
    for (const chat of chats) chat.catch(console.error);
  });
}
