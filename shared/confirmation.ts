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

/** What a pod states in its confirmation, beyond that. Not all pods do. */
export interface Statement {
  /** Which sessions of the user are over. */
  scope?: LogoutScope | undefined;
  /** The page on which the user can end their session at the identity provider, too. */
  endSessionUrl?: string | undefined;
}

/** Returns the statement in a pod's confirmation. The portal may go to the address, so no script may be in it. */
export function statementOf(confirmation: unknown): Statement {
  const { scope, endSessionUrl } = Object(confirmation) as Record<keyof Statement, unknown>;
  return {
    scope: scope === 'browser' || scope === 'jar' ? scope : undefined,
    endSessionUrl: /^http/.exec(endSessionUrl as string)?.input,
  };
}
