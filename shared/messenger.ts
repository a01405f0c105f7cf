import { CHANNEL } from './contract.js';

// The parts of a window, an event and a port that are needed here: this folder knows no DOM.
interface Port {
  postMessage(message: unknown, options?: { transfer?: never[] }): void;
  addEventListener(type: 'message', listener: (event: Arrival) => void): void;
  start(): void;
  close(): void;
}
interface Arrival {
  readonly data: unknown;
  readonly origin: string;
  readonly source: unknown;
  readonly ports: readonly Port[];
}
interface Listening {
  addEventListener(type: 'message', listener: (event: Arrival) => void): void;
  removeEventListener(type: 'message', listener: (event: Arrival) => void): void;
}
interface Receiving {
  postMessage(message: unknown, options: { targetOrigin: string; transfer?: never[] }): void;
}
declare const MessageChannel: new () => { port1: Port; port2: Port };

/** What Penpal sends, as far as a messenger has to look into it. */
interface PenpalMessage {
  namespace: string;
  channel: string | undefined;
  type: 'SYN' | 'ACK1' | 'ACK2' | 'CALL' | 'REPLY' | 'DESTROY';
  callId?: string;
}
type Callback = (message: never) => void;

/** Penpal's `Messenger`, by shape. */
export interface WindowMessenger {
  sendMessage(message: PenpalMessage, transfer?: unknown[]): void;
  addMessageHandler(callback: Callback): void;
  removeMessageHandler(callback: Callback): void;
  initialize(options: { validateReceivedMessage: (data: unknown) => boolean }): void;
  destroy(): void;
}

/** Calls that nobody waits for. */
export interface Telling {
  /** Calls a method of the other end, which does not answer. Nothing is sent where there is no connection. */
  tell(method: string, args: unknown): void;
}

/** The id of calls that nobody waits for. */
const NO_ANSWER = '';

/**
 * Carries Penpal's messages between two windows: the handshake through the windows, everything else through a
 * MessagePort. On the wire it is the same as Penpal's own `WindowMessenger`, without that one's second, legacy protocol,
 * which a single `{ penpal: … }` message of any origin would switch a connection to, for good.
 *
 * A message counts only if it comes from `remote` itself, from an allowed origin, and in Penpal's form.
 *
 * @param self - The window that listens.
 * @param remote - The window at the other end.
 * @param isAllowed - Whether the other end may be of this origin.
 * @param onArrival - Told of every message of the handshake that counts.
 */
export function createMessenger(
  self: Listening,
  remote: Receiving,
  isAllowed: (origin: string) => boolean,
  onArrival?: () => void,
): WindowMessenger & Telling {
  const callbacks = new Set<Callback>();
  let isValid: (data: unknown) => boolean;
  let remoteOrigin: string | undefined;
  let port: Port | undefined;

  const deliver = ({ data }: Pick<Arrival, 'data'>): void => {
    if (isValid(data))
      callbacks.forEach((callback) => {
        callback(data as never);
      });
  };
  const usePort = (next?: Port): void => {
    port?.close();
    port = next;
    port?.addEventListener('message', deliver);
    port?.start();
  };
  const listener = (event: Arrival): void => {
    const { data, origin, source, ports } = event;
    if (source !== remote || !isAllowed(origin) || !isValid(data)) return;
    onArrival?.();
    const { type } = data as PenpalMessage;
    // Calls come through the port alone, which nobody else can post to.
    if (!/SYN|ACK/.test(type)) return;
    // A SYN is of a new document at the other end: what the old one was sent through leads nowhere.
    if (type !== 'ACK1') usePort(ports[0]);
    remoteOrigin = origin;
    deliver(event);
  };

  return {
    initialize: ({ validateReceivedMessage }) => {
      isValid = validateReceivedMessage;
      self.addEventListener('message', listener);
    },
    sendMessage: (message, transfer = []) => {
      const { type } = message;
      // An answer costs as much as a call.
      if (message.callId === NO_ANSWER) return;
      if (type === 'ACK2') {
        const { port1, port2 } = new MessageChannel();
        usePort(port1);
        transfer = [port2];
      }
      // The first message is for whoever is there, and says nothing.
      const targetOrigin = type === 'SYN' ? '*' : (remoteOrigin ?? '/');
      if (/SYN|ACK/.test(type)) remote.postMessage(message, { targetOrigin, transfer: transfer as never[] });
      else if (port) port.postMessage(message, { transfer: transfer as never[] });
      // The other end is gone. Penpal makes an error of its own out of this one.
      else throw Error();
    },
    tell: (method, args) =>
      port?.postMessage({
        namespace: 'penpal',
        channel: CHANNEL,
        type: 'CALL',
        id: NO_ANSWER,
        methodPath: [method],
        args: [args],
      }),
    addMessageHandler: (callback) => callbacks.add(callback),
    removeMessageHandler: (callback) => callbacks.delete(callback),
    destroy: () => {
      self.removeEventListener('message', listener);
      usePort();
      callbacks.clear();
    },
  };
}
