/*
 * The parts of which every schema is made. A half validates everything that arrives, so these are small and fast. They
 * are part of both bundles.
 */

/**
 * Returns the valid value: a list comes as a copy, an object as a copy without the fields that the schema does not know.
 *
 * @param path - The path of the field, for the message. Empty for the value itself.
 * @throws An error that {@link isMismatch} knows, or what a getter in the value has thrown.
 */
export type Schema<T> = (value: unknown, path?: string) => T;

/** The type that a schema returns. */
export type Valid<AnySchema> = AnySchema extends Schema<infer T> ? T : never;

/**
 * The errors that schemas have thrown, because a value is not as it should be. A set, since `instanceof` would run code of
 * the page if a getter has thrown a proxy.
 */
const mismatches = new WeakSet();

/** Returns whether a schema has thrown this. Then the message says what is wrong. It never contains the value. */
export function isMismatch(thrown: unknown): thrown is Error {
  return mismatches.has(thrown as object);
}

/** The schemas of an object's fields, by name. */
type Fields = Record<string, Schema<unknown>>;
/** The names of the fields that may be missing. */
type OptionalNames<All extends Fields> = {
  [Name in keyof All]: undefined extends Valid<All[Name]> ? Name : never;
}[keyof All];
/** An object with valid fields. */
type ValidObject<All extends Fields> = {
  [Name in Exclude<keyof All, OptionalNames<All>>]: Valid<All[Name]>;
} & { [Name in OptionalNames<All>]?: Valid<All[Name]> };

/** Creates the schema of a value that is accepted or refused as a whole. */
export function leaf<T>(isValid: (value: unknown) => boolean, expected: string): Schema<T> {
  return (value, path) => {
    if (!isValid(value)) throw mismatch(path, expected, value);
    return value as T;
  };
}

/** Also accepts `undefined` and `null`, and then returns the fallback. Many pages pass `null` for "not given". */
export function optional<T>(schema: Schema<T>): Schema<T | undefined>;
export function optional<T>(schema: Schema<T>, fallback: T): Schema<T>;
export function optional<T>(schema: Schema<T>, fallback?: T): Schema<T | undefined> {
  return (value, path) => (isMissing(value) ? fallback : schema(value, path));
}

/** Creates the schema of an object. */
export function object<const All extends Fields>(fields: All): Schema<ValidObject<All>> {
  const entries = Object.entries(fields);
  return (value, path) => {
    if (!isObject(value)) throw mismatch(path, 'an object', value);
    const valid = bare();
    for (const [name, schema] of entries) {
      const field = schema(fieldOf(value, name), inside(path, name));
      if (field !== undefined) valid[name] = field;
    }
    return { ...valid } as ValidObject<All>;
  };
}

/** Creates the schema of a list. */
export function listOf<T>(schema: Schema<T>): Schema<T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw mismatch(path, 'a list', value);
    // A copy, so that the holes of a sparse list are visited, too.
    return [...(value as unknown[])].map((item, index) => schema(item, inside(path, `${index}`)));
  };
}

/**
 * Creates the schema of a map with any names. Discards `undefined` and `null`.
 *
 * @param schemaOf - Returns the schema of the value with this name.
 */
export function mapOf<T>(schemaOf: (name: string) => Schema<T>): Schema<Record<string, T>> {
  return (map, path) => {
    if (!isObject(map) || Array.isArray(map)) throw mismatch(path, 'an object', map);
    const valid = bare() as Record<string, T>;
    for (const [name, value] of Object.entries(map))
      if (!isMissing(value)) valid[name] = schemaOf(name)(value, inside(path, name));
    return { ...valid };
  };
}

/** Returns whether a schema accepts a value. */
export function accepts(schema: Schema<unknown>, value: unknown): boolean {
  try {
    schema(value);
    return true;
  } catch {
    return false;
  }
}

/** Returns whether every value in a map passes the check. `undefined` values always pass. */
export function every(map: unknown, check: (value: unknown, name: string) => boolean): boolean {
  return (
    isObject(map) && Object.entries(map).every(([name, value]) => value === undefined || check(value, name))
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isMissing(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

function inside(path: string | undefined, name: string): string {
  return path ? `${path}.${name}` : name;
}

/**
 * Creates an object without a prototype. Every assignment to it creates a field, also if the page has frozen
 * `Object.prototype`, and also for the name `__proto__`.
 */
export function bare(): Record<string, unknown> {
  return Object.create(null) as Record<string, unknown>;
}

/** Returns a field. Some pages and their libraries add fields to all objects. These do not count. */
export function fieldOf(value: object, name: string): unknown {
  return name in Object.prototype && !Object.hasOwn(value, name)
    ? undefined
    : (value as Record<string, unknown>)[name];
}

/** The message has the type of the value, and never the value itself. */
function mismatch(path: string | undefined, expected: string, value: unknown): Error {
  const error = new Error(
    `${path ?? 'it'} should be ${expected} (given: ${value === null ? value : typeof value})`,
  );
  mismatches.add(error);
  return error;
}
