import { confirmsLogout } from '../../shared/confirmation.js';
import { SymphonyError } from '../../shared/errors.js';

/** Ends the session at the pod. Resolves only after the pod has confirmed that the session is over. */
export type Revoke = (options: { signal: AbortSignal }) => Promise<void>;

/**
 * Creates a `session.revoke` for an endpoint of the frame's own origin. It sends a `POST` with the session's cookies
 * and the header `X-Symphony-Embed: 1`. Other sites cannot send this header without the pod's permission. The pod
 * confirms with a 2xx status and the JSON `{ "loggedOut": true }`.
 *
 * @param path - The endpoint, relative to the address of the frame's document. A `<base>` in the document does not count.
 * @param headers - Additional headers, for example a CSRF token.
 * @returns A function that rejects with a {@link SymphonyError} of type `ERROR` if the pod answers without confirming,
 * and with the error of `fetch` if the request fails.
 *
 * @example
 * ```ts
 * connectApp({ allowedOrigins, session: { revoke: revokeAt('/session/logout') } });
 * ```
 */
export function revokeAt(path: string, headers: Record<string, string> = {}): Revoke {
  return async () => {
    const { href } = new URL(path, location.href);
    // Do not abort the request with the signal: a slow pod should still receive it. With `keepalive`, the request can
    // outlive the frame.
    const response = await fetch(href, {
      method: 'POST',
      keepalive: true,
      // Never trust a confirmation from another origin.
      redirect: 'error',
      headers: { 'X-Symphony-Embed': '1', ...headers },
    });
    const body: unknown = await response.json().catch(() => undefined);
    if (!confirmsLogout(response, href, body)) {
      throw new SymphonyError('ERROR', `${href} answered ${response.status} without confirming`);
    }
  };
}
