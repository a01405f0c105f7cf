import { confirmsLogout } from '../shared/confirmation.js';
import { SymphonyError } from '../shared/errors.js';

/** Ends the session at the pod; resolves only when the pod has confirmed that it is over. */
export type Revoke = (options: { signal: AbortSignal }) => Promise<void>;

/**
 * A `session.revoke` that asks an endpoint of the frame's own origin: a `POST` with the session's cookies and the header
 * `X-Symphony-Embed: 1`, which no other site can send without the pod's leave. The pod confirms with a 2xx status and
 * the JSON `{ "loggedOut": true }`.
 *
 * @param path - The endpoint, relative to the frame's document.
 * @param headers - More headers, a CSRF token for one.
 * @returns A function that rejects with a {@link SymphonyError} of type `ERROR` when the pod did not confirm.
 *
 * @example
 * ```ts
 * connectApp({ allowedOrigins, session: { revoke: revokeAt('/session/logout') } });
 * ```
 */
export function revokeAt(path: string, headers: Record<string, string> = {}): Revoke {
  return async () => {
    // The request is not tied to the signal: a pod that is slow to confirm should still hear it to the end, and
    // `keepalive` lets it outlive the frame.
    const response = await fetch(path, {
      method: 'POST',
      keepalive: true,
      headers: { 'X-Symphony-Embed': '1', ...headers },
    });
    const body: unknown = await response.json().catch(() => undefined);
    if (!confirmsLogout(response.ok, body)) {
      throw new SymphonyError('ERROR', `${path} answered ${response.status} without confirming`);
    }
  };
}
