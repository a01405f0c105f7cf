import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as delay } from 'node:timers/promises';
import { addFormParser } from '../../sites/formParser.js';
import { loginQuery } from '../pages/loginQuery.js';
import type { Users } from '../people/users.js';
import { PodError } from '../podError.js';
import { settlePlace } from '../sessions/place.js';
import { sessionTokensOf, setSessionCookies } from '../sessions/podCookies.js';
import type { Sessions } from '../sessions/sessions.js';
import type { SingleSignOn, SsoLogin, SsoUser } from '../sso/singleSignOn.js';

interface SsoParts {
  sessions: Sessions;
  users: Users;
  singleSignOn: SingleSignOn;
  /** Returns an address that the pod may lead people to after a login, or nothing. */
  safeRedirect: (url: unknown) => string | undefined;
}

/** What a login came from, and what becomes of it. */
interface Visit {
  isPopup: boolean;
  redirectUrl: string | undefined;
  /** By the database's clock. */
  startedAt: string;
  /** Since when the identity provider has had to ask the user, if it has, in milliseconds since 1970. */
  askedAt?: number;
}

const COOKIE = '__Host-sso-';
const VISIT_MAX_AGE_S = 600;
/** A login at the provider that is older is asked for again. The pod remembers logouts for longer. */
const OLDEST_MS = 12 * 60 * 60 * 1000;
const SECOND_MS = 1000;
/** Of the pod's own tabs. The provider leads the browser back by a link, with which `Lax` cookies are sent. */
const OWN_TAB = { path: '/', httpOnly: true, secure: true, sameSite: 'lax', signed: true } as const;

/** Login by an identity provider, in a tab or a popup of the pod, and the provider's word that a session there is over. */
export function addSsoRoutes(app: FastifyInstance, parts: SsoParts): void {
  const { sessions, singleSignOn } = parts;

  app.get<{ Querystring: { popup?: unknown; symRedirectUrl?: unknown } }>(
    '/sso/login',
    async (request, reply) => {
      const { popup, symRedirectUrl } = request.query;
      const visit: Visit = {
        isPopup: popup === '1',
        redirectUrl: parts.safeRedirect(symRedirectUrl),
        startedAt: await sessions.now(),
      };
      // A user who is logged in already need not go there.
      if (await sessions.find(sessionTokensOf(request))) return leadOn(reply, visit);
      return leadToProvider(reply, visit, singleSignOn);
    },
  );

  app.get<{ Querystring: { state?: unknown } }>('/sso/callback', async (request, reply) => {
    const name = COOKIE + String(request.query.state);
    const kept = readVisit(request, name);
    if (!kept) return leadOn(reply, undefined, 'startAgain');
    reply.clearCookie(name, OWN_TAB);
    const { login, visit } = kept;
    let ssoUser: SsoUser;
    try {
      ssoUser = await singleSignOn.finish(new URL(request.url, 'http://pod').search, login);
    } catch (error) {
      console.error('Failed to log in by the identity provider:', error);
      return leadOn(reply, visit, 'failed');
    }
    return logIn(request, reply, { ...parts, visit, ssoUser });
  });

  app.register((scope, _options, done) => {
    addFormParser(scope);
    // From the provider's server. Its signature says so, not the request's origin.
    scope.post<{ Body: { logout_token?: string } | undefined }>('/sso/logged-out', async (request, reply) => {
      reply.header('cache-control', 'no-store');
      let sid: string;
      try {
        sid = await singleSignOn.readLogoutToken(request.body?.logout_token ?? '');
      } catch (error) {
        console.error('Failed to read a logout of the identity provider:', error);
        return reply.code(400).send({ error: 'invalid_request' });
      }
      await sessions.endSso(sid);
      return reply.code(200).send();
    });
    done();
  });
}

async function logIn(
  request: FastifyRequest,
  reply: FastifyReply,
  { sessions, users, singleSignOn, visit, ssoUser }: SsoParts & { visit: Visit; ssoUser: SsoUser },
): Promise<FastifyReply> {
  const user = await users.findByEmail(ssoUser.email);
  if (!user) return leadOn(reply, visit, 'failed');
  const { authenticatedAt, sid: ssoSid } = ssoUser;
  const { askedAt } = visit;
  const askAgain = async (): Promise<FastifyReply> =>
    leadToProvider(reply, { ...visit, askedAt: await nextSecond() }, singleSignOn);
  // The browser may have left out that the provider should ask. Nor does the pod remember logouts for ever.
  if (+authenticatedAt < (askedAt ?? Date.now() - OLDEST_MS)) return askAgain();
  // A logout in this browser also ends what the provider remembers: a login of before does not count any more.
  const startedAt =
    askedAt !== undefined || authenticatedAt > new Date(visit.startedAt)
      ? visit.startedAt
      : authenticatedAt.toISOString();
  try {
    const place = await settlePlace(request, reply, sessions);
    const { session, token } = await sessions.logIn(user, place, { startedAt, ssoSid });
    setSessionCookies(reply, session, token);
    return await leadOn(reply, visit);
  } catch (error) {
    if (!(error instanceof PodError) || error.code !== 'LOGGED_OUT_MEANWHILE') throw error;
    return askedAt === undefined ? askAgain() : leadOn(reply, visit, 'startAgain');
  }
}

/** Waits for the next full second. The provider counts by them, so a login of that second or a later one is a new one. */
async function nextSecond(): Promise<number> {
  const now = Date.now();
  const next = (Math.floor(now / SECOND_MS) + 1) * SECOND_MS;
  await delay(next - now);
  return next;
}

async function leadToProvider(
  reply: FastifyReply,
  visit: Visit,
  singleSignOn: SingleSignOn,
): Promise<FastifyReply> {
  const { url, login } = await singleSignOn.begin(visit.askedAt !== undefined);
  reply.setCookie(COOKIE + login.state, JSON.stringify({ login, visit }), {
    ...OWN_TAB,
    maxAge: VISIT_MAX_AGE_S,
  });
  return reply.header('cache-control', 'no-store').redirect(url.href);
}

/** To the login page, which hands the login over to a frame, leads to a portal, or says what went wrong. */
function leadOn(
  reply: FastifyReply,
  visit: Visit | undefined,
  problem?: 'startAgain' | 'failed',
): FastifyReply {
  const query = loginQuery(visit);
  if (problem) query.set('sso', problem);
  return reply.header('cache-control', 'no-store').redirect(`/apps/login?${query.toString()}`);
}

function readVisit(request: FastifyRequest, name: string): { login: SsoLogin; visit: Visit } | undefined {
  const { valid, value } = request.unsignCookie(request.cookies[name] ?? '');
  return valid ? (JSON.parse(value) as { login: SsoLogin; visit: Visit }) : undefined;
}
