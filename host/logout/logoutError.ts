import { SymphonyError, type ErrorPayload, type ErrorType } from '../../shared/errors.js';
import type { LogoutFailure } from './report.js';

/** The types of an error that has the report of a logout in its `data`. */
type LogoutErrorType = 'LOGOUT_UNCONFIRMED' | 'LOGOUT_INCOMPLETE';

/** The documented payload of an error of `logout`. Its `type` says whether `data` is a {@link LogoutFailure}. */
export type LogoutErrorPayload = ErrorPayload &
  ({ type: LogoutErrorType; data: LogoutFailure } | { type: Exclude<ErrorType, LogoutErrorType> });

/** The error of a logout that was not confirmed, or is not complete. */
export type LogoutError = SymphonyError & { readonly type: LogoutErrorType; readonly data: LogoutFailure };

/**
 * Returns whether an error has the report of a logout in its `data`.
 *
 * @example
 * ```ts
 * try {
 *   await symphony.logout();
 * } catch (error) {
 *   if (isLogoutError(error) && !error.data.retryable) location.href = error.data.topLevelLogoutUrl;
 * }
 * ```
 */
export function isLogoutError(error: unknown): error is LogoutError {
  return error instanceof SymphonyError && /^LOGOUT_(UNCONFIRMED|INCOMPLETE)$/.test(error.type);
}
