import type { GenericSchema, InferOutput } from 'valibot';
import { validate } from '../shared/validate.js';

/**
 * What a page has given, validated, as plain data of our own: pages give proxies of their frameworks, which cannot be
 * sent, and objects that they change later. Fields that are `undefined` are not given.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`.
 */
export function take<Schema extends GenericSchema>(
  schema: Schema,
  value: unknown,
  doing: string,
): InferOutput<Schema> {
  return plain(validate(schema, value, doing));
}

/** A copy of plain data, without what is `undefined`. */
export function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
