import { bare, fieldOf } from './schema.js';

/** Far more than data has, and less than a browser's stack takes, also where the message is read. */
const LEVELS = 500;

/**
 * Copies plain data. Keeps what `JSON` would keep, without serialising long strings. Omits functions and fields that
 * are `undefined`. A value with a `toJSON` method, for example a date, becomes another value.
 *
 * @param levels - How deeply it may be nested.
 * @param isConverted - Whether the value comes from a `toJSON` method.
 * @throws TypeError for a bigint, for a cycle, and for what is nested so deeply that browsers may lose the message.
 */
export function plain<T>(value: T, levels = LEVELS, isConverted = false): T {
  if (typeof value === 'bigint' || !levels) throw new TypeError();
  if (typeof value !== 'object' || value === null) return (isSendable(value) ? value : null) as T;
  // Plain loops, for speed: every call and every answer passes through here.
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    for (const item of value) list.push(plain<unknown>(item, levels - 1));
    return list as T;
  }
  // Some old libraries give every array, or every object, a `toJSON`. That one is not meant here.
  const toJSON = fieldOf(value, 'toJSON');
  // Once, as `JSON` does: a value that converts to itself would hang a page in WebKit, whose tail calls need no stack.
  if (!isConverted && typeof toJSON === 'function')
    return plain((toJSON as () => T).call(value), levels, true);
  const copy = bare();
  for (const name of Object.keys(value)) {
    const field = (value as Record<string, unknown>)[name];
    if (isSendable(field)) copy[name] = plain(field, levels - 1);
  }
  return copy as T;
}

function isSendable(value: unknown): boolean {
  return value !== undefined && typeof value !== 'function' && typeof value !== 'symbol';
}
