import { failure } from '../../shared/errors.js';
import { createMailbox, createPostMessage, deliverTo } from '../../shared/testing/mailbox.js';
import { WITNESS } from '../../shared/wire/contract.js';
import type { MessengerParts } from '../../shared/wire/messenger.js';

/** Where the app under test is, seen from its host. */
export interface AppPlace extends Pick<MessengerParts, 'self' | 'remote' | 'isAllowed'> {
  /** The origin of the host, as the app sees it. */
  origin: string;
  /** The iframe with the app, if it is not in the document of the test. */
  iframe: HTMLIFrameElement | undefined;
  /** Takes the app's document away, as a browser does with a frame that is removed. */
  leave: () => void;
  /** Brings the test's document back to what it was. */
  restore: () => void;
}

/**
 * Makes the test's own document look like one in a frame. `window.parent` becomes a window in memory. The app reads it when
 * it connects.
 */
export function placeInDocument(origin: string): AppPlace {
  const mailbox = createMailbox();
  const parent = {
    postMessage: createPostMessage(
      () => origin,
      (data, ports) => {
        mailbox.deliver({ data, origin: location.origin, source: app, ports });
      },
    ),
  };
  const app = {
    postMessage: createPostMessage(
      () => location.origin,
      (data, ports) => {
        deliverTo(window, { data, origin, source: parent, ports });
      },
    ),
  };
  // The frame half then adds no iframe, which nobody looks at here, and which happy-dom complains about.
  const witness = document.createElement('meta');
  witness.name = WITNESS;
  document.head.append(witness);
  const before = Object.getOwnPropertyDescriptor(window, 'parent');
  Object.defineProperty(window, 'parent', { value: parent, configurable: true, writable: true });
  return {
    self: mailbox,
    remote: app,
    isAllowed: () => true,
    origin,
    iframe: undefined,
    leave: pretendToLeave,
    restore: () => {
      if (before) Object.defineProperty(window, 'parent', before);
      else Reflect.deleteProperty(window, 'parent');
      for (const each of [witness, ...document.getElementsByName(WITNESS)]) each.remove();
    },
  };
}

/** The document stays, but the app gets the events of a removal, in the order of browsers. */
function pretendToLeave(): void {
  window.dispatchEvent(Object.assign(new Event('pagehide'), { persisted: false }));
  const hidden = { hidden: true, visibilityState: 'hidden' };
  for (const [name, value] of Object.entries(hidden))
    Object.defineProperty(document, name, { value, configurable: true });
  try {
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  } finally {
    for (const name of Object.keys(hidden)) Reflect.deleteProperty(document, name);
  }
}

/** Makes an iframe for the page of the app, which must have the origin of the test. */
export function placeInIframe(url: string): AppPlace {
  const iframe = document.createElement('iframe');
  iframe.src = url;
  document.body.append(iframe);
  const { contentWindow } = iframe;
  if (!contentWindow) throw failure('NOT_SUPPORTED', 'createFakeHost', 'the iframe has no window here');
  const remove = (): void => {
    iframe.remove();
  };
  return {
    self: window,
    remote: contentWindow,
    isAllowed: (origin) => origin === location.origin,
    origin: location.origin,
    iframe,
    leave: remove,
    restore: remove,
  };
}
