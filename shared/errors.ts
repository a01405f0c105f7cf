/**
 * All values of an error's `type`.
 *
 * The first four are Symphony's documented types; `ERROR` is the generic one. The others belong to this SDK. They are
 * stable: pages may branch on them.
 */
export const ERROR_TYPES = [
  'ERROR',
  'INVALID_USERS',
  'NON_CONNECTED_USERS',
  'MESSAGE_ID_NOT_FOUND',
  'INVALID_ARGUMENT',
  'NOT_RENDERED',
  'NOT_SUPPORTED',
  'STREAM_NOT_FOUND',
  'DISTRIBUTION_LIST_NOT_FOUND',
  'ROOM_NAME_TOO_LONG',
  'MESSAGE_TOO_LONG',
  'ATTACHMENTS_TOO_LARGE',
  'CANCELLED',
  'NOT_LOGGED_IN',
  'CONNECTION_FAILED',
  'INCOMPATIBLE_VERSION',
  'TIMEOUT',
  'FRAME_GONE',
  'SUPERSEDED',
  'LOGGED_OUT',
  'LOGOUT_UNCONFIRMED',
  'LOGOUT_INCOMPLETE',
] as const;

/** The `type` of an error: one of Symphony's documented types, or one of this SDK's own. */
export type ErrorType = (typeof ERROR_TYPES)[number];

/**
 * The documented shape of an error. The promises of `window.symphony` resolve with it as `error`, and errors cross the
 * channel in this shape.
 */
export interface ErrorPayload {
  /** The kind of error, for programs. */
  type: ErrorType;
  /** For people: which call failed, why, and how to fix it. */
  message: string;
  /** Details, if there are any. */
  data?: unknown;
}

/**
 * The only class of errors that the two halves throw or reject with.
 *
 * @example
 * ```ts
 * try {
 *   await symphony.logout();
 * } catch (error) {
 *   if (error instanceof SymphonyError && error.type === 'LOGOUT_UNCONFIRMED') retry();
 * }
 * ```
 */
export class SymphonyError extends Error {
  // A field, not an assignment: some pages freeze `Error.prototype`, and then an assignment to `name` throws.
  override readonly name: string = 'SymphonyError';
  /** The kind of error, for programs. */
  readonly type: ErrorType;
  /** Details, if there are any. */
  readonly data: unknown;

  constructor(type: ErrorType, message: string, data?: unknown) {
    super(message);
    this.type = type;
    this.data = data;
  }

  /** Returns the documented payload, `{ type, message, data? }`. */
  toJSON(): ErrorPayload {
    const { type, message, data } = this;
    return data === undefined ? { type, message } : { type, message, data };
  }
}

/**
 * Creates an error with the standard message: which call failed, why or how to fix it, and where the documentation
 * explains it.
 */
export function failure(type: ErrorType, doing: string, why: string, data?: unknown): SymphonyError {
  // Of an error inside another one, the outer heading is the one to read.
  const message = `Failed to ${doing}: ${why.replace(/\. See docs\S+\w/g, '')}. See docs/troubleshooting.md#${type}`;
  return new SymphonyError(type, message, data);
}

/**
 * Converts any thrown value to a `SymphonyError`. Keeps the type and the data of errors from another copy of this class,
 * and of plain `{ type, message, data? }` objects.
 */
export function toSymphonyError(thrown: unknown): SymphonyError {
  try {
    if (thrown instanceof SymphonyError) return thrown;
    const { type, message = thrown, data } = Object(thrown) as Partial<Record<keyof ErrorPayload, unknown>>;
    const words = typeof message === 'string' ? message : 'unknown';
    // Events have a type, too, but in lower case.
    return typeof type === 'string' && /^[A-Z_]+$/.test(type)
      ? new SymphonyError(type as ErrorType, words, data)
      : new SymphonyError('ERROR', words);
  } catch {
    // A getter or a proxy threw.
    return new SymphonyError('ERROR', 'unknown');
  }
}
