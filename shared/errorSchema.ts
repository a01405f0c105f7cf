import { object, optional } from 'valibot';
import { anything } from './hostLeaves.js';
import { string, text } from './schemas.js';

/** An error as it crosses the channel. */
export const errorSchema = object({ type: text, message: string, data: optional(anything) });
