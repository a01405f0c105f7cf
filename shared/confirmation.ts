/**
 * Returns whether a pod's answer confirms the logout. A confirmation has a 2xx status and `{ loggedOut: true }` in the
 * body. No other answer counts.
 */
export function confirmsLogout(isOk: boolean, body: unknown): boolean {
  return isOk && (body as { loggedOut?: unknown } | null | undefined)?.loggedOut === true;
}
