import { toSymphonyError, type ErrorPayload } from '../shared/errors.js';
import type { Symphony } from './api.js';

/** A failure in the documented shape. */
export interface DocumentedFailure {
  error: ErrorPayload;
}

type Documented<Call> = Call extends (...args: infer Args) => Promise<infer Result>
  ? (...args: Args) => Promise<Result | DocumentedFailure>
  : Call;

/**
 * `window.symphony`: the functions of {@link Symphony} in the shapes that pages were written for. Promises do not reject;
 * they resolve with the result, or with `{ error: { type, message, data? } }`. `logout` resolves with `{}` on success.
 */
export type DocumentedSymphony = {
  [Name in Exclude<keyof Symphony, 'logout'>]: Documented<Symphony[Name]>;
} & {
  logout: (...args: Parameters<Symphony['logout']>) => Promise<{ error?: ErrorPayload }>;
  /** The same object: one documented example calls it so. */
  sdk: DocumentedSymphony;
};

/** Gives a `Symphony` the documented shapes: the one place that knows them. */
export function toDocumented(symphony: Symphony): DocumentedSymphony {
  const documented = Object.fromEntries(
    Object.entries(symphony as unknown as Record<string, (...args: unknown[]) => unknown>).map(
      ([name, call]) => [
        name,
        (...args: unknown[]) => {
          try {
            const result = call(...args);
            return result instanceof Promise ? result.catch(toFailure) : result;
          } catch (thrown) {
            // Only what registers a callback throws, and gives its undo.
            console.error(thrown);
            return () => undefined;
          }
        },
      ],
    ),
  ) as unknown as DocumentedSymphony;
  documented.logout = (...args) => symphony.logout(...args).then(() => ({}), toFailure);
  documented.sdk = documented;
  return documented;
}

function toFailure(thrown: unknown): DocumentedFailure {
  return { error: toSymphonyError(thrown).toJSON() };
}
