import { confirmsLogout, statementOf, type Statement } from '../../shared/confirmation.js';
import { SymphonyError } from '../../shared/errors.js';

/**
 * Ends the session at the pod. Resolves only after the pod has confirmed that the session is over, with what it states in that
 * confirmation.
 */
export type Revoke = (options: {
  signal: AbortSignal;
  // An app's own function may resolve with nothing.
  // eslint-disable-next-line @typescript-eslint/no-invalid-void-type
}) => Promise<void | Statement>;

/**
 * Creates a `session.revoke` for an endpoint of the frame's own origin. It sends a `POST` with the session's cookies
 * and the header `X-Symphony-Embed: 1`. Other sites cannot send this header without the pod's permission. The pod
 * confirms with a 2xx status and the JSON `{ "loggedOut": true }`. `"scope"` in that JSON, `"browser"` or `"jar"`, and
 * `"endSessionUrl"`, a page of the identity provider, reach the host's report.
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
    return statementOf(body);
  };
}
