/** Makes containers in the page, of a chat's least size. */
export function makeSlots(count: number): HTMLElement[] {
  return Array.from({ length: count }, () => {
    const slot = document.createElement('div');
    slot.className = 'slot';
    document.body.append(slot);
    return slot;
  });
}

/** Takes containers out again. */
export function removeSlots(slots: readonly HTMLElement[]): void {
  for (const slot of slots) slot.remove();
}

/** Does something with each, a few at a time, and gives what came of it in the same order. */
export async function eachOf<T, Result>(
  items: readonly T[],
  atATime: number,
  run: (item: T) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += atATime)
    results.push(...(await Promise.all(items.slice(start, start + atATime).map(run))));
  return results;
}

/** Waits until what frames do after they have come up is over. */
export async function settle(ms = 50): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  await new Promise((resolve) => {
    requestIdleCallback(resolve, { timeout: 1000 });
  });
}
