import type { FastifyInstance } from 'fastify';
import { NOT_LOGGED_IN, type LiveSockets } from '../live/liveSockets.js';
import { PodError } from '../podError.js';
import { sessionTokensOf } from '../sessions/podCookies.js';
import type { Session, Sessions } from '../sessions/sessions.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose socket is about to open. */
    liveSession: Session | undefined;
  }
}

interface LiveParts {
  podOrigin: string;
  sessions: Sessions;
  liveSockets: LiveSockets;
}

/**
 * `/live`, a WebSocket for each frame. Not an event stream: browsers open six HTTP connections to a pod, so that from
 * the seventh frame on everything would wait, logout included.
 */
export function addLiveRoute(app: FastifyInstance, { podOrigin, sessions, liveSockets }: LiveParts): void {
  app.decorateRequest('liveSession', undefined);
  app.get(
    '/live',
    {
      websocket: true,
      // Nothing but this check keeps other sites' pages from opening a socket with the user's cookies.
      onRequest: (request, _reply, done) => {
        done(request.headers.origin === podOrigin ? undefined : new PodError(403, 'FORBIDDEN'));
      },
      // Before the socket opens, so that a frame misses nothing from the moment on when it is open.
      preHandler: async (request) => {
        request.liveSession = await sessions.find(sessionTokensOf(request));
      },
    },
    async (socket, { liveSession }) => {
      if (liveSession) await liveSockets.add(socket, liveSession);
      else socket.close(NOT_LOGGED_IN, 'not logged in');
    },
  );
}
