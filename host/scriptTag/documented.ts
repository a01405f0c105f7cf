import { toSymphonyError, type ErrorPayload } from '../../shared/errors.js';
import type { Symphony } from '../api.js';

/** The result of a failed call, in the documented shape. */
export interface DocumentedFailure {
  error: ErrorPayload;
}

type Documented<Call> = Call extends (...args: infer Args) => infer Result
  ? (...args: Args) => Promise<Awaited<Result> | DocumentedFailure>
  : never;

/**
 * `window.symphony`: the functions of {@link Symphony} in their documented shapes. Promises never reject. They resolve
 * with the result, or with `{ error: { type, message, data? } }`. `logout` resolves with `{}` on success. `listen`
 * returns a function that removes the listener; `onUserInteractionRequired` and `registerInterop` return a promise of
 * one.
 */
export type DocumentedSymphony = {
  [Name in Exclude<keyof Symphony, 'listen' | 'logout' | 'pinMessage'>]: Documented<Symphony[Name]>;
} & {
  listen: Symphony['listen'];
  /** Resolves with `true`, or with the error itself. The error is also available as `error`. */
  pinMessage: (
    ...args: Parameters<Symphony['pinMessage']>
  ) => Promise<true | (ErrorPayload & DocumentedFailure)>;
  logout: (...args: Parameters<Symphony['logout']>) => Promise<{ error?: ErrorPayload }>;
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
        }).catch(toFailure),
    ]),
  ) as unknown as DocumentedSymphony;
  documented.listen = (options) => {
    try {
      return symphony.listen(options);
    } catch (thrown) {
      console.error(thrown);
      return () => undefined;
    }
  };
  documented.pinMessage = async (...args) => {
    const result = await symphony.pinMessage(...args).catch(toFailure);
    return result === true ? result : { ...result.error, ...result };
  };
  documented.logout = (...args) => symphony.logout(...args).then(() => ({}), toFailure);
  documented.sdk = documented;
  return documented;
}

function toFailure(thrown: unknown): DocumentedFailure {
  return { error: toSymphonyError(thrown).toJSON() };
}
