import { toSymphonyError } from '../../shared/errors.js';
import type { Lifetime } from '../../shared/lifetime.js';
import { superseded } from './superseded.js';

/** The openings of one slot, one after another. */
export interface Openings {
  /**
   * Starts an opening as soon as the previous one has ended, whether it succeeded or not. If a later opening is
   * waiting, this one is rejected with `SUPERSEDED`, before it starts or after it has ended.
   */
  next: <T>(open: () => Promise<T>) => Promise<T>;
  /** Resolves when the latest opening has ended. */
  settled: () => Promise<unknown>;
}

/**
 * @param slotName - The name of the slot, for the `SUPERSEDED` error.
 * @param life - After its end, nothing is opened.
 * @param begin - Must succeed before each opening.
 */
export function createOpenings(slotName: string, life: Lifetime, begin: () => Promise<void>): Openings {
  let last: Promise<unknown> = Promise.resolve();
  const settled = (): Promise<unknown> => last.catch(toSymphonyError);
  return {
    settled,
    next: (open) => {
      const before = settled();
      const check = (): void => {
        if (life.ended) throw life.ended;
        if (last !== opening) throw superseded(`another one in ${slotName}`);
      };
      const opening = (async () => {
        await before;
        check();
        await begin();
        check();
        const result = await open();
        check();
        return result;
      })();
      last = opening;
      return opening;
    },
  };
}
