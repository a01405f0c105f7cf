import { safeParse, type GenericSchema, type InferOutput } from 'valibot';
import { failure } from '../errors.js';

/**
 * Validates a value. Returns it without the fields that the schema does not know.
 *
 * @param doing - The failing action for the message, as in "Failed to `doing`: …". The message never contains the
 * value.
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`, with the field and the expected value in the message.
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
    // Use the messages of our leaf schemas: valibot's own messages would quote the value.
    problem = `${path} should be ${issue.type === 'custom' ? issue.message : issue.expected}`;
  } catch {
    // A getter or a proxy in the value threw.
  }
  throw failure('INVALID_ARGUMENT', doing, problem);
}
