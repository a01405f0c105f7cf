import type { SymphonyError } from '../shared/errors.js';

interface Wait {
  scope: 'document' | 'embed';
  /** When the deadline is, as `performance.now()` has it. */
  endsAt: number;
  late: () => SymphonyError;
  reject: (error: SymphonyError) => void;
}

/** Promises that always settle. */
export interface Waits {
  /**
   * Settles as `answer` does, if that comes before the deadline and before its scope ends. An answer after that is
   * dropped.
   *
   * @param scope - What ends it: the `document` that is to answer, or only the whole `embed`.
   * @param ms - The deadline; `undefined` where a person may take as long as they like.
   */
  until: <T>(
    scope: Wait['scope'],
    answer: PromiseLike<T>,
    ms: number | undefined,
    late: () => SymphonyError,
  ) => Promise<T>;
  /** Ends the waits of the document, or with `embed` all. */
  end: (scope: Wait['scope'], error: SymphonyError) => void;
  /** From now on all of them have all the time in the world. */
  stopClocks: () => void;
  isAny: () => boolean;
  /** Ends those whose deadline has come. There is no timer for each: many calls would be many timers. */
  tick: () => void;
  /** Whether one of them has no deadline. */
  isAnyEndless: () => boolean;
}

/** @param onBegin - Told when something waits where nothing did. */
export function createWaits(onBegin: () => void): Waits {
  const waits = new Set<Wait>();
  return {
    until: (scope, answer, ms = Infinity, late) =>
      new Promise((resolve, reject) => {
        const wait: Wait = {
          scope,
          endsAt: performance.now() + ms,
          late,
          reject: (error) => {
            waits.delete(wait);
            reject(error);
          },
        };
        if (waits.add(wait).size === 1) onBegin();
        answer.then((value) => {
          waits.delete(wait);
          resolve(value);
        }, wait.reject);
      }),
    end: (scope, error) => {
      for (const wait of [...waits]) if (scope === 'embed' || wait.scope === scope) wait.reject(error);
    },
    stopClocks: () => {
      for (const wait of waits) wait.endsAt = Infinity;
    },
    isAny: () => waits.size > 0,
    tick: () => {
      const now = performance.now();
      for (const wait of [...waits]) if (wait.endsAt <= now) wait.reject(wait.late());
    },
    isAnyEndless: () => [...waits].some(({ endsAt }) => endsAt === Infinity),
  };
}
