import { failure } from '../errors.js';
import { plain } from '../wire/plain.js';
import { fieldOf, type Schema } from '../wire/schema.js';
import { validate } from '../wire/validate.js';

/**
 * Validates a value of a test with a schema of the wire. Unlike a half, it also refuses fields that the schema does not
 * know: the other half would never see them, so a test must not count on them.
 *
 * @param doing - The failing action for the message.
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`, with the field and what is wrong with it.
 */
export function strictly<T>(schema: Schema<T>, value: unknown, doing: string): T {
  const valid = validate(schema, value, doing);
  const unknown = unknownField(validate<unknown>(plain, value ?? null, doing), valid, '');
  if (unknown) {
    const why = `the wire has no field ${unknown}, so the other half would not see it; remove it or fix its name`;
    throw failure('INVALID_ARGUMENT', doing, why);
  }
  return valid;
}

/** Returns the path of the first field that is in `given`, but not in `valid`. */
function unknownField(given: unknown, valid: unknown, path: string): string | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  for (const [name, value] of Object.entries(given)) {
    const inside = path ? `${path}.${name}` : name;
    const kept = fieldOf(Object(valid) as object, name);
    if (value !== null && kept === undefined) return inside;
    const deeper = unknownField(value, kept, inside);
    if (deeper) return deeper;
  }
  return undefined;
}
