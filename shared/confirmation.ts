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
