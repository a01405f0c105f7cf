import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as delay } from 'node:timers/promises';
import { PodError } from '../podError.js';
import { isLoopback } from '../sessions/place.js';

const KINDS = ['ok', 'refuse', '500', 'slow', 'offline'] as const;

interface Fault {
  logout: (typeof KINDS)[number];
  delayMs?: number;
}

/** Makes the pod's logout fail on demand, so that it can be seen and tested what happens then. Sandboxes only. */
export class LogoutFaults {
  #fault: Fault = { logout: 'ok' };

  /** Adds `POST /faults`, by which a test on the same machine arms a fault. */
  addRoute(app: FastifyInstance): void {
    app.post<{ Body: Fault }>(
      '/faults',
      {
        schema: {
          body: {
            type: 'object',
            required: ['logout'],
            additionalProperties: false,
            properties: {
              logout: { type: 'string', enum: [...KINDS] },
              delayMs: { type: 'integer', minimum: 0, maximum: 600_000 },
            },
          },
        },
      },
      (request) => {
        if (!isLoopback(request)) throw new PodError(403, 'FORBIDDEN');
        this.#fault = request.body;
        return this.#fault;
      },
    );
  }

  /** Whether the fault answered the logout instead of the pod. */
  async strike(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    switch (await this.#kind()) {
      case 'refuse':
        await reply.code(401).send({ loggedOut: false, reason: 'REFUSED' });
        return true;
      case '500':
        await reply.code(500).send({ error: 'INTERNAL' });
        return true;
      case 'offline':
        reply.hijack();
        request.raw.socket.destroy();
        return true;
      default:
        return false;
    }
  }

  /** Whether the fault prevented a logout over a socket. The answer to that has no status, or there is none. */
  async strikeSocket(socket: WebSocket): Promise<boolean> {
    const kind = await this.#kind();
    if (kind === 'offline') socket.terminate();
    return kind !== 'ok' && kind !== 'slow';
  }

  async #kind(): Promise<Fault['logout']> {
    const { logout, delayMs = 0 } = this.#fault;
    if (delayMs) await delay(delayMs);
    return logout;
  }
}
