import { failure } from '../errors.js';
import { Mismatch, type Schema } from './schema.js';

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
    // Anything else was thrown by a getter or a proxy in the value.
    const problem = thrown instanceof Mismatch ? thrown.message : 'it cannot be read';
    throw failure('INVALID_ARGUMENT', doing, problem);
  }
}
