/*
 * Browser functions as they were when this script was loaded. Some pages replace them later, and a logout must reach
 * its end there, too.
 */

// Declared here, because this folder compiles without the DOM types.
interface Natives {
  Promise: PromiseConstructor;
  MessageChannel: new () => { port1: ClockPort; port2: ClockPort };
  setTimeout: (run: () => void, ms: number) => unknown;
  clearTimeout: (timer: unknown) => void;
  performance: { now: () => number };
}

/** A port, with what the clock needs. */
export interface ClockPort {
  onmessage: (() => void) | null;
  postMessage: (message: unknown) => void;
  /** Node's ports keep a process alive unless this is called. */
  unref?: () => void;
}

const natives = globalThis as unknown as Natives;

export const { Promise, MessageChannel, setTimeout, clearTimeout } = natives;
/** The time since the page was opened, in milliseconds. */
export const now = natives.performance.now.bind(natives.performance);
