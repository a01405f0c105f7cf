import { failure, type SymphonyError } from '../../shared/errors.js';

/** Returns the error for a call that ends because the session ends. */
export function loggedOut(why: string): SymphonyError {
  return failure('LOGGED_OUT', 'finish', why);
}
