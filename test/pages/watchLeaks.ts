import { afterSpec } from './afterSpec.js';
import { changeable } from './changeable.js';

type Listener = EventListenerOrEventListenerObject | null;

/** What somebody left running, with where it began. */
interface Trace {
  what: string;
  stack: string;
}

/** Looks over everybody's shoulder from now on. */
export interface LeakWatch {
  /**
   * What began since and has not ended: listeners on the window, the document and elements in it, timers, observers,
   * iframes. Each with the code that began it.
   */
  leaks(): string[];
}

/**
 * Watches what the page's code starts and does not end. It stops after the spec.
 *
 * Listeners of objects that nothing else holds, closed ports and removed elements, go with them and don't count.
 */
export function watchLeaks(): LeakWatch {
  const timers = new Map<number, Trace>();
  const observers = new Map<object, Trace>();
  const listeners: (Trace & {
    target: EventTarget;
    type: string;
    listener: Listener;
    capture: boolean;
    signal?: AbortSignal;
  })[] = [];
  const iframes = new Set(document.querySelectorAll('iframe'));

  watchListeners(listeners);
  watchTimer(timers, 'setTimeout', 'clearTimeout', true);
  watchTimer(timers, 'setInterval', 'clearInterval', false);
  for (const observer of [MutationObserver, IntersectionObserver, ResizeObserver, PerformanceObserver])
    watchObserver(observers, observer.name, observer.prototype);

  return {
    leaks() {
      const alive = listeners.filter(
        ({ target, signal }) => !signal?.aborted && (!(target instanceof Node) || target.isConnected),
      );
      const left = [...alive, ...timers.values(), ...observers.values()].map(
        ({ what, stack }) => `${what} ${stack}`,
      );
      const added = [...document.querySelectorAll('iframe')].filter((iframe) => !iframes.has(iframe));
      return [...left, ...added.map((iframe) => iframe.outerHTML)];
    },
  };
}

/** Puts `make(original)` in the place of a function until the spec is over. */
function replace(
  object: object,
  key: string,
  make: (original: (...args: unknown[]) => unknown) => (this: never, ...args: never[]) => unknown,
): void {
  const record = object as Record<string, (...args: unknown[]) => unknown>;
  const original = record[key];
  if (!original) throw new Error(`There is no ${key} to watch.`);
  const isOwn = Object.hasOwn(object, key);
  record[key] = make(original) as (...args: unknown[]) => unknown;
  afterSpec(() => {
    if (isOwn) record[key] = original;
    else Reflect.deleteProperty(object, key);
  });
}

function trace(what: string): Trace {
  const [, , ...calls] = new Error().stack?.split('\n') ?? [];
  return { what, stack: calls.slice(1, 4).join(' ').trim() };
}

function watchListeners(
  listeners: (Trace & {
    target: EventTarget;
    type: string;
    listener: Listener;
    capture: boolean;
    signal?: AbortSignal;
  })[],
): void {
  const forget = (target: EventTarget, type: string, listener: Listener, capture: boolean): void => {
    const index = listeners.findIndex(
      (entry) =>
        entry.target === target &&
        entry.type === type &&
        entry.listener === listener &&
        entry.capture === capture,
    );
    if (index >= 0) listeners.splice(index, 1);
  };
  const optionsOf = (options: boolean | AddEventListenerOptions = {}): AddEventListenerOptions =>
    typeof options === 'boolean' ? { capture: options } : options;

  replace(
    EventTarget.prototype,
    'addEventListener',
    (original) =>
      function (
        this: EventTarget | undefined,
        type: string,
        listener: Listener,
        options?: boolean | AddEventListenerOptions,
      ) {
        const target = this ?? window;
        const { capture = false, once, signal } = optionsOf(options);
        original.call(target, type, listener, options);
        if (!(target === window || target instanceof Node)) return;
        forget(target, type, listener, capture);
        listeners.push({
          ...trace(`a "${type}" listener`),
          target,
          type,
          listener,
          capture,
          ...(signal && { signal }),
        });
        if (once)
          original.call(
            target,
            type,
            () => {
              forget(target, type, listener, capture);
            },
            { once, capture },
          );
      },
  );
  replace(
    EventTarget.prototype,
    'removeEventListener',
    (original) =>
      function (
        this: EventTarget | undefined,
        type: string,
        listener: Listener,
        options?: boolean | AddEventListenerOptions,
      ) {
        const target = this ?? window;
        original.call(target, type, listener, options);
        forget(target, type, listener, optionsOf(options).capture ?? false);
      },
  );
}

function watchTimer(
  timers: Map<number, Trace>,
  start: 'setTimeout' | 'setInterval',
  stop: 'clearTimeout' | 'clearInterval',
  endsByItself: boolean,
): void {
  replace(
    start in changeable ? changeable : window,
    start,
    (original) =>
      function (run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) {
        const timer = original.call(
          window,
          () => {
            if (endsByItself) timers.delete(timer);
            run(...args);
          },
          ms,
        ) as number;
        timers.set(timer, trace(`a ${start} of ${String(ms)} ms`));
        return timer;
      },
  );
  replace(
    stop in changeable ? changeable : window,
    stop,
    (original) =>
      function (timer: number) {
        timers.delete(timer);
        original.call(window, timer);
      },
  );
}

function watchObserver(observers: Map<object, Trace>, name: string, prototype: object): void {
  replace(
    prototype,
    'observe',
    (original) =>
      function (this: object, ...args: unknown[]) {
        observers.set(this, trace(`a ${name}`));
        return original.apply(this, args);
      },
  );
  replace(
    prototype,
    'disconnect',
    (original) =>
      function (this: object) {
        observers.delete(this);
        return original.apply(this);
      },
  );
}
