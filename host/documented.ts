import { toSymphonyError, type ErrorPayload } from '../shared/errors.js';
import type { Symphony } from './api.js';

/** A failure in the documented shape. */
export interface DocumentedFailure {
  error: ErrorPayload;
}

type Documented<Call> = Call extends (...args: infer Args) => infer Result
  ? (...args: Args) => Promise<Awaited<Result> | DocumentedFailure>
  : never;

/**
 * `window.symphony`: the functions of {@link Symphony} in the shapes that pages were written for. Promises do not reject;
 * they resolve with the result, or with `{ error: { type, message, data? } }`. `logout` resolves with `{}` on success.
 * What registers a callback gives its undo: `listen` at once, the others by a promise.
 */
export type DocumentedSymphony = {
  [Name in Exclude<keyof Symphony, 'listen' | 'logout' | 'pinMessage'>]: Documented<Symphony[Name]>;
} & {
  listen: Symphony['listen'];
  /** Resolves with `true`, or with the error itself, which is also there as `error`. */
  pinMessage: (
    ...args: Parameters<Symphony['pinMessage']>
  ) => Promise<true | (ErrorPayload & DocumentedFailure)>;
  logout: (...args: Parameters<Symphony['logout']>) => Promise<{ error?: ErrorPayload }>;
  /** The same object: one documented example calls it so. */
  sdk: DocumentedSymphony;
};

/** Gives a `Symphony` the documented shapes: the one place that knows them. */
export function toDocumented(symphony: Symphony): DocumentedSymphony {
  const calls = Object.entries(symphony as unknown as Record<string, (...args: unknown[]) => unknown>);
  const documented = Object.fromEntries(
    calls.map(([name, call]) => [
      name,
      // Called at once, whatever it does then.
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
