import { SymphonyError, type ErrorType } from '../../shared/errors.js';
import type { LogoutFailure } from '../logout/report.js';

/** The `data` of errors, by type, as far as this SDK or Symphony's documentation says what it is. */
export interface ErrorData {
  MESSAGE_ID_NOT_FOUND: { messageId: string };
  LOGOUT_UNCONFIRMED: LogoutFailure;
  LOGOUT_INCOMPLETE: LogoutFailure;
}

/**
 * Returns whether a value is an error of this SDK, and of this type. TypeScript then knows its `data`.
 *
 * @example
 * ```ts
 * catch (error) {
 *   if (isSymphonyError(error, 'LOGOUT_UNCONFIRMED')) location.href = error.data.topLevelLogoutUrl;
 * }
 * ```
 */
export function isSymphonyError<Type extends ErrorType = ErrorType>(
  error: unknown,
  type?: Type,
): error is SymphonyError & {
  readonly type: Type;
  readonly data: Type extends keyof ErrorData ? ErrorData[Type] : unknown;
} {
  return error instanceof SymphonyError && (type === undefined || error.type === type);
}
