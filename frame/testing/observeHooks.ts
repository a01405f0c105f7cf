import type { SessionHooks } from '../session/session.js';

/**
 * Returns the same hooks, with a report of their steps. A hook that is not there stays missing.
 *
 * @param report - Called with `stop`, `revoke`, `revoked`, `clear` and `cleared`, at that moment.
 */
export function observeHooks(hooks: SessionHooks, report: (step: string) => void): SessionHooks {
  const { stop, revoke, clear } = hooks;
  return {
    ...hooks,
    ...(stop && {
      stop: (options) => {
        report('stop');
        stop(options);
      },
    }),
    ...(revoke && {
      revoke: async (options) => {
        report('revoke');
        const statement = await revoke(options);
        report('revoked');
        return statement;
      },
    }),
    ...(clear && {
      clear: async (options) => {
        report('clear');
        await clear(options);
        report('cleared');
      },
    }),
  };
}
