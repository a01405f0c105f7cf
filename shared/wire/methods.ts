import { failure, toSymphonyError, type ErrorPayload } from '../errors.js';
import type { ArgSchemas, Handlers, MethodOf, Outcome, Remote } from './contract.js';
import { plain } from './plain.js';
import type { Schema } from './schema.js';
import { validate } from './validate.js';

/**
 * Creates the methods that a half exposes to the other one. Each method validates its arguments, calls its handler, and
 * converts errors to an outcome. Nothing is ever thrown across the channel.
 *
 * @param schemas - The schemas of the arguments.
 * @param handlerOf - Returns the handler of a method, at the time of the call. Throws if there is none.
 */
export function createMethods<Way>(
  schemas: ArgSchemas<Way>,
  handlerOf: (name: MethodOf<Way>) => Handlers<Way>[MethodOf<Way>],
): Remote<Way> {
  // No prototype: Penpal looks up methods on prototypes, too, and must not find any there.
  const methods = Object.create(null) as Record<string, (args: unknown) => Promise<Outcome<unknown>>>;
  for (const [name, schema] of Object.entries<Schema<unknown>>(schemas)) {
    methods[name] = async (args) => {
      try {
        const handler = handlerOf(name as MethodOf<Way>) as (args: unknown) => unknown;
        return { ok: true, value: sendable(name, await handler(validate(schema, args, name))) };
      } catch (thrown) {
        return { ok: false, error: toPayload(thrown) };
      }
    };
  }
  return Object.freeze(methods) as Remote<Way>;
}

/** Converts any thrown value to plain data. The error must arrive even if its data cannot be sent. */
export function toPayload(thrown: unknown): ErrorPayload {
  const { type, message, data } = toSymphonyError(thrown);
  try {
    return plain({ type, message, data });
  } catch {
    return { type, message };
  }
}

/** Copies an answer as plain data: apps answer with proxies of their frameworks, which cannot be sent. */
function sendable(name: string, answer: unknown): unknown {
  try {
    return plain(answer ?? undefined);
  } catch {
    throw failure('ERROR', name, 'the answer is no plain data');
  }
}
