// Taken before any spec can put something else in their place.
const later = window.setTimeout.bind(window);
const now = performance.now.bind(performance);

/**
 * Resolves with what `condition` gives as soon as that is neither false nor nothing; rejects, naming `what`, at the
 * deadline.
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  what: string,
  deadlineMs = 5_000,
): Promise<Exclude<T, false | null | undefined>> {
  const deadline = now() + deadlineMs;
  for (;;) {
    const value = await condition();
    if (value !== false && value !== undefined && value !== null)
      return value as Exclude<T, false | null | undefined>;
    if (now() > deadline) throw new Error(`Waited ${String(deadlineMs)} ms for ${what}, in vain.`);
    await new Promise<void>((resolve) => later(resolve, 10));
  }
}
