import type { GenericSchema } from 'valibot';
import type { ArgSchemas, Handlers, MethodOf, Outcome, Remote } from './contract.js';
import { toSymphonyError } from './errors.js';
import { validate } from './validate.js';

/**
 * The methods that a half exposes to the other one. Each validates what arrives, calls its handler, and turns whatever
 * that throws into an outcome: nothing is ever thrown across the channel.
 *
 * @param schemas - What the methods take.
 * @param handlerOf - Finds the handler of a method at the time of the call; it throws where there is none.
 */
export function createMethods<Way>(
  schemas: ArgSchemas<Way>,
  handlerOf: (name: MethodOf<Way>) => Handlers<Way>[MethodOf<Way>],
): Remote<Way> {
  // Penpal looks methods up through prototypes: there is none to walk to.
  const methods = Object.create(null) as Record<string, (args: unknown) => Promise<Outcome<unknown>>>;
  for (const [name, schema] of Object.entries<GenericSchema>(schemas)) {
    methods[name] = async (args) => {
      try {
        const handler = handlerOf(name as MethodOf<Way>) as (args: unknown) => unknown;
        return { ok: true, value: await handler(validate(schema, args, name)) };
      } catch (thrown) {
        return { ok: false, error: toSymphonyError(thrown).toJSON() };
      }
    };
  }
  return Object.freeze(methods) as Remote<Way>;
}
