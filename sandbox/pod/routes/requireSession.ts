import type { FastifyRequest } from 'fastify';
import { PodError } from '../podError.js';
import { sessionTokensOf } from '../sessions/podCookies.js';
import type { Session, Sessions } from '../sessions/sessions.js';

/** The live session of a request, which is refused without one. */
export async function requireSession(request: FastifyRequest, sessions: Sessions): Promise<Session> {
  const session = await sessions.find(sessionTokensOf(request));
  if (!session) throw new PodError(401, 'NOT_LOGGED_IN');
  return session;
}
