import type { SymphonyError } from '../shared/errors.js';

interface Wait {
  scope: 'document' | 'embed';
  reject: (error: SymphonyError) => void;
  hasClock: boolean;
  stopClock: () => void;
}

/** Promises that always settle. */
export interface Waits {
  /**
   * Settles as `answer` does, if that comes before the deadline and before its scope ends. An answer after that is
   * dropped, and no timer outlives its wait.
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
  /** Whether one of them has no deadline. */
  isAnyEndless: () => boolean;
}

/** @param onChange - Told whether anything waits, when that changes. */
export function createWaits(onChange: (isWaiting: boolean) => void): Waits {
  const waits = new Set<Wait>();
  return {
    until: (scope, answer, ms, late) =>
      new Promise((resolve, reject) => {
        const end = (): void => {
          wait.stopClock();
          if (waits.delete(wait) && !waits.size) onChange(false);
        };
        const wait: Wait = {
          scope,
          reject: (error) => {
            end();
            reject(error);
          },
          hasClock: ms !== undefined,
          stopClock: () => {
            wait.hasClock = false;
            clearTimeout(timer);
          },
        };
        const timer =
          ms === undefined
            ? ms
            : setTimeout(() => {
                wait.reject(late());
              }, ms);
        if (waits.add(wait).size === 1) onChange(true);
        answer.then((value) => {
          end();
          resolve(value);
        }, wait.reject);
      }),
    end: (scope, error) => {
      for (const wait of [...waits]) if (scope === 'embed' || wait.scope === scope) wait.reject(error);
    },
    stopClocks: () => {
      for (const wait of waits) wait.stopClock();
    },
    isAnyEndless: () => [...waits].some(({ hasClock }) => !hasClock),
  };
}
