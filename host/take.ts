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
  // Before it is copied: a copy says nothing of functions.
  const valid = validate(schema, value, doing);
  let hasTurned = false as boolean;
  let copy: unknown;
  try {
    copy = plain(valid, () => {
      hasTurned = true;
    });
  } catch {
    throw failure('INVALID_ARGUMENT', doing, 'it holds what cannot be sent: a cycle, or no plain data');
  }
  return hasTurned ? validate(schema, copy, doing) : copy;
}

/**
 * A copy of plain data, without what is `undefined` and without functions: what JSON would make of it, but long texts are
 * not written and read for it.
 *
 * @param onTurn - Told of what turns itself into something else, as dates do.
 */
export function plain<T>(value: T, onTurn?: () => void): T {
  if (typeof value === 'bigint') throw new TypeError();
  if (typeof value !== 'object' || value === null) return (isSendable(value) ? value : null) as T;
  const { toJSON } = value as { toJSON?: () => T };
  if (typeof toJSON === 'function') {
    onTurn?.();
    return plain(toJSON.call(value), onTurn);
  }
  if (Array.isArray(value)) return Array.from(value, (item: unknown) => plain(item, onTurn)) as T;
  const copy: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value))
    if (isSendable(field)) copy[name] = plain<unknown>(field, onTurn);
  return copy as T;
}

function isSendable(value: unknown): boolean {
  return value !== undefined && typeof value !== 'function' && typeof value !== 'symbol';
}
