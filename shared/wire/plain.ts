import { bare, fieldOf } from './schema.js';

/**
 * Copies plain data. Keeps what `JSON` would keep, without serialising long strings. Omits functions and fields that
 * are `undefined`. A value with a `toJSON` method, for example a date, becomes another value.
 *
 * @throws TypeError for a bigint; RangeError for a cycle.
 */
export function plain<T>(value: T): T {
  if (typeof value === 'bigint') throw new TypeError();
  if (typeof value !== 'object' || value === null) return (isSendable(value) ? value : null) as T;
  // Plain loops, for speed: every call and every answer passes through here.
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    for (const item of value) list.push(plain<unknown>(item));
    return list as T;
  }
  // Some old libraries give every array, or every object, a `toJSON`. That one is not meant here.
  const toJSON = fieldOf(value, 'toJSON');
  if (typeof toJSON === 'function') {
    return plain((toJSON as () => T).call(value));
  }
  const copy = bare();
  for (const name of Object.keys(value)) {
    const field = (value as Record<string, unknown>)[name];
    if (isSendable(field)) copy[name] = plain(field);
  }
  return copy as T;
}

function isSendable(value: unknown): boolean {
  return value !== undefined && typeof value !== 'function' && typeof value !== 'symbol';
}
