import type { Context } from '@finos/fdc3';
import { leaf } from './schema.js';
import { isText } from './schemas.js';

/* Leaf schemas that only the host needs. They have their own file, so that the frame half does not bundle them. */

/** A duration that fits into a browser's timer. */
export const milliseconds = leaf<number>(
  (value) => typeof value === 'number' && value > 0 && value < 2 ** 31,
  'milliseconds, less than 2 ** 31',
);
export const anything = leaf<unknown>(() => true, 'anything');
/** An FDC3 context. It can have any fields, but must have a `type`. */
export const context = leaf<Context>(
  (value) => isText((Object(value) as Partial<Context>).type),
  'an FDC3 context',
);
