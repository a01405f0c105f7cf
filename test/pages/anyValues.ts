import fc from 'fast-check';
import { afterSpec } from './afterSpec.js';

/*
 * Hostile values, by name. A failure prints the names, because many of these values cannot be printed.
 */

/** How to spoil proper arguments: at which place, and by what. */
export interface Recipe {
  /** The function to call. */
  name: string;
  /** The number of the place in its arguments. */
  place: number;
  oddity: string;
  /** What traps and getters throw. */
  thrown: string;
  /** How often a value is as it was, before it changes. */
  readings: number;
}

type Refuse = () => never;
/** Makes a hostile value out of a proper one. */
type Oddity = (good: unknown, refuse: Refuse, readings: number) => unknown;

const cycle: Record<string, unknown> = {};
cycle['self'] = cycle;

function revoked<T extends object>(target: T): T {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

function nested(depth: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level++) value = { value };
  return value;
}

const thrownValues: Record<string, () => unknown> = {
  'an error': () => new Error('It cannot be read.'),
  'nothing': () => undefined,
  'a symbol': () => Symbol('s'),
  'a revoked proxy': () => revoked({}),
  'what looks like an error of the SDK': () => ({ type: 'ERROR', message: cycle, data: cycle }),
};

const TRAPS = ['get', 'has', 'ownKeys', 'getOwnPropertyDescriptor', 'getPrototypeOf'] as const;

/** An object with the same fields, all of them getters. */
function withGetters(good: unknown, read: (key: string) => unknown): unknown {
  const fields = Object.keys({ toJSON: 0, then: 0, type: 0, ...(good as object) });
  return Object.defineProperties(
    Array.isArray(good) ? [...(good as unknown[])] : {},
    Object.fromEntries(fields.map((key) => [key, { get: () => read(key), enumerable: true }])),
  );
}

const oddities: Record<string, Oddity> = {
  'a symbol': () => Symbol('s'),
  'a bigint': () => 1n,
  'NaN': () => NaN,
  'Infinity': () => Infinity,
  '-0': () => -0,
  'a lone surrogate': () => '\ud800',
  'a very long text': () => 'x'.repeat(200_000),
  'a boxed text': (): unknown => Object('s1'),
  'a boxed bigint': (): unknown => Object(1n),
  'a function': () => () => cycle,
  'a date': () => new Date(0),
  'no date': () => new Date(NaN),
  'a map': () => new Map([['streamId', 's1']]),
  'a promise': (good) => Promise.resolve(good),
  'an error': () => new Error('x'),
  'a cycle': () => cycle,
  'a cycle beside its fields': (good) => ({ ...(good as object), type: 'x', cycle }),
  'a deep object': () => nested(1_000),
  'a very deep object': () => nested(100_000),
  'a hole in a list': () => Array.from({ length: 1 }).concat(new Array(2)),
  'a list with more fields': (good) => Object.assign([good], { more: cycle }),
  'a list that cannot be read': (good, refuse) => Object.assign([good], { [Symbol.iterator]: refuse }),
  'its own __proto__': (good) => ({
    ...(good as object),
    ...(JSON.parse('{"__proto__":{"polluted":1}}') as object),
  }),
  'no prototype': (good): unknown => Object.assign(Object.create(null) as object, good),
  'a toJSON that throws': (_, refuse) => ({ toJSON: refuse }),
  'a toJSON of itself': () => ({
    toJSON() {
      return this;
    },
  }),
  'a then that throws': (_, refuse) => ({ then: refuse }),
  'a text that cannot be read': (_, refuse) => ({ toString: refuse, valueOf: refuse }),
  'a revoked proxy': (good) => revoked(Object(good) as object),
  'a revoked list': () => revoked([]),
  'a revoked function': () => revoked(() => undefined),
  'a proxy of its target': (good) =>
    new Proxy(Object(good) as object, { get: (target, key) => Reflect.get(target, key) as unknown }),
  ...Object.fromEntries(
    TRAPS.map((trap): [string, Oddity] => [
      `a proxy that throws in ${trap}`,
      (good, refuse) => new Proxy(Object(good) as object, { [trap]: refuse }),
    ]),
  ),
  'getters that throw': (good, refuse) => withGetters(good, refuse),
  'getters that throw later': (good, refuse, readings) => {
    let left = readings;
    return withGetters(good, (key) => (left-- > 0 ? (good as Record<string, unknown>)[key] : refuse()));
  },
  'getters that answer differently later': (good, _, readings) => {
    let left = readings;
    return withGetters(good, (key) => (left-- > 0 ? (good as Record<string, unknown>)[key] : cycle));
  },
  'a window': () => window,
  'a window of another origin': () => document.querySelector('iframe')?.contentWindow,
  'an element of another document': () => document.implementation.createHTMLDocument().body,
};

