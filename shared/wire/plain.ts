import { bare, fieldOf } from './schema.js';

/** Far more than data has, and less than a browser's stack takes, also where the message is read. */
const LEVELS = 500;
/** A small message can contain the same object again and again, and a copy of it would take for ever. */
const MOST_VALUES = 100_000;

/** How many more values the present copy may have. */
let left: number;

/**
 * Copies plain data. Keeps what `JSON` would keep, without serialising long strings. Omits functions and fields that
 * are `undefined`. A value with a `toJSON` method, for example a date, becomes another value.
 *
 * @throws TypeError for a bigint, for a cycle, for what is nested so deeply that browsers may lose the message, and for more
 * than 100,000 values.
 */
export function plain<T>(value: T): T {
  left = MOST_VALUES;
  return copyOf(value, LEVELS);
}

function copyOf<T>(value: T, levels: number, isConverted = false): T {
  if (typeof value === 'bigint' || !levels || !left--) throw new TypeError();
  if (typeof value !== 'object' || value === null) return (isSendable(value) ? value : null) as T;
  // Plain loops, for speed: every call and every answer passes through here.
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    for (const item of value) list.push(copyOf<unknown>(item, levels - 1));
    return list as T;
  }
  // Some old libraries give every array, or every object, a `toJSON`. That one is not meant here.
  const toJSON = fieldOf(value, 'toJSON');
  // Once, as `JSON` does: a value that converts to itself would hang a page in WebKit, whose tail calls need no stack.
  if (!isConverted && typeof toJSON === 'function')
    return copyOf((toJSON as () => T).call(value), levels, true);
  const copy = bare();
  for (const name of Object.keys(value)) {
    const field = (value as Record<string, unknown>)[name];
    if (isSendable(field)) copy[name] = copyOf(field, levels - 1);
  }
  return copy as T;
}

function isSendable(value: unknown): boolean {
  return value !== undefined && typeof value !== 'function' && typeof value !== 'symbol';
}
