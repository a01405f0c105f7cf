import { deferred, type Deferred } from '../../shared/deferred.js';
import { Promise } from '../../shared/natives.js';

/** Whether the thread of a fake frame hangs. */
export interface Hang {
  readonly isOn: boolean;
  /** Starts to hang. Returns a function that ends it. */
  start: () => () => void;
  /** Resolves when the frame does not hang. */
  over: () => Promise<unknown>;
}

export function createHang(): Hang {
  let present: Deferred<undefined> | undefined;
  return {
    get isOn() {
      return !!present;
    },
    start: () => {
      const mine = (present ??= deferred());
      return () => {
        if (present === mine) present = undefined;
        mine.resolve(undefined);
      };
    },
    over: () => present?.promise ?? Promise.resolve(),
  };
}
