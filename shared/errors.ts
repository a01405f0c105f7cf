/**
 * Every `type` an error of this project can have.
 *
 * The first four are Symphony's documented ones; `ERROR` is the generic one. The rest are this SDK's own. They are
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
  'ATTACHMENTS_TOO_LARGE',
  'CANCELLED',
  'NOT_LOGGED_IN',
  'CONNECTION_FAILED',
  'INCOMPATIBLE_VERSION',
  'TIMEOUT',
  'FRAME_GONE',
  'LOGGED_OUT',
  'LOGOUT_UNCONFIRMED',
  'LOGOUT_INCOMPLETE',
] as const;

/** What an error can be: one of the documented types, or of this SDK's own. */
export type ErrorType = (typeof ERROR_TYPES)[number];

/**
 * The documented shape of an error: what `window.symphony`'s promises resolve with under `error`, and what crosses the
 * channel.
 */
export interface ErrorPayload {
  /** What went wrong, for programs. */
  type: ErrorType;
  /** What was tried, what came back and what to do about it, for people. */
  message: string;
  /** More about it, where there is more. */
  data?: unknown;
}

/**
 * The only error that the two halves throw or reject with.
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
  /** What went wrong, for programs. */
  readonly type: ErrorType;
  /** More about it, where there is more: the `LogoutReport` of a failed logout, for one. */
  readonly data: unknown;

  constructor(type: ErrorType, message: string, data?: unknown) {
    super(message);
    this.name = 'SymphonyError';
    this.type = type;
    this.data = data;
  }

  /** The documented payload, `{ type, message, data? }`. */
  toJSON(): ErrorPayload {
    const { type, message, data } = this;
    return data === undefined ? { type, message } : { type, message, data };
  }
}

/** A failure in the words that all of them have: what was tried, and why it failed or what to do. */
export function failure(type: ErrorType, doing: string, why: string, data?: unknown): SymphonyError {
  return new SymphonyError(type, `Failed to ${doing}: ${why}.`, data);
}

/** The same as a `SymphonyError`, whatever was thrown. */
export function toSymphonyError(thrown: unknown): SymphonyError {
  if (thrown instanceof SymphonyError) return thrown;
  const words = thrown instanceof Error ? thrown.message : thrown;
  return new SymphonyError('ERROR', typeof words === 'string' ? words : 'unknown');
}
