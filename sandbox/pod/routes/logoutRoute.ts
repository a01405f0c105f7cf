import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isFromPod, partnerOriginOf } from '../requestOrigin.js';
import { confirmationOf, type Logouts } from '../sessions/logouts.js';
import type { Partners } from '../sessions/partners.js';
import { logoutRequestOf } from '../sessions/place.js';
import { clearSessionCookie } from '../sessions/podCookies.js';
import type { LogoutFaults } from './logoutFaults.js';

interface LogoutParts {
  podOrigin: string;
  partners: Partners;
  logouts: Logouts;
  faults: LogoutFaults | undefined;
  /** Where a user ends the session at the identity provider, if there is one. */
  endSessionUrl: string | undefined;
}

/**
 * `POST /session/logout`: ends the browser's sessions, however often it is asked.
 *
 * It is for pages of the pod and, should no frame be able to ask, for scripts of partners' pages. Those send a request
 * without a preflight, with the cookies of the jar that their frames use. There is no `Clear-Site-Data` in the answer:
 * sent to a partner's page it would clear the pod's own, first-party data.
 */
export async function addLogoutRoute(
  app: FastifyInstance,
  { podOrigin, partners, logouts, faults, endSessionUrl }: LogoutParts,
) {
  await app.register((scope, _options, done) => {
    // Beacons, forms, empty bodies: whatever comes as a body is read and ignored.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 4096 }, (_request, _body, parsed) => {
      parsed(null);
    });

    // On every answer, refusals and failures too: a confirmation that a cache repeats is nobody's word.
    scope.addHook('onRequest', (_request, reply, next) => {
      reply.header('vary', 'Origin').header('cache-control', 'no-store');
      next();
    });

    scope.post('/session/logout', async (request, reply) => {
      const partnerOrigin = partnerOriginOf(request, partners);
      if (partnerOrigin !== undefined) {
        reply
          .header('access-control-allow-origin', partnerOrigin)
          .header('access-control-allow-credentials', 'true')
          .header('cross-origin-resource-policy', 'cross-origin');
      } else if (!isFromPod(request, podOrigin)) {
        return reply.code(403).send({ loggedOut: false, reason: 'FORBIDDEN' });
      }
      if (await faults?.strike(request, reply)) return reply;
      return logOut(request, reply, logouts, endSessionUrl);
    });
    done();
  });
}

/**
 * A pod confirms only what it knows. A session cookie tells it which session it is, over or not; a cookie that it has
 * never issued tells it nothing. A browser that it has named before and that comes without a session cookie has none.
 * When no cookie comes, the browser may just as well have kept it back, so that nothing is known.
 */
async function logOut(
  request: FastifyRequest,
  reply: FastifyReply,
  logouts: Logouts,
  endSessionUrl: string | undefined,
): Promise<FastifyReply> {
  const asked = logoutRequestOf(request);
  const outcome = await logouts.logOut(asked);
  if (!outcome.isKnown) {
    const reason = asked.tokens.length ? 'UNKNOWN_SESSION' : 'NO_COOKIE';
    return reply.code(401).send({ loggedOut: false, reason });
  }
  // The cookie is the newer login's by now.
  if (!outcome.isLate) clearSessionCookie(reply);
  return reply.send(confirmationOf(outcome, endSessionUrl));
}
