import { anything } from './anything.js';
import { object, optional } from './schema.js';
import { string, text } from './schemas.js';

/** The schema of an error on the wire. */
export const errorSchema = object({ type: text, message: string, data: optional(anything) });
