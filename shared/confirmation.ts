/**
 * Whether a pod's answer to a logout confirms it: a 2xx status and `{ loggedOut: true }` in the body. Anything else, a
 * missing cookie included, is no confirmation.
 */
export function confirmsLogout(isOk: boolean, body: unknown): boolean {
  return isOk && (body as { loggedOut?: unknown } | null | undefined)?.loggedOut === true;
}
