import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

/** What a line does to what goes over it. */
interface LineOptions {
  roundTripMs: number;
  bitsPerSecond: number;
}

/** As much as some packets hold: what is larger arrives bit by bit. */
const PIECE_BYTES = 14_600;
const LOOK_EVERY_MS = 50;

/**
 * A line between a browser and a pod: a relay on loopback. All connections share its rate, and everything takes half a
 * round trip each way, WebSockets too. A new connection takes one round trip more, as its handshake would. There is no
 * slow start and no TLS.
 */
export class Line {
  readonly #options: LineOptions;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** When the last byte that was taken will have left, each way. */
  readonly #freeAt = { up: 0, down: 0 };
  #bytesDown = 0;
  #usedAt = 0;

  private constructor(server: Server, options: LineOptions) {
    this.#server = server;
    this.#options = options;
  }

  /** @param port - Where the pod listens on loopback. */
  static async open(port: number, options: LineOptions): Promise<Line> {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    const line = new Line(server, options);
    server.on('connection', (socket) => {
      line.#relay(socket, connect({ host: '127.0.0.1', port, allowHalfOpen: true, noDelay: true }));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return line;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** What has come from the pod so far, headers included. */
  get bytesDown(): number {
    return this.#bytesDown;
  }

  /** Waits until nothing has crossed it for a while. */
  async quiet(forMs: number): Promise<void> {
    while (performance.now() - this.#usedAt < forMs) await delay(LOOK_EVERY_MS);
  }

  /** Ends all connections: who comes next has to make new ones. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  close(): void {
    this.cut();
    this.#server.close();
  }

  #relay(browser: Socket, pod: Socket): void {
    const handshakeEnd = performance.now() + this.#options.roundTripMs;
    this.#carry(browser, pod, 'up', handshakeEnd);
    this.#carry(pod, browser, 'down', handshakeEnd);
    for (const [one, other] of [
      [browser, pod],
      [pod, browser],
    ] as const) {
      this.#sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.#sockets.delete(one);
        // What is still on its way arrives.
        setTimeout(() => other.destroy(), this.#options.roundTripMs);
      });
    }
  }

  #carry(from: Socket, to: Socket, way: 'up' | 'down', notBefore: number): void {
    const onTheWay: { arrivesAt: number; bytes: Buffer | undefined }[] = [];
    const deliver = (): void => {
      // Timers of different lengths may be late by different amounts. The order stays.
      while (onTheWay[0] && onTheWay[0].arrivesAt <= performance.now() + 0.5) {
        const { bytes } = onTheWay.shift() ?? {};
        if (to.destroyed) continue;
        if (bytes) to.write(bytes);
        else to.end();
      }
      if (onTheWay[0]) setTimeout(deliver, Math.max(0, onTheWay[0].arrivesAt - performance.now()));
    };
    const put = (bytes: Buffer | undefined): void => {
      this.#usedAt = performance.now();
      this.#freeAt[way] =
        Math.max(this.#usedAt, this.#freeAt[way]) +
        ((bytes?.length ?? 0) * 8000) / this.#options.bitsPerSecond;
      // A handshake holds up its own connection only.
      const leavesAt = Math.max(this.#freeAt[way], notBefore);
      onTheWay.push({ arrivesAt: leavesAt + this.#options.roundTripMs / 2, bytes });
      if (onTheWay.length === 1) deliver();
    };
    from.on('data', (bytes) => {
      if (way === 'down') this.#bytesDown += bytes.length;
      for (let start = 0; start < bytes.length; start += PIECE_BYTES)
        put(bytes.subarray(start, start + PIECE_BYTES));
    });
    from.on('end', () => {
      put(undefined);
    });
  }
}
