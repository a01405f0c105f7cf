import type { DocumentedSymphony } from 'symphony-embed/host';
import { changingFunctions } from './changingFunctions.js';
import type { DocumentedFunction } from './documented.js';
import { openingFunctions } from './openingFunctions.js';
import { sendingFunctions } from './sendingFunctions.js';

/** The name of a function of `window.symphony`. */
export type FunctionName = keyof typeof FUNCTIONS;

/** Every function of Symphony's documentation. `window.symphony` also has `close` and `dispose`, and `sdk`, the same object. */
export const FUNCTIONS = {
  ...openingFunctions,
  ...sendingFunctions,
  ...changingFunctions,
} as const satisfies Record<
  Exclude<keyof DocumentedSymphony, 'sdk' | 'close' | 'dispose'>,
  DocumentedFunction
>;
