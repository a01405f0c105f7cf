import { handlingMessage } from '../clock.js';
import { CHANNEL } from './contract.js';
import { plain } from './plain.js';
import { accepts } from './schema.js';
import { strings } from './schemas.js';

// Only the browser types that are needed here: this folder compiles without the DOM types.
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
/** The window that listens. */
export interface Listening {
  addEventListener(type: 'message', listener: (event: Arrival) => void): void;
  removeEventListener(type: 'message', listener: (event: Arrival) => void): void;
}
/** The window at the other end. */
export interface Receiving {
  postMessage(message: unknown, options: { targetOrigin: string; transfer?: never[] }): void;
}
declare const MessageChannel: new () => { port1: Port; port2: Port };

/** The fields that all messages of this channel have. */
const ENVELOPE = { namespace: 'penpal', channel: CHANNEL };

/** Penpal's messages, with only the fields that a messenger reads. */
type PenpalMessage =
  | { type: 'SYN' | 'ACK1' | 'ACK2' | 'REPLY' | 'DESTROY' }
  /** A path, because Penpal supports nested methods. The SDK has none. */
  | { type: 'CALL'; methodPath: readonly string[] | undefined };
/** The SDK's own message: a call without an answer, because an answer costs as much as a call. Penpal ignores it. */
interface Notice {
  type: 'NOTICE';
  method: string;
  args: unknown;
}

/** Any message on the wire. */
export type WireMessage = PenpalMessage | Notice;

function isOfChannel(message: unknown): boolean {
  const { namespace, channel } = Object(message) as Partial<typeof ENVELOPE>;
  return namespace === ENVELOPE.namespace && channel === ENVELOPE.channel;
}

/**
 * Returns whether the fields that Penpal reads have the right types. Penpal does not validate them, and would throw in the
 * middle of its own work.
 */
function isWellFormed(message: unknown): boolean {
  type Fields = Partial<Record<'type' | 'participantId' | 'callId' | 'method' | 'methodPath', unknown>>;
  return accepts((given) => {
    const { type, participantId = '', callId = '', method = '', methodPath = [] } = given as Fields;
    return strings([type, participantId, callId, method, ...(methodPath as Iterable<unknown>)]);
  }, message);
}

/**
 * Copies a message, so that whatever reads it takes no longer than its size. If what it carries is no plain data, copies the
 * rest, so that a call still ends with an error. Returns `undefined` for anything else.
 */
function unshared(message: unknown): unknown {
  for (const part of [message, { ...(message as object), value: undefined, args: undefined }]) {
    try {
      return plain(part);
    } catch {
      // The next one may do.
    }
  }
  return undefined;
}

type Callback = (message: never) => void;

/** The shape of Penpal's `Messenger`, plus the SDK's own functions. */
export interface Messenger {
  sendMessage(message: PenpalMessage, transfer?: unknown[]): void;
  addMessageHandler(callback: Callback): void;
  initialize(): void;
  /** Closes the connection: nothing arrives or is sent any more. Calls in flight stay without an answer. */
  destroy: () => void;
  /** Sends a call without an answer. Sends nothing if there is no connection. */
  sendNotice: (method: string, args: unknown) => void;
  /** Ignores the present document at the other end from now on. */
  hangUp: () => void;
}

/** The parts of a messenger. */
export interface MessengerParts {
  /** The window that listens. */
  self: Listening;
  /** The window at the other end. */
  remote: Receiving;
  /** Returns whether the other end may have this origin. Asked only about messages of this channel. */
  isAllowed: (origin: string) => boolean;
  /** Called first with every valid message. If it returns `false`, the message is discarded. */
  handleArrival?: (message: WireMessage) => boolean | undefined;
  handleNotice?: (method: string, args: unknown) => void;
}

/**
 * Carries Penpal's messages between two windows: the handshake through the windows, all other messages through a
 * MessagePort. It uses the wire format of Penpal's own `WindowMessenger`, but without the legacy protocol. There, a
 * single `{ penpal: … }` message from any origin would switch the connection to that protocol permanently.
 *
 * Accepts a message only if it comes from `remote` itself, from an allowed origin, and in Penpal's form.
 */
export function createMessenger({
  self,
  remote,
  isAllowed,
  handleArrival,
  handleNotice,
}: MessengerParts): Messenger {
  const callbacks = new Set<Callback>();
  let remoteOrigin: string | undefined;
  let port: Port | undefined;

  const isValid = (data: unknown): boolean => isOfChannel(data) && isWellFormed(data);
  const deliver = (message: PenpalMessage): void => {
    callbacks.forEach((callback) => {
      callback(message as never);
    });
  };
  const handlePortMessage = ({ data }: Pick<Arrival, 'data'>): void => {
    const message = unshared(data) as WireMessage;
    if (!isValid(message)) return;
    if (handleArrival?.(message) === false) return;
    if (message.type === 'NOTICE') handleNotice?.(message.method, message.args);
    else deliver(message);
  };
  const usePort = (next?: Port): void => {
    port?.close();
    port = next;
    next?.addEventListener('message', (arrival) => {
      // Firefox still delivers messages that arrived before a port was closed.
      if (next === port)
        handlingMessage(() => {
          handlePortMessage(arrival);
        });
    });
    next?.start();
  };
  const handleWindowMessage = ({ data, origin, source, ports }: Arrival): void => {
    if (source !== remote || !isValid(data) || !isAllowed(origin)) return;
    const message = data as PenpalMessage;
    // Accept calls only through the port, because nobody else can post to it.
    if (!/SYN|ACK/.test(message.type)) return;
    if (handleArrival?.(message) === false) return;
    // A SYN comes from a new document at the other end, so the old port is useless.
    if (message.type !== 'ACK1') usePort(ports[0]);
    remoteOrigin = origin;
    deliver(message);
  };

  return {
    initialize: () => {
      self.addEventListener('message', handleWindowMessage);
    },
    sendMessage: (content, transfer = []) => {
      const { type } = content;
      const message = { ...ENVELOPE, ...content };
      if (type === 'ACK2') {
        const { port1, port2 } = new MessageChannel();
        usePort(port1);
        transfer = [port2];
      }
      // A SYN goes to any origin, because the other end is not known yet. It contains no data.
      const targetOrigin = type === 'SYN' ? '*' : (remoteOrigin ?? '/');
      if (/SYN|ACK/.test(type)) remote.postMessage(message, { targetOrigin, transfer: transfer as never[] });
      else if (port) port.postMessage(message, { transfer: transfer as never[] });
      // The other end is gone. Nobody waits for a reply then.
      else if (type !== 'REPLY') throw Error('the connection is closed');
    },
    sendNotice: (method, args) => {
      const notice: Notice = { type: 'NOTICE', method, args };
      port?.postMessage({ ...ENVELOPE, ...notice });
    },
    hangUp: () => {
      usePort();
    },
    addMessageHandler: (callback) => callbacks.add(callback),
    destroy: () => {
      self.removeEventListener('message', handleWindowMessage);
      usePort();
      callbacks.clear();
    },
  };
}
