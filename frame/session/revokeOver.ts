import { statementOf } from '../../shared/confirmation.js';
import { failure } from '../../shared/errors.js';
import type { Revoke } from './revokeAt.js';

/**
 * Creates a `session.revoke` that logs out over the app's live WebSocket. The pod knows the session of an open socket, also
 * when the browser has lost or withholds the cookies that {@link revokeAt} needs.
 *
 * Sends `{ "type": "logOut", "id": "…" }`. The pod confirms with `{ "type": "loggedOut", "id": "…", "loggedOut": true }`,
 * with the same id, before it closes the socket. What else it may state there is as for {@link revokeAt}.
 *
 * @param socket - The socket, or a function that returns the present one. `session.stop` must not close it.
 * @returns A function that rejects with a {@link SymphonyError} of type `ERROR` if there is no open socket, if it closes
 * before the pod has confirmed, or if the pod answers without confirming.
 *
 * @example
 * ```ts
 * const overHttp = revokeAt('/session/logout');
 * const overSocket = revokeOver(() => watch.socket);
 * const revoke: Revoke = (options) => Promise.any([overHttp(options), overSocket(options)]);
 * ```
 */
export function revokeOver(socket: WebSocket | (() => WebSocket | undefined)): Revoke {
  return ({ signal }) =>
    new Promise((resolve, reject) => {
      const fail = (why: string): void => {
        reject(failure('ERROR', 'log out over the socket', why));
      };
      const line = typeof socket === 'function' ? socket() : socket;
      if (line?.readyState !== WebSocket.OPEN) {
        fail('it is not open');
        return;
      }
      const id = crypto.getRandomValues(new Uint32Array(4)).join();
      const life = new AbortController();
      const { signal: ends } = life;
      signal.addEventListener(
        'abort',
        () => {
          fail('it was not confirmed in time');
          life.abort();
        },
        { signal: ends },
      );
      line.addEventListener(
        'message',
        ({ data }) => {
          const answer = read(data);
          if (answer.type !== 'loggedOut' || answer.id !== id) return;
          life.abort();
          if (answer.loggedOut === true) resolve(statementOf(answer));
          else fail('the pod answered without confirming');
        },
        { signal: ends },
      );
      line.addEventListener(
        'close',
        () => {
          fail('it was closed before the pod confirmed');
        },
        { signal: ends },
      );
      line.send(JSON.stringify({ type: 'logOut', id }));
    });
}

function read(data: unknown): Record<string, unknown> {
  try {
    return Object(JSON.parse(String(data))) as Record<string, unknown>;
  } catch {
    return {};
  }
}
