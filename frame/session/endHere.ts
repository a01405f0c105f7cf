import { toSymphonyError } from '../../shared/errors.js';
import { now } from '../../shared/natives.js';
import type { SessionEnd } from '../../shared/values/notifications.js';
import { CLEAR_MS } from '../durations.js';
import type { Session } from './session.js';

/**
 * Creates the function that ends a session which is over at the pod. A live line and a check may find out at the same time,
 * so a call during another one returns the same promise.
 *
 * @param tell - Tells the host.
 */
export function createEndHere(
  session: Session,
  tell: (end: { reason: SessionEnd }) => void,
): (reason: SessionEnd) => Promise<void> {
  let ending: Promise<void> | undefined;

  async function endHere(reason: SessionEnd): Promise<void> {
    const { error } = await session.end({
      logoutId: String(now()),
      reason,
      revoke: false,
      deadlineMs: CLEAR_MS,
    });
    const { failures } = await session.emptyStorage({ deadlineMs: CLEAR_MS });
    tell({ reason });
    if (error) throw toSymphonyError(error);
    if (failures.length) throw toSymphonyError(failures.join('; '));
  }

  return (reason) =>
    (ending ??= endHere(reason).finally(() => {
      ending = undefined;
    }));
}
