import { failure, toSymphonyError, type SymphonyError } from '../shared/errors.js';

/** What is shown in one slot, one after the other. */
export interface Turns {
  /**
   * Opens something once what is being opened now is there, or has failed. Of several that wait the last one is opened;
   * the promises of the others say so.
   */
  next: <T>(open: () => Promise<T>) => Promise<T>;
  /** Resolves when what is being opened now is there, or has failed. */
  settled: () => Promise<unknown>;
}

/** The parts that turns are made of. */
export interface TurnParts {
  slotName: string;
  /** What has to be so before anything is opened. */
  begin: () => Promise<void>;
  /** Why nothing is opened any more. */
  over: () => SymphonyError | undefined;
}

export function createTurns({ slotName, begin, over }: TurnParts): Turns {
  let turn = 0;
  let last: Promise<unknown> = Promise.resolve();
  const settled = (): Promise<unknown> => last.catch(toSymphonyError);
  return {
    settled,
    next: (open) => {
      const mine = ++turn;
      const before = settled();
      const check = (): void => {
        const error = over();
        if (error) throw error;
        if (mine !== turn)
          throw failure('ERROR', 'open it', `another one was opened in ${slotName} right after it`);
      };
      const opened = (async () => {
        await before;
        check();
        await begin();
        check();
        const result = await open();
        check();
        return result;
      })();
      last = opened;
      return opened;
    },
  };
}
