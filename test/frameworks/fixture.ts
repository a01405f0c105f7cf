import type { Shown, Way } from './framework.js';

/*
 * Pages built with a UI framework, for portals and for frames. Each framework has its own script, which puts a `Fixture`
 * on the window.
 */

/** A page of a framework that builds its document in JavaScript. It has the slots `.symphony-ecm` and `#two`. */
export interface Fixture {
  /** Writes what a server would have sent. */
  write: (way: Way) => Promise<void>;
  /** Hands the document over to the framework. Resolves once it is shown. */
  start: (way: Way) => Promise<void>;
  /** Shows something else. Resolves once it is shown. */
  show: (changes: Partial<Shown>) => Promise<void>;
  /** Makes a value one that the framework watches, where it has such values. */
  reactive?: <T extends object>(value: T) => T;
}

declare global {
  interface Window {
    fixture?: Fixture;
  }
}

export const FIRST: Shown = { count: 0, hasSecond: true, generation: 0, hasAside: true };

/** The state that a server has rendered. */
export function renderedByServer(way: Way): Shown {
  return way === 'mismatch' ? { ...FIRST, count: 7 } : FIRST;
}

/** Puts a root element from HTML into the document. */
export function putRoot(html: string): void {
  const { documentElement } = new DOMParser().parseFromString(html, 'text/html');
  document.replaceChild(document.adoptNode(documentElement), document.documentElement);
}
