/**
 * The pod's statement on which sessions of the user are over. `browser`: all that may be in this browser. `jar`: all that
 * have the same cookies as this frame; there is another one of which the pod cannot tell whether it is in this browser.
 */
export type LogoutScope = 'browser' | 'jar';

/** The parts of an HTTP response that a confirmation depends on. */
interface Answer {
  ok: boolean;
  url: string;
}

/**
 * Returns whether a pod's answer confirms the logout. A confirmation comes from the address that was asked, and has a
 * 2xx status and `{ loggedOut: true }` in the body. No other answer counts: a service worker can answer by itself, and
 * some replacements of `fetch` follow redirects to other origins.
 */
export function confirmsLogout({ ok, url }: Answer, asked: string, body: unknown): boolean {
  return ok && url === asked && (body as { loggedOut?: unknown } | null | undefined)?.loggedOut === true;
}

/** Returns the scope in a pod's confirmation. Not all pods state one. */
export function scopeOf(confirmation: unknown): LogoutScope | undefined {
  const { scope } = Object(confirmation) as { scope?: unknown };
  return scope === 'browser' || scope === 'jar' ? scope : undefined;
}
