import { SymphonyError as ErrorClass, type ErrorPayload, type ErrorType } from '../../shared/errors.js';
import type { LogoutFailure } from './report.js';

/** The types of an error that has the report of a logout in its `data`. */
type LogoutErrorType = 'LOGOUT_UNCONFIRMED' | 'LOGOUT_INCOMPLETE';

/** The types and the data that belong together. */
type TypeWithData =
  | { readonly type: LogoutErrorType; readonly data: LogoutFailure }
  | { readonly type: Exclude<ErrorType, LogoutErrorType>; readonly data?: unknown };

/** The documented payload of an error of `logout`. */
export type LogoutErrorPayload = ErrorPayload & TypeWithData;

/**
 * The only class of errors that the functions reject with. If `type` is `LOGOUT_UNCONFIRMED` or `LOGOUT_INCOMPLETE`,
 * `data` is a {@link LogoutFailure}.
 *
 * @example
 * ```ts
 * try {
 *   await symphony.logout();
 * } catch (error) {
 *   if (error instanceof SymphonyError && error.type === 'LOGOUT_UNCONFIRMED')
 *     location.href = error.data.topLevelLogoutUrl;
 * }
 * ```
 */
export type SymphonyError = ErrorClass & TypeWithData;

/** The class, with the types of its data. */
export const SymphonyError = ErrorClass as unknown as {
  new (type: ErrorType, message: string, data?: unknown): SymphonyError;
  readonly prototype: SymphonyError;
};
