const LOOK_EVERY_MS = 50;

const looks = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/**
 * Calls `look` again and again, until its undo is called. No event tells of a killed process or of an iframe that the
 * page took out before it had connected; so where something waits for a frame, somebody has to look. One timer serves
 * all frames, and none runs where nothing waits.
 */
export function watch(look: () => void): () => void {
  looks.add(look);
  timer ??= setInterval(() => {
    for (const each of [...looks]) each();
  }, LOOK_EVERY_MS);
  return () => {
    looks.delete(look);
    if (looks.size) return;
    clearInterval(timer);
    timer = undefined;
  };
}
