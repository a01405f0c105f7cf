import type { FastifyReply, FastifyRequest } from 'fastify';
import { identifyBrowser, kindOf, provenIdOf, type Browser } from './browsers.js';
import type { LogoutRequest } from './logouts.js';
import { browserCookiesOf, lastSessionIdOf, sessionTokensOf, setBrowserCookies } from './podCookies.js';
import type { Place, Sessions } from './sessions.js';

const LOOPBACK = 'loopback';

/** Finds out which browser a request comes from, and sees to it that the next one says so as well. */
export async function settleBrowser(
  request: FastifyRequest,
  reply: FastifyReply,
  sessions: Sessions,
): Promise<Browser> {
  const topLevel = request.headers['sec-fetch-dest'] === 'document';
  const known = browserCookiesOf(request);
  const { browser, cookies, isNews } = identifyBrowser(known, topLevel);
  if (isNews) await sessions.proveBrowser(browser, known.jar?.browserId);
  setBrowserCookies(reply, cookies);
  return browser;
}

/** Where a login comes from. */
export async function settlePlace(
  request: FastifyRequest,
  reply: FastifyReply,
  sessions: Sessions,
): Promise<Place> {
  const browser = await settleBrowser(request, reply, sessions);
  return { ...whereOf(request), browser };
}

/** Where a logout comes from. Its cookies may be gone. */
export function logoutRequestOf(request: FastifyRequest): LogoutRequest {
  const cookies = browserCookiesOf(request);
  const { jar, shared } = cookies;
  const browser = { jarId: jar?.id, sharedId: shared?.id, browserId: provenIdOf(cookies) };
  return { ...whereOf(request), browser };
}

function whereOf(request: FastifyRequest): Omit<Place, 'browser'> {
  return {
    remoteAddress: addressOf(request),
    browserKind: kindOf(request.headers['user-agent']),
    tokens: sessionTokensOf(request),
    lastSessionId: lastSessionIdOf(request),
  };
}

/** The machine that a request comes from. One machine has several loopback addresses. */
export function addressOf(request: FastifyRequest): string {
  return isLoopback(request) ? LOOPBACK : request.ip;
}

export function isLoopback({ ip }: FastifyRequest): boolean {
  return ip === '::1' || /^(::ffff:)?127\./.test(ip);
}
