import { toSymphonyError, type ErrorPayload } from '../../shared/errors.js';
import type { Symphony } from '../api.js';
import type { LogoutErrorPayload } from '../logout/logoutError.js';
import { Promise } from '../../shared/natives.js';

/** The result of a failed call, in both documented shapes: the error itself, and the error as `error`. */
export interface DocumentedFailure extends ErrorPayload {
  error: ErrorPayload;
}

type Documented<Call> = Call extends (...args: infer Args) => infer Result
  ? (...args: Args) => Promise<Awaited<Result> | DocumentedFailure>
  : never;

/**
 * `window.symphony`: the functions of {@link Symphony} in their documented shapes. Promises never reject. They resolve
 * with the result, or with the error. The error has `type`, `message` and maybe `data`, and is also available as `error`.
 * `logout` resolves with `{}`, or with `{ error }` only. `listen` returns a function that removes the listener;
 * `onUserInteractionRequired` and `registerInterop` return a promise of one.
 */
export type DocumentedSymphony = {
  [Name in Exclude<keyof Symphony, 'listen' | 'logout'>]: Documented<Symphony[Name]>;
} & {
  listen: Symphony['listen'];
  logout: (...args: Parameters<Symphony['logout']>) => Promise<{ error?: LogoutErrorPayload }>;
  /** The same object. One documented example uses this name. */
  sdk: DocumentedSymphony;
};

/** Wraps a `Symphony` in the documented shapes. No other code knows them. */
export function toDocumented(symphony: Symphony): DocumentedSymphony {
  const calls = Object.entries(symphony as unknown as Record<string, (...args: unknown[]) => unknown>);
  const documented = Object.fromEntries(
    calls.map(([name, call]) => [
      name,
      // Call in this turn: the order of calls must stay. A call that throws becomes a failure, too.
      (...args: unknown[]) =>
        new Promise((resolve) => {
          resolve(call(...args));
        }).catch((thrown: unknown) => {
          const error = toPayload(name, thrown);
          return { ...error, error } satisfies DocumentedFailure;
        }),
    ]),
  ) as unknown as DocumentedSymphony;
  documented.listen = (options) => {
    try {
      return symphony.listen(options);
    } catch (thrown) {
      toPayload('listen', thrown);
      return () => undefined;
    }
  };
  documented.logout = (...args) =>
    symphony.logout(...args).then(
      () => ({}),
      (thrown: unknown) => ({ error: toPayload('logout', thrown) as LogoutErrorPayload }),
    );
  documented.sdk = documented;
  return documented;
}

/** Most pages ignore the errors, so the console tells of a call that was refused. */
function toPayload(name: string, thrown: unknown): ErrorPayload {
  const error = toSymphonyError(thrown).toJSON();
  if (/^(INVALID|NOT)_/.test(error.type)) console.warn(`symphony.${name}: ${error.message}`);
  return error;
}
