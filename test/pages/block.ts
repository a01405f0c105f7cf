/** Keeps the thread busy, in milliseconds. */
export function block(ms: number): void {
  const endsAt = performance.now() + ms;
  while (performance.now() < endsAt);
}
