/**
 * Whether a pod's answer to a logout confirms it: a 2xx status and `{ loggedOut: true }` in the body. Anything else, a
 * missing cookie included, is no confirmation.
 */
export function confirmsLogout(ok: boolean, body: unknown): boolean {
  return ok && typeof body === 'object' && body !== null && 'loggedOut' in body && body.loggedOut === true;
}
