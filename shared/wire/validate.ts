import { failure } from '../errors.js';
import { isMismatch, type Schema } from './schema.js';

/**
 * Validates a value. Returns it without the fields that the schema does not know.
 *
 * @param doing - The failing action for the message, as in "Failed to `doing`: …". The message never contains the
 * value.
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`, with the field and the expected value in the message.
 */
export function validate<T>(schema: Schema<T>, value: unknown, doing: string): T {
  try {
    return schema(value);
  } catch (thrown) {
    // Anything else was thrown by a getter or a proxy in the value, or because of a cycle or a bigint.
    const problem = isMismatch(thrown) ? thrown.message : 'it is no plain data';
    throw failure('INVALID_ARGUMENT', doing, problem);
  }
}
