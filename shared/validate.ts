import { safeParse, type GenericSchema, type InferOutput } from 'valibot';
import { failure } from './errors.js';

/**
 * The value as `schema` describes it, without the fields that the schema does not know.
 *
 * @param doing - What fails if it does, as in "Failed to `doing`: …". The value itself is never part of the message.
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`, naming the field and what was expected.
 */
export function validate<Schema extends GenericSchema>(
  schema: Schema,
  value: unknown,
  doing: string,
): InferOutput<Schema> {
  let problem = 'it cannot be read';
  try {
    const { success, output, issues } = safeParse(schema, value, { abortEarly: true });
    if (success) return output;
    const [issue] = issues;
    const path = issue.path?.map(({ key }) => key).join('.') ?? 'it';
    // The leaves of our schemas say themselves what they should be; valibot's messages would quote the value.
    problem = `${path} should be ${issue.type === 'custom' ? issue.message : issue.expected}`;
  } catch {
    // A getter or a proxy in the value threw.
  }
  throw failure('INVALID_ARGUMENT', doing, problem);
}
