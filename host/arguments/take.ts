import { plain } from '../../shared/wire/plain.js';
import type { Schema } from '../../shared/wire/schema.js';
import { validate } from '../../shared/wire/validate.js';

/**
 * Validates a value from the page, and copies it as plain data. Pages pass proxies of their frameworks, which cannot be
 * sent, and objects that they change later. Omits fields that are `undefined`.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`.
 */
export function take<T>(schema: Schema<T>, value: unknown, doing: string): T {
  // Before the copy, because it has lost functions, so they could not be reported. And after it, because it can be another
  // value: a date becomes a text, and a getter can answer differently each time.
  return validate((given) => schema(plain(schema(given))), value, doing);
}
