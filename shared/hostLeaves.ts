import { custom } from 'valibot';

/* Leaves that only the host looks at anything with; they are here, and not beside the others, to be left out elsewhere. */

export const positive = custom<number>(
  (value) => Number(value) > 0 && Number.isFinite(value),
  'a number above 0',
);
export const anything = custom<unknown>(() => true);
