import type { FastifyInstance } from 'fastify';
import type { EndReason } from '../../podApi/notices.js';
import { MISSED } from '../live/liveSocket.js';
import { NOT_LOGGED_IN, type LiveSockets } from '../live/liveSockets.js';
import { PodError } from '../podError.js';
import { confirmationOf, type Logouts } from '../sessions/logouts.js';
import { logoutRequestOf } from '../sessions/place.js';
import { sessionTokensOf } from '../sessions/podCookies.js';
import type { Session, Sessions } from '../sessions/sessions.js';
import { firstViewOf } from '../streams/firstView.js';
import type { Streams } from '../streams/streams.js';
import type { LogoutFaults } from './logoutFaults.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose socket is about to open. */
    liveSession: Session | undefined;
    /** Why the session of a socket without one is over. */
    endReason: EndReason | undefined;
  }
}

/** What the frame has seen of its first chat: `FirstView`. */
interface LiveQuery {
  mark?: string;
  streamId?: string;
}

const liveQuerySchema = {
  type: 'object',
  properties: {
    mark: { type: 'string', maxLength: 100 },
    streamId: { type: 'string', minLength: 1, maxLength: 254 },
  },
} as const;

interface LiveParts {
  podOrigin: string;
  sessions: Sessions;
  logouts: Logouts;
  liveSockets: LiveSockets;
  streams: Streams;
  faults: LogoutFaults | undefined;
  endSessionUrl: string | undefined;
}

/**
 * `/live`, a WebSocket for each frame. Not an event stream: browsers open six HTTP connections to a pod, so that from
 * the seventh frame on everything would wait, logout included.
 */
export function addLiveRoute(
  app: FastifyInstance,
  { podOrigin, sessions, logouts, liveSockets, streams, faults, endSessionUrl }: LiveParts,
): void {
  app.decorateRequest('liveSession', undefined);
  app.decorateRequest('endReason', undefined);
  app.get<{ Querystring: LiveQuery }>(
    '/live',
    {
      websocket: true,
      schema: { querystring: liveQuerySchema },
      // Nothing but this check keeps other sites' pages from opening a socket with the user's cookies.
      onRequest: (request, _reply, done) => {
        done(request.headers.origin === podOrigin ? undefined : new PodError(403, 'FORBIDDEN'));
      },
      // Before the socket opens, so that a frame misses nothing from the moment on when it is open.
      preHandler: async (request) => {
        const tokens = sessionTokensOf(request);
        request.liveSession = await sessions.find(tokens);
        if (!request.liveSession) request.endReason = await sessions.endOf(tokens);
      },
    },
    async (socket, request) => {
      const { liveSession, endReason } = request;
      if (!liveSession) {
        socket.close(NOT_LOGGED_IN, endReason ?? 'not logged in');
        return;
      }
      await liveSockets.add(socket, request.raw.socket, liveSession, async () => {
        if (await faults?.strikeSocket(socket)) return undefined;
        const outcome = await logouts.logOut({
          ...logoutRequestOf(request),
          // Whatever has become of the cookies, this is the session that the socket was opened for.
          tokens: [],
          lastSessionId: liveSession.id,
        });
        // Another frame of the same jar has logged in again. This socket knows nothing of that session.
        return outcome.isLate ? undefined : confirmationOf(outcome, endSessionUrl);
      });
      const { mark, streamId } = request.query;
      if (mark === undefined) return;
      // What happened before the line was there.
      const now = await firstViewOf(streams, liveSession.user, () => Promise.resolve(streamId)).catch(
        () => undefined,
      );
      if (now?.mark !== mark) socket.send(MISSED, { binary: false });
    },
  );
}
