import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';

const ADDRESSES = ['127.0.0.1', '::1'] as const;
const HIGHEST_PORT = 65_535;
/** How long answers under way may take when the server stops. */
const GRACE_MS = 1000;

/** What a server does with what arrives. */
export interface Handler {
  request: (request: IncomingMessage, response: ServerResponse) => void;
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/**
 * An HTTP server on both loopback addresses, for browsers take either for a name under `localhost`.
 */
export class LoopbackServer {
  readonly port: number;
  readonly #servers: readonly Server[];
  readonly #sockets: ReadonlySet<Socket>;

  private constructor(port: number, servers: readonly Server[], sockets: ReadonlySet<Socket>) {
    this.port = port;
    this.#servers = servers;
    this.#sockets = sockets;
  }

  /**
   * Starts to listen.
   *
   * @param firstPort - The port, or the next one that is free on both addresses; 0 for any.
   */
  static async listen(firstPort: number, handler: Handler): Promise<LoopbackServer> {
    for (let port = firstPort; port <= HIGHEST_PORT; port += firstPort === 0 ? 0 : 1) {
      const server = await LoopbackServer.#listenOn(port, handler);
      if (server) return server;
    }
    throw new Error(`Failed to listen: no port from ${String(firstPort)} on is free.`);
  }

  /** Lets answers under way end, briefly, and closes every connection. */
  async close(): Promise<void> {
    const closed = this.#servers.map(closeServer);
    const cutOff = setTimeout(() => {
      for (const socket of this.#sockets) socket.destroy();
    }, GRACE_MS);
    await Promise.all(closed);
    clearTimeout(cutOff);
  }

  static async #listenOn(port: number, { request, upgrade }: Handler): Promise<LoopbackServer | undefined> {
    const servers: Server[] = [];
    const sockets = new Set<Socket>();
    let boundPort = port;
    for (const address of ADDRESSES) {
      const server = createServer(request).on('upgrade', upgrade);
      server.on('connection', (socket) => {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
      });
      const problem = await tryListen(server, address, boundPort);
      if (problem === undefined) {
        boundPort = (server.address() as AddressInfo).port;
        servers.push(server);
      } else if (problem !== 'EADDRNOTAVAIL' && problem !== 'EAFNOSUPPORT') {
        await Promise.all(servers.map(closeServer));
        if (problem === 'EADDRINUSE') return undefined;
        throw new Error(`Failed to listen on ${address}, port ${String(boundPort)}: ${problem}.`);
      }
    }
    return servers.length ? new LoopbackServer(boundPort, servers, sockets) : undefined;
  }
}

/** The code of what went wrong, if something did. */
function tryListen(server: Server, host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
    server.listen({ host, port }, () => {
      server.removeAllListeners('error');
      resolve(undefined);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeIdleConnections();
  });
}
