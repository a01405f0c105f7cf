import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  readJar,
  readShared,
  writeJar,
  writeShared,
  type BrowserCookies,
  type Identification,
} from './browsers.js';
import type { Session } from './sessions.js';

const SESSION = '__Host-session';
const LOGIN = '__Host-login';
const JAR = '__Host-browser';
const SHARED = '__Host-browser-shared';
const BROWSER_MAX_AGE_S = 400 * 24 * 60 * 60;

const everywhere = {
  path: '/',
  httpOnly: true,
  secure: true,
  sameSite: 'none',
} satisfies CookieSerializeOptions;
const inThisJar = { ...everywhere, partitioned: true } satisfies CookieSerializeOptions;
/** What outlives sessions, and is signed. */
const ofBrowser = { signed: true, maxAge: BROWSER_MAX_AGE_S } satisfies CookieSerializeOptions;

/**
 * The session tokens that a request carries. There may be several: a browser that has learned about partitions still
 * sends the cookie from before along, and a logout must not overlook either.
 */
export function sessionTokensOf(request: FastifyRequest): string[] {
  const tokens: string[] = [];
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === SESSION && value !== undefined && value !== '') tokens.push(value);
  }
  return tokens;
}

/**
 * The id of the last session that was opened in this jar. It outlives the session and opens nothing: it tells a logout
 * that was sent before a login from one that was sent after it.
 */
export function lastSessionIdOf(request: FastifyRequest): string | undefined {
  return readSigned(request, LOGIN);
}

export function setSessionCookies(reply: FastifyReply, { id, expiresAt }: Session, token: string): void {
  reply.setCookie(SESSION, token, { ...inThisJar, expires: expiresAt });
  reply.setCookie(LOGIN, id, { ...inThisJar, ...ofBrowser });
}

export function clearSessionCookie(reply: FastifyReply): void {
  // Chromium deletes a partitioned cookie only when told that it is one.
  reply.clearCookie(SESSION, inThisJar);
}

/** What the cookies say about the browser. What this pod did not sign counts for nothing. */
export function browserCookiesOf(request: FastifyRequest): BrowserCookies {
  return {
    jar: readJar(readSigned(request, JAR)),
    shared: readShared(readSigned(request, SHARED)),
  };
}

/** Writes the ids of the browser, in the jar and, where the browser lets a frame do that, outside of it. */
export function setBrowserCookies(reply: FastifyReply, { jar, shared }: Identification['cookies']): void {
  setJarCookie(reply, jar);
  reply.setCookie(SHARED, writeShared(shared), { ...everywhere, ...ofBrowser });
}

/** Tells this jar which browser it is in. */
export function setJarCookie(reply: FastifyReply, jar: Identification['cookies']['jar']): void {
  reply.setCookie(JAR, writeJar(jar), { ...inThisJar, ...ofBrowser });
}

function readSigned(request: FastifyRequest, name: string): string | undefined {
  const cookie = request.cookies[name];
  if (cookie === undefined) return undefined;
  const { valid, value } = request.unsignCookie(cookie);
  return valid ? value : undefined;
}
