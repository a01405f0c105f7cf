import type { Context } from '@finos/fdc3';
import { custom } from 'valibot';
import { text } from './schemas.js';

/* Leaves that only the host looks at anything with; they are here, and not beside the others, to be left out elsewhere. */

/** Milliseconds that a browser's timer can count. */
export const milliseconds = custom<number>(
  (value) => typeof value === 'number' && value > 0 && value < 2 ** 31,
  'milliseconds, less than 2 ** 31',
);
export const anything = custom<unknown>(() => true);
/** What FDC3 calls a context: whatever it holds, it says what it is. */
export const context = custom<Context>(
  (value) => text.check((Object(value) as Partial<Context>).type),
  'an FDC3 context',
);
