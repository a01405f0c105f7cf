import { watchTicks, within } from '../../shared/clock.js';
import { now, Promise } from '../../shared/natives.js';
import { LATEST_SHARE } from '../durations.js';

/**
 * Settles like `answer`, if that settles before the deadline. After a busy time, the clock waits a little longer; but the
 * host waits for the answer of this frame, and would call it one that does not answer. So this wait ends in any case
 * when the deadline has passed by a share of itself.
 *
 * @param ms - The deadline, in milliseconds.
 * @param late - Creates the error for a deadline that has passed.
 */
export function inTime<T>(answer: PromiseLike<T>, ms: number, late: () => Error): Promise<T> {
  const latestAt = now() + ms * LATEST_SHARE;
  return new Promise((resolve, reject) => {
    const stopWatching = watchTicks(() => {
      if (now() < latestAt) return;
      stopWatching();
      reject(late());
    });
    within(answer, ms, late).then(resolve, reject).finally(stopWatching);
  });
}
