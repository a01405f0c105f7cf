import { SymphonyError, toSymphonyError } from '../../shared/errors.js';
import type { SessionEnd, StopReason } from '../../shared/values/notifications.js';
import { object, optional } from '../../shared/wire/schema.js';
import { texts } from '../../shared/wire/schemas.js';
import { validate } from '../../shared/wire/validate.js';
import type { Clearing, StorageLeft } from '../../shared/wire/contract.js';
import { ANSWER_SHARE, CLEAR_HOOK_SHARE, REVOKE_ALONE_SHARE } from '../durations.js';
import { statementOf } from '../../shared/confirmation.js';
import type { WakingCheck } from './checkOnWaking.js';
import { inTime } from './inTime.js';
import { emptyOnLeaving } from './leaving.js';
import type { Revoke } from './revokeAt.js';
import { emptyStorage } from './storage.js';
import { now, Promise } from '../../shared/natives.js';

/** The app's callbacks for the end of its session, and what the SDK has to know of its data. */
export interface SessionHooks {
  /**
   * Stops network use and token refreshes at once. Runs first in a logout, so that nothing can renew the session. With
   * the reason `closed`, the page removes this frame without a logout: the session and the app's data stay.
   */
  stop?: ((options: { reason: StopReason }) => void) | undefined;
  /**
   * Ends the session at the pod. Usually {@link revokeAt}. The host asks one frame, and the next one only if that
   * fails.
   */
  revoke?: Revoke | undefined;
  /**
   * Clears the app's own data, and closes its databases. Afterwards the SDK empties the browser storage. `signal`
   * aborts at the deadline. Then the storage is emptied anyway, and the host learns that `clear` did not finish.
   */
  clear?: ((options: { reason: SessionEnd; signal: AbortSignal }) => void | Promise<void>) | undefined;
  /**
   * Hides the document while the page sleeps, and asks whether the session is still alive when the page wakes up. Use
   * {@link checkOnWaking}.
   */
  check?: WakingCheck | undefined;
  /**
   * The names of all IndexedDB databases of the app. An empty list means that it has none. The SDK deletes them, and all
   * others that the browser lists. WebKit lists no databases to a frame of another site. There, a logout of an app that
   * does not set this is `LOGOUT_INCOMPLETE`.
   */
  databases?: readonly string[] | undefined;
}

/** A request to end the session in this frame. */
export interface EndOptions {
  /** The same for all requests of one logout. Each logout clears the data only once. */
  logoutId: string;
  reason: SessionEnd;
  /** Whether this frame is the one that revokes the session at the pod. */
  revoke: boolean;
  /** The deadline of the answer, in milliseconds. */
  deadlineMs: number;
  /** Whether the host removes this frame afterwards. */
  isLast?: boolean;
}

/** The session in this frame. Nothing here rejects. */
export interface Session {
  /**
   * Ends the session: stops network use, revokes at the pod (if asked), and runs the app's `clear`. Answers before the
   * deadline, unless the frame's thread hangs.
   */
  end: (options: EndOptions) => Promise<Clearing>;
  /** Stops network use, because the page removes this frame without a logout. */
  close: () => void;
  /** Empties the browser storage of this origin. Call it after all frames that share it have ended their sessions. */
  emptyStorage: (options: { deadlineMs: number }) => Promise<StorageLeft>;
}

const hooksSchema = object({ databases: optional(texts) });

/** @throws {@link SymphonyError} `INVALID_ARGUMENT` if `databases` is not a list of names. */
export function createSession(hooks: SessionHooks): Session {
  const { databases } = validate(hooksSchema, hooks, 'read session.databases');

  /** The steps of the latest logout. If the host asks again, to revoke, the answer repeats their errors. */
  let latest: { logoutId: string; stopping: Promise<Step>; clearing?: Promise<Step> } | undefined;

  /** Whether the host removes this frame next. */
  let isEnding = false;
  emptyOnLeaving(() => isEnding);

  return {
    end: async ({ logoutId, reason, revoke, deadlineMs, isLast = false }) => {
      isEnding = isLast;
      const startedAt = now();
      const answerMs = deadlineMs * ANSWER_SHARE;
      if (latest?.logoutId !== logoutId) {
        latest = { logoutId, stopping: attempt('stop', answerMs, () => hooks.stop?.({ reason })) };
      }
      const mine = latest;
      const revoking = revoke
        ? attempt('revoke', answerMs, (signal) => {
            if (!hooks.revoke) throw new Error('the app has no session.revoke');
            return hooks.revoke({ signal });
          })
        : undefined;
      // Data must not stay because the pod is slow. So after a while, the clearing starts during the revocation.
      if (revoking) await attempt('wait', deadlineMs * REVOKE_ALONE_SHARE, () => revoking);
      const clearMs = startedAt + deadlineMs * CLEAR_HOOK_SHARE - now();
      mine.clearing ??= attempt('clear', clearMs, (signal) => hooks.clear?.({ reason, signal }));
      const [stopped, cleared, revoked] = await Promise.all([mine.stopping, mine.clearing, revoking]);
      const errors = [stopped, cleared, revoked].flatMap((step) => step?.error ?? []);
      const [first] = errors;
      return {
        revoked: !!revoked && !revoked.error,
        ...statementOf(revoked?.value),
        cleared: !stopped.error && !cleared.error,
        ...(first && {
          error: { type: first.type, message: errors.map(({ message }) => message).join('; ') },
        }),
      };
    },
    close: () => {
      hooks.stop?.({ reason: 'closed' });
    },
    emptyStorage: ({ deadlineMs }) => emptyStorage(deadlineMs * ANSWER_SHARE, databases),
  };
}

/** The result of a step. */
export interface Step {
  value?: unknown;
  error?: SymphonyError;
}

/** Runs a step until its deadline. Then its signal aborts. Never rejects. */
export async function attempt(
  name: string,
  ms: number,
  run: (signal: AbortSignal) => unknown,
): Promise<Step> {
  const controller = new AbortController();
  try {
    const running = run(controller.signal);
    // A synchronous step needs no deadline.
    if (!running) return {};
    const value = await inTime(Promise.resolve(running), ms, () => {
      const late = new SymphonyError('TIMEOUT', `it did not finish within ${Math.round(ms)} ms`);
      controller.abort(late);
      return late;
    });
    return { value };
  } catch (thrown) {
    const { type, message } = toSymphonyError(thrown);
    return { error: new SymphonyError(type, `${name}: ${message}`) };
  }
}
