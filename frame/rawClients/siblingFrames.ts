import { CHANNEL } from '../../shared/wire/contract.js';

/*
 * The frames of one page without the SDK find each other by the page's window, and then talk over a port. A page speaks
 * only to its main frame. That one hands on what is meant for a child frame, which has the id of its container as the
 * hash of its address. All of them have the same origin.
 */

/** From a child frame to its siblings, as soon as it listens. */
export interface Announcement {
  namespace: typeof CHANNEL;
  type: 'CHILD';
  id: string;
  /** Different in each document. */
  document: string;
}

/** From the main frame to a child frame that the page has registered, with a port. */
export interface Adoption {
  namespace: typeof CHANNEL;
  type: 'ADOPT';
  id: string;
  /** The origin of the page that registered it. The child frame checks it, too. */
  pageOrigin: string;
}

/** Listens to messages of one type from other frames of the same origin in the same page. */
export function onSiblingMessage<Message extends Announcement | Adoption>(
  type: Message['type'],
  handle: (message: Message, source: Window, port: MessagePort | undefined) => void,
): void {
  window.addEventListener('message', ({ data, origin, source, ports }: MessageEvent<unknown>) => {
    const message = Object(data) as Partial<Message>;
    if (origin !== location.origin || message.namespace !== CHANNEL || message.type !== type) return;
    const sender = source as Window | null;
    if (sender?.parent === window.parent && typeof message.id === 'string')
      handle(message as Message, sender, ports[0]);
  });
}

/** Sends a message to another frame of the same origin. */
export function sendToSibling(
  sibling: Window,
  message: Announcement | Adoption,
  transfer: Transferable[] = [],
): void {
  sibling.postMessage(message, { targetOrigin: location.origin, transfer });
}

/** The other frames of the same origin in this page. */
export function siblings(): Window[] {
  return Array.from({ length: window.parent.length }, (_, index) => window.parent[index]).filter(
    (frame) => frame !== undefined && frame !== window && hashOf(frame) !== undefined,
  ) as Window[];
}

/** The id in a frame's address: empty without one, missing in a frame of another origin. */
export function hashOf(frame: Window): string | undefined {
  try {
    const hash = frame.location.hash.slice(1);
    return decodeURIComponent(hash);
  } catch {
    return undefined;
  }
}
