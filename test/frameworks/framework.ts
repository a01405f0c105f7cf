/* What specs can say about pages of UI frameworks. */

/** The frameworks that have a fixture: the names of their scripts. */
export type Framework = 'react18' | 'react19' | 'vue' | 'turbo';

/** What the page shows. */
export interface Shown {
  count: number;
  /** Whether the page has a second slot. */
  hasSecond: boolean;
  /** Another number makes the framework build all elements anew. */
  generation: number;
  /** Whether a part of the page that can be put aside is in it: the slot `#aside`. */
  hasAside: boolean;
}

/**
 * How the framework gets its document: it builds it, it takes over the HTML of a server, or that HTML differs from what it
 * expects.
 */
export type Way = 'create' | 'hydrate' | 'mismatch';
