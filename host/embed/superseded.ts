import { failure, type SymphonyError } from '../../shared/errors.js';

/** Returns the error for a call that a later one has replaced. */
export function superseded(by: string): SymphonyError {
  return failure('SUPERSEDED', 'open the chat', `${by} took its place`);
}
