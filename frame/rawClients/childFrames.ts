import { within } from '../../shared/clock.js';
import { deferred, type Deferred } from '../../shared/deferred.js';
import { failure, type SymphonyError } from '../../shared/errors.js';
import type { Settings } from '../../shared/values/settings.js';
import { CHANNEL, type Outcome } from '../../shared/wire/contract.js';
import { ANSWER_MS } from '../durations.js';
import type { RawMethod } from './rawActions.js';
import { warn } from './rawPage.js';
import { hashOf, onSiblingMessage, sendToSibling, siblings, type Announcement } from './siblingFrames.js';

/** The outcome of a call of a page. */
export type RawOutcome = Outcome<object | undefined>;
type Fields = Record<string, unknown>;

/** What a child frame sends over its port. */
export type ChildMessage =
  /** It takes calls from now on. `document` is different in each document. */
  | { type: 'here'; document: string }
  | { type: 'answer'; call: number; outcome: RawOutcome }
  | { type: 'notice'; notification: string; payload: unknown }
  | { type: 'goodbye' };

/** What the main frame sends over the port of a child frame. */
export interface ChildCall {
  call: number;
  method: RawMethod;
  args: Fields;
}

/** The child frames of the page, in its main frame. */
export interface ChildFrames {
  /** Registers a frame by the id of its container. */
  register: (id: unknown) => void;
  /** Calls a method in the frame of a container. Rejects if there is none, or if it goes before it answers. */
  call: (id: string, method: RawMethod, args: Fields) => Promise<RawOutcome>;
  /** Changes the settings of all frames, also of those that come later. */
  updateSettings: (change: Fields) => void;
}

/** The parts of child frames. */
export interface ChildFramesParts {
  /** The settings that the main frame started with. */
  settings: Settings;
  pageOrigin: () => string | undefined;
  /** Called with a notification that only concerns a child frame, and so has to come from it. */
  handleNotice: (type: string, payload: unknown) => void;
}

export function createChildFrames({ settings, pageOrigin, handleNotice }: ChildFramesParts): ChildFrames {
  const children = new Map<string, ChildFrame>();
  let present: Fields = { ...settings };

  function adopt(child: ChildFrame, frame: Window): void {
    const origin = pageOrigin();
    if (origin === undefined) return;
    const { port1, port2 } = new MessageChannel();
    child.offer(frame, port1, () => present);
    sendToSibling(frame, { namespace: CHANNEL, type: 'ADOPT', id: child.id, pageOrigin: origin }, [port2]);
  }

  onSiblingMessage<Announcement>('CHILD', ({ id, document }, source) => {
    const child = children.get(id);
    if (child && !child.isConnectedTo(source, document)) adopt(child, source);
  });

  return {
    register: (id) => {
      if (typeof id !== 'string' || !id) {
        warn('The page sent an sdk-register without iFrameId, which should be the id of a container.');
        return;
      }
      for (const child of children.values()) if (child.isRemoved) children.delete(child.id);
      const child = children.get(id) ?? new ChildFrame(id, handleNotice);
      children.set(id, child);
      const frame = siblings().find((sibling) => hashOf(sibling) === id);
      // A frame that does not listen yet announces itself later.
      if (frame && !child.isConnectedTo(frame)) adopt(child, frame);
    },
    call: async (id, method, args) => {
      const child = children.get(id);
      if (child) return child.call(method, args);
      throw failure(
        'INVALID_ARGUMENT',
        method,
        `no frame is registered for #${id}. Send sdk-register first, or no container for the main frame`,
      );
    },
    updateSettings: (change) => {
      present = { ...present, ...change };
      // A frame that has not answered yet gets all settings when it does.
      for (const child of children.values()) child.updateSettings(change);
    },
  };
}

/** A child frame. Its window may hold one document after the other. */
class ChildFrame {
  readonly id: string;
  readonly #handleNotice: ChildFramesParts['handleNotice'];
  readonly #calls = new Map<number, Deferred<RawOutcome>>();
  #frame: Window | undefined;
  /** The port that was offered last. */
  #offered: MessagePort | undefined;
  /** The port to the present document. Pending while there is none. */
  #port = deferred<MessagePort>();
  #document: string | undefined;
  #isConnected = false;
  /** The chat that it was told to show last, for the document that comes after a reload. */
  #chat: Fields | undefined;
  #lastCall = 0;

  constructor(id: string, handleNotice: ChildFramesParts['handleNotice']) {
    this.id = id;
    this.#handleNotice = handleNotice;
  }

  /** Whether the page has removed it. */
  get isRemoved(): boolean {
    return this.#frame?.closed === true;
  }

  isConnectedTo(frame: Window, document = this.#document): boolean {
    return this.#isConnected && this.#frame === frame && this.#document === document;
  }

  /** Takes a port to a frame. It is used as soon as the frame says that it is there. */
  offer(frame: Window, port: MessagePort, settings: () => Fields): void {
    this.#end();
    this.#offered?.close();
    this.#frame = frame;
    this.#offered = port;
    port.onmessage = ({ data }: MessageEvent<ChildMessage>) => {
      if (port === this.#offered) this.#handleMessage(port, data, settings);
    };
  }

  async call(method: RawMethod, args: Fields): Promise<RawOutcome> {
    if (this.isRemoved) throw this.#gone();
    if (method === 'openStream') this.#chat = args;
    const port = await within(this.#port.promise, ANSWER_MS, () => {
      const why = `no frame answered within ${ANSWER_MS} ms whose address ends with #${this.id}`;
      return failure('CONNECTION_FAILED', method, why);
    });
    return this.#send(port, method, args);
  }

  updateSettings(change: Fields): void {
    if (this.#isConnected && this.#offered)
      this.#send(this.#offered, 'updateSettings', change).catch(console.warn);
  }

  /** Has no deadline, because a person may have to log in first. Ends with the document. */
  #send(port: MessagePort, method: RawMethod, args: Fields): Promise<RawOutcome> {
    const call = ++this.#lastCall;
    const answer = deferred<RawOutcome>();
    this.#calls.set(call, answer);
    port.postMessage({ call, method, args } satisfies ChildCall);
    return answer.promise;
  }

  #handleMessage(port: MessagePort, message: ChildMessage, settings: () => Fields): void {
    switch (message.type) {
      case 'here': {
        const isReload = this.#document !== undefined && this.#document !== message.document;
        this.#document = message.document;
        this.#isConnected = true;
        this.#send(port, 'updateSettings', settings()).catch(console.warn);
        if (isReload && this.#chat) this.#send(port, 'openStream', this.#chat).catch(console.warn);
        this.#port.resolve(port);
        break;
      }
      case 'answer':
        this.#calls.get(message.call)?.resolve(message.outcome);
        this.#calls.delete(message.call);
        break;
      case 'notice':
        this.#handleNotice(message.notification, withSelector(message.payload, `#${this.id}`));
        break;
      case 'goodbye':
        this.#end();
    }
  }

  /** Ends all that waits for the present document. What waits for a document goes on. */
  #end(): void {
    for (const answer of this.#calls.values()) answer.reject(this.#gone());
    this.#calls.clear();
    if (this.#isConnected) this.#port = deferred();
    this.#isConnected = false;
  }

  #gone(): SymphonyError {
    return failure(
      'FRAME_GONE',
      'reach a child frame',
      `the frame of #${this.id} was removed, reloaded or navigated`,
    );
  }
}

/** Links say in which frame they are. */
function withSelector(payload: unknown, selector: string): unknown {
  return typeof payload === 'object' && payload ? { ...payload, selector } : payload;
}
