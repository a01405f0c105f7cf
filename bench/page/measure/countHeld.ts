/*
 * Counts what code of the page starts and does not end, from the moment this file is loaded: before everything else, and
 * only where that is measured, since counting takes time.
 */

const listeners = new Map<EventTarget, Set<string>>();
const timers = new Set<number>();
const ids = new WeakMap<object, number>();
let lastId = 0;

/** What is held now. */
export function countHeld(): { iframes: number; listeners: number; timers: number } {
  let held = 0;
  for (const [target, of] of listeners) if (!(target instanceof Node) || target.isConnected) held += of.size;
  return { iframes: document.querySelectorAll('iframe').length, listeners: held, timers: timers.size };
}

type Listen = (type: string, listener: object | null, ...more: unknown[]) => void;
type Timer = (run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => number;

/** Puts something in the place of a function, which gets that to call. */
function replace<Call>(object: object, name: string, make: (original: Call) => Call): void {
  const record = object as Record<string, Call>;
  const original = record[name];
  if (original) record[name] = make(original);
}

/** Begins to count. Listeners of ports and elements that have gone are theirs, and go with them. */
export function startCounting(): void {
  const keyOf = (type: string, listener: object): string => {
    if (!ids.has(listener)) ids.set(listener, ++lastId);
    return `${type} ${ids.get(listener) ?? 0}`;
  };
  replace<Listen>(
    EventTarget.prototype,
    'addEventListener',
    (original) =>
      function (this: EventTarget, type, listener, ...more) {
        if (listener && (this instanceof Node || this === window))
          listeners.set(this, (listeners.get(this) ?? new Set()).add(keyOf(type, listener)));
        original.call(this, type, listener, ...more);
      },
  );
  replace<Listen>(
    EventTarget.prototype,
    'removeEventListener',
    (original) =>
      function (this: EventTarget, type, listener, ...more) {
        if (listener) listeners.get(this)?.delete(keyOf(type, listener));
        original.call(this, type, listener, ...more);
      },
  );
  replace<Timer>(window, 'setTimeout', (original) => (run, ms, ...args) => {
    const timer = original(() => {
      timers.delete(timer);
      run(...args);
    }, ms);
    timers.add(timer);
    return timer;
  });
  replace<Timer>(window, 'setInterval', (original) => (run, ms, ...args) => {
    const timer = original(run, ms, ...args);
    timers.add(timer);
    return timer;
  });
  for (const name of ['clearTimeout', 'clearInterval']) {
    replace<(timer?: number) => void>(window, name, (original) => (timer) => {
      if (timer !== undefined) timers.delete(timer);
      original(timer);
    });
  }
}
