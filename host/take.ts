import type { GenericSchema, InferOutput } from 'valibot';
import { failure } from '../shared/errors.js';
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
  // Before it is copied: a copy says nothing of functions and of numbers that are none.
  const valid = validate(schema, value, doing);
  let copy: unknown;
  try {
    copy = plain(valid);
  } catch {
    throw failure('INVALID_ARGUMENT', doing, 'it holds what cannot be sent: a cycle, or no plain data');
  }
  // And after it: some things, dates for one, turn into others on the way.
  return validate(schema, copy, doing);
}

/**
 * A copy of plain data, without what is `undefined` and without functions: what JSON would make of it, but long texts are
 * not written and read for it.
 */
export function plain<T>(value: T): T {
  if (typeof value === 'bigint') throw new TypeError();
  if (typeof value !== 'object' || value === null) return (isSendable(value) ? value : null) as T;
  const { toJSON } = value as { toJSON?: () => T };
  if (typeof toJSON === 'function') return plain(toJSON.call(value));
  return (
    Array.isArray(value)
      ? Array.from(value, plain)
      : Object.fromEntries(
          Object.entries(value).flatMap(([name, field]) =>
            isSendable(field) ? [[name, plain<unknown>(field)]] : [],
          ),
        )
  ) as T;
}

function isSendable(value: unknown): boolean {
  return !/undefined|function|symbol/.test(typeof value);
}
