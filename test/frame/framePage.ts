import type { FramePage } from './behaviour.js';

/** What the pod put into this frame's page. */
export const framePage = JSON.parse(document.getElementById('page')?.textContent ?? '{}') as FramePage;

let lastAtMs = 0;

/** Writes to the pod's journal, and gets there even if this frame is removed, or hangs, in the next moment. */
export function writeJournal(what: string, detail: Record<string, unknown> = {}): void {
  // Clocks of frames are coarse, and beacons overtake each other: what came later has to say so.
  lastAtMs = Math.max(performance.timeOrigin + performance.now(), lastAtMs + 0.001);
  navigator.sendBeacon(
    '/control/journal',
    JSON.stringify({ atMs: lastAtMs, frame: framePage.frame, what, detail }),
  );
}

/** An error, as the journal has it. */
export function toldAs(thrown: unknown): Record<string, unknown> {
  const { type, message, data } = thrown as { type?: string; message?: string; data?: unknown };
  return { type, message, data };
}

/** Resolves after a time, or at once. */
export async function wait(ms: number | undefined): Promise<void> {
  if (ms) await new Promise((resolve) => setTimeout(resolve, ms));
}

/** A promise that does not settle. */
export function never(): Promise<never> {
  return new Promise(() => undefined);
}

/** Blocks this thread, and so every frame of this pod. */
export function hang(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}
