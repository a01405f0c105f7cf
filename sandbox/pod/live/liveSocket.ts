import type { Socket } from 'node:net';
import type { WebSocket } from '@fastify/websocket';
import type { Notice } from '../../podApi/notices.js';
import type { Session } from '../sessions/sessions.js';

/** How much a frame may be behind with what it is told. */
const BEHIND_MAX_BYTES = 2 ** 20;
/** How much is put together, so that one write sends it. */
const TOGETHER_MAX_BYTES = 2 ** 16;
/** As much of a WebSocket as is used here. */
type Wire = Pick<WebSocket, 'bufferedAmount' | 'send' | 'ping' | 'terminate' | 'close' | 'on'>;

const TEXT = { binary: false } as const;

/**
 * A frame's WebSocket. When the frame is too slow for what happens, it is told nothing more until it has taken all that
 * it was told, and then that it has missed something. A frame that never gets so far answers no ping either.
 */
export class LiveSocket {
  readonly session: Session;
  expiry: NodeJS.Timeout | undefined;
  /** Is done when the frame has been told what came of its last request. */
  answering: Promise<void> = Promise.resolve();
  readonly #socket: Wire;
  readonly #connection: Socket;
  #isBehind = false;
  #isCorked = false;
  #answers = true;

  /** @param connection - What the WebSocket writes to. */
  constructor(socket: Wire, connection: Socket, session: Session) {
    this.#socket = socket;
    this.#connection = connection;
    this.session = session;
    socket.on('pong', () => {
      this.#answers = true;
    });
  }

  /** Tells the frame what happened, or later that it has missed it. What is told at the same time goes in one write. */
  tell(notice: Buffer): void {
    if (this.#isBehind) return;
    this.#cork();
    this.#isBehind = this.#socket.bufferedAmount > BEHIND_MAX_BYTES;
    if (this.#isBehind)
      this.#socket.send(notice, TEXT, () => {
        this.#handleDrained();
      });
    else this.#socket.send(notice, TEXT);
    if (this.#connection.writableLength > TOGETHER_MAX_BYTES) this.#uncork();
  }

  /** Says something that the frame has to hear, however slow it is. */
  send(notice: Notice): void {
    this.#socket.send(textOf(notice), TEXT);
  }

  /** Finds out whether somebody is still there. Who has not answered since the last time is cut off. */
  ping(): void {
    if (!this.#answers) {
      this.#socket.terminate();
      return;
    }
    this.#answers = false;
    this.#socket.ping();
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  #handleDrained(): void {
    this.#isBehind = false;
    this.tell(MISSED);
  }

  #cork(): void {
    if (this.#isCorked) return;
    this.#isCorked = true;
    this.#connection.cork();
    process.nextTick(() => {
      this.#uncork();
    });
  }

  #uncork(): void {
    if (!this.#isCorked) return;
    this.#isCorked = false;
    this.#connection.uncork();
  }
}

/** A notice as it goes over any number of sockets. */
export function textOf(notice: Notice): Buffer {
  return Buffer.from(JSON.stringify(notice));
}

/** The notice that something was missed. */
export const MISSED = textOf({ type: 'missed' });
