import type { DocumentedSymphony } from '../scriptTag/documented.js';

/**
 * Sets `window.symphony`.
 *
 * @returns A function that brings back what was there before.
 */
export function putIntoWindow(symphony: DocumentedSymphony): () => void {
  const globals = window as { symphony?: unknown };
  const before = Object.getOwnPropertyDescriptor(globals, 'symphony');
  globals.symphony = symphony;
  return () => {
    if (before) Object.defineProperty(globals, 'symphony', before);
    else delete globals.symphony;
  };
}
