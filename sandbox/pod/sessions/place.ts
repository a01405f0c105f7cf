import type { FastifyReply, FastifyRequest } from 'fastify';
import { identifyBrowser, type Browser } from './browsers.js';
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
  const { browser, alsoKnownAs } = identifyBrowser(browserCookiesOf(request), topLevel);
  await sessions.joinBrowsers(browser, alsoKnownAs);
  setBrowserCookies(reply, browser);
  return browser;
}

/** Where a login comes from. */
export async function settlePlace(
  request: FastifyRequest,
  reply: FastifyReply,
  sessions: Sessions,
): Promise<Place> {
  return {
    browser: await settleBrowser(request, reply, sessions),
    remoteAddress: addressOf(request),
    userAgent: request.headers['user-agent'] ?? '',
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
