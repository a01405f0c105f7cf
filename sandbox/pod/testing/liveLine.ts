import type { WebSocket } from 'ws';
import type { Notice } from '../../podApi/notices.js';

const DEADLINE_MS = 5000;

/** A frame's WebSocket, with what came over it. */
export class LiveLine {
  readonly notices: Notice[] = [];
  readonly #socket: WebSocket;
  readonly #watchers = new Set<() => void>();
  #closeCode: number | undefined;
  #closeReason = '';
  #refusal: number | undefined;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      this.notices.push(JSON.parse(data.toString('utf8')) as Notice);
      this.#look();
    });
    socket.on('close', (code, reason) => {
      this.#closeCode = code;
      this.#closeReason = reason.toString('utf8');
      this.#look();
    });
    socket.on('open', () => {
      this.#look();
    });
    socket.on('unexpected-response', (request, { statusCode }) => {
      this.#refusal = statusCode;
      request.destroy();
      this.#look();
    });
    socket.on('error', () => {
      this.#look();
    });
  }

  async opened(): Promise<this> {
    await this.#until('the socket to open', () => this.#socket.readyState === this.#socket.OPEN || undefined);
    return this;
  }

  closed(): Promise<number> {
    return this.#until('the socket to close', () => this.#closeCode);
  }

  /** Why the pod closed the socket. */
  async closeReason(): Promise<string> {
    await this.closed();
    return this.#closeReason;
  }

  /** Sends a request to the pod. */
  send(request: object): void {
    this.#socket.send(JSON.stringify(request));
  }

  refused(): Promise<number> {
    return this.#until('the socket to be refused', () => this.#refusal);
  }

  /** The first notice of a type, or the first one that fits. */
  notice<Type extends Notice['type']>(
    type: Type,
    fits: (notice: Extract<Notice, { type: Type }>) => boolean = () => true,
  ): Promise<Extract<Notice, { type: Type }>> {
    const isWanted = (notice: Notice): notice is Extract<Notice, { type: Type }> =>
      notice.type === type && fits(notice as Extract<Notice, { type: Type }>);
    return this.#until(`a notice "${type}"`, () => this.notices.find(isWanted));
  }

  /** From now on it is as if the frame's machine had gone to sleep. */
  stopAnswering(): void {
    this.#socket.pong = () => undefined;
  }

  /** Takes nothing more that comes, as a frame that is too busy. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  close(): void {
    this.#socket.terminate();
  }

  #look(): void {
    for (const watch of [...this.#watchers]) watch();
  }

  #until<T>(what: string, find: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#watchers.delete(watch);
      };
      const watch = (): void => {
        const found = find();
        if (found === undefined) return;
        end();
        resolve(found);
      };
      const timer = setTimeout(() => {
        end();
        reject(
          new Error(`Waited ${String(DEADLINE_MS)} ms for ${what}. Notices: ${JSON.stringify(this.notices)}`),
        );
      }, DEADLINE_MS);
      this.#watchers.add(watch);
      watch();
    });
  }
}
