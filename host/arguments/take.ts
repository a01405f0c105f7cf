import { failure } from '../../shared/errors.js';
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
  // Validate before copying: the copy has lost functions, so they could not be reported.
  const valid = validate(schema, value, doing);
  let isConverted = false as boolean;
  let copy: T;
  try {
    copy = plain(valid, () => {
      isConverted = true;
    });
  } catch {
    throw failure('INVALID_ARGUMENT', doing, 'it holds what cannot be sent: a cycle, or no plain data');
  }
  return isConverted ? validate(schema, copy, doing) : copy;
}
