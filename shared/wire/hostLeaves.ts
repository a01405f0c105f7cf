import type { Context } from '@finos/fdc3';
import { anything } from './anything.js';
import { leaf, type Schema } from './schema.js';
import { isText } from './schemas.js';

/* Leaf schemas that only the host needs. They have their own file, so that the frame half does not bundle them. */

/** A duration that fits into a browser's timer. */
export const milliseconds = leaf<number>(
  (value) => typeof value === 'number' && value > 0 && value < 2 ** 31,
  'milliseconds, below 2 ** 31',
);
const typed = leaf<unknown>((value) => isText((Object(value) as Partial<Context>).type), 'an FDC3 context');
/** An FDC3 context. It can have any fields, but must have a `type`. */
export const context = ((value, path) => anything(typed(value, path))) as Schema<Context>;
