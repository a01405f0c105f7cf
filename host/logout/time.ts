import { toSymphonyError, type SymphonyError } from '../../shared/errors.js';
import type { Lifetime } from '../../shared/lifetime.js';
import { STEP_LEAST_MS, STEP_LEAST_SHARE } from '../durations.js';
import { now, Promise } from '../../shared/natives.js';

/** The deadline of a logout, and the waits that keep it. */
export interface LogoutTime {
  elapsedMs: () => number;
  remainingMs: () => number;
  /** Extends the deadline if needed, so that a step that starts late in a busy page has its minimum time. */
  grantLeast: () => void;
  /** Waits for a step, at most until a share of the deadline has passed. */
  atMost: (step: Promise<unknown>, share: number) => Promise<void>;
  /** Waits for steps, at most until the deadline. `grantLeast` can extend it meanwhile. */
  wait: (steps: readonly Promise<unknown>[]) => Promise<void>;
}

/** @param why - The error that ends a wait. It is caught here. */
export function startTime(deadlineMs: number, life: Lifetime, why: SymphonyError): LogoutTime {
  const startedAt = now();
  let endsAt = startedAt + deadlineMs;
  const waitFor = async (step: Promise<unknown>, ms: number): Promise<void> => {
    await life.until(step, ms, () => why).catch(toSymphonyError);
  };
  const time: LogoutTime = {
    elapsedMs: () => now() - startedAt,
    remainingMs: () => Math.max(endsAt - now(), 0),
    grantLeast: () => {
      endsAt = Math.max(endsAt, now() + Math.min(STEP_LEAST_MS, deadlineMs * STEP_LEAST_SHARE));
    },
    atMost: (step, share) => waitFor(step, deadlineMs * share - time.elapsedMs()),
    wait: async (steps) => {
      let isDone = false as boolean;
      const done = Promise.allSettled(steps).then(() => (isDone = true));
      while (!isDone && time.remainingMs()) await waitFor(done, time.remainingMs());
    },
  };
  return time;
}
