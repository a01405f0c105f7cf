/*
 * The halves keep some functions of the browser as they were when they were loaded. So that a spec can replace these later,
 * this file has to run before the halves: it is the first one in the bundle of the specs.
 */

/** The functions that the halves and the specs call. A spec may replace them until it ends. */
export const changeable = {
  setTimeout: window.setTimeout.bind(window) as (
    run: (...args: never[]) => void,
    ms?: number,
    ...args: unknown[]
  ) => number,
  clearTimeout: window.clearTimeout.bind(window),
  now: performance.now.bind(performance),
};

window.setTimeout = ((...args: Parameters<typeof changeable.setTimeout>) =>
  changeable.setTimeout(...args)) as typeof setTimeout;
window.clearTimeout = (timer) => {
  changeable.clearTimeout(timer);
};
performance.now = () => changeable.now();
