import { plain } from './plain.js';
import type { Schema } from './schema.js';

/** Any data, as plain data. Refuses cycles and bigints. */
export const anything: Schema<unknown> = (value) => plain(value);