/** Functions that throw anything. One of them cannot be called. */
export const throwers: ((...args: unknown[]) => unknown)[] = [
  ...Object.values(thrownValues).map((make) => () => {
    throw make();
  }),
  revoked(() => undefined),
];

/** A recipe for one of these functions. */
export function recipesFor(names: readonly string[]): fc.Arbitrary<Recipe> {
  return fc.record({
    name: fc.constantFrom(...names),
    place: fc.nat(30),
    oddity: fc.constantFrom(...Object.keys(oddities)),
    thrown: fc.constantFrom(...Object.keys(thrownValues)),
    readings: fc.nat(5),
  });
}

/** Returns proper arguments with one of them, or something inside one of them, spoilt. */
export function spoil(args: readonly unknown[], { place, oddity, thrown, readings }: Recipe): unknown[] {
  const [, ...places] = placesIn(args);
  const refuse = (): never => {
    throw thrownValues[thrown]?.();
  };
  const path = places[place % places.length] ?? [];
  return replaceAt(args, path, (good) => oddities[oddity]?.(good, refuse, readings)) as unknown[];
}

type Path = readonly string[];

function isPlain(value: unknown): value is Record<string, unknown> {
  return Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]';
}

function placesIn(value: unknown, path: Path = []): Path[] {
  const inside = isPlain(value) ? Object.entries(value) : [];
  return [path, ...inside.flatMap(([key, field]) => placesIn(field, [...path, key]))];
}

function replaceAt(value: unknown, [key, ...rest]: Path, replace: (good: unknown) => unknown): unknown {
  if (key === undefined) return replace(value);
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as typeof cycle;
  copy[key] = replaceAt(copy[key], rest, replace);
  return copy;
}

/** The built-ins of another window. */
export type Realm = Window & typeof globalThis;

/** Opens another window of this origin. It is closed after the spec. */
export function openRealm(): Realm {
  const iframe = document.createElement('iframe');
  document.body.append(iframe);
  afterSpec(() => {
    iframe.remove();
  });
  return iframe.contentWindow as Realm;
}

/** Copies plain data and functions as values of a realm. */
export function inRealm(realm: Realm, value: unknown): unknown {
  if (Array.isArray(value)) return realm.Array.from(value, (item) => inRealm(realm, item));
  if (typeof value === 'function')
    return (realm.Function('call', 'return (...args) => call(...args)') as (call: unknown) => unknown)(value);
  if (!isPlain(value)) return value;
  const fields = Object.entries(value).map(([key, field]) => [key, inRealm(realm, field)]);
  return realm.Object.fromEntries(fields);
}

/** Collects the errors that nobody has caught in a window, until the spec ends. */
export function watchUncaught(watched: Window): unknown[] {
  const uncaught: unknown[] = [];
  const listen = (event: ErrorEvent | PromiseRejectionEvent): void => {
    uncaught.push('message' in event ? event.message : `rejected: ${typeof event.reason}`);
  };
  watched.addEventListener('error', listen);
  watched.addEventListener('unhandledrejection', listen);
  afterSpec(() => {
    watched.removeEventListener('error', listen);
    watched.removeEventListener('unhandledrejection', listen);
  });
  return uncaught;
}

/** Expects that nobody has added anything to what all objects have. */
export function expectUnpolluted(realm: Pick<Realm, 'Object'> = window): void {
  expect(Object.keys(realm.Object.prototype)).toEqual([]);
  expect('polluted' in realm.Object.prototype).toBeFalse();
}
