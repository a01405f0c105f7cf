/*
 * What the packaged module has: all that is public, and what the kit for tests shares with it. The types of the package tell
 * only of what is public.
 */
export * from './index.js';
export { failure, toSymphonyError } from '../shared/errors.js';
export { replaceFetch } from './logout/askPod.js';
