import type { Clearing } from '../shared/contract.js';
import { SymphonyError, toSymphonyError } from '../shared/errors.js';
import type { SessionEnd } from '../shared/notifications.js';
import { clearBrowserStorage, type StorageLeft } from './browserStorage.js';
import type { Revoke } from './revokeAt.js';
import { timeUp } from './timeUp.js';

/** What the app does when its session ends. */
export interface SessionHooks {
  /** Ends network use and token refreshes, first of all and at once: nothing may renew what is about to be ended. */
  stop?: (options: { reason: SessionEnd }) => void;
  /** Ends the session at the pod; usually {@link revokeAt}. Only one frame of a portal is asked. */
  revoke?: Revoke;
  /**
   * Drops the app's own data. Browser storage is cleared after it by the SDK. When `signal` aborts, the time is up:
   * storage is cleared without it, and the host is told that it did not finish.
   */
  clear?: (options: { reason: SessionEnd; signal: AbortSignal }) => void | Promise<void>;
}

/** One request to end the session in this frame. */
export interface EndOptions {
  /** The same for all requests of one logout: data is cleared once for it. */
  logoutId: string;
  reason: SessionEnd;
  /** Whether this frame is the one that tells the pod. */
  revoke: boolean;
  /** Milliseconds after which nobody waits for the answer. */
  deadlineMs: number;
}

/** Ends the session in this frame. */
export type EndSession = (options: EndOptions) => Promise<Clearing>;

// Shares of the deadline. A frame whose pod or hooks hang still clears its storage, and still answers, in time.
const REVOKE_ALONE = 0.5;
const HOOK_UNTIL = 0.7;
const ANSWER_AT = 0.85;

/**
 * Makes what ends the session in this frame, in this order: stop network use, revoke at the pod (if asked), the app's
 * `clear`, browser storage. It never rejects, and answers before the deadline unless the frame's thread hangs.
 */
export function createSession(hooks: SessionHooks): EndSession {
  let last: string | undefined;
  let clearing: Promise<StorageLeft & { hook?: unknown }>;

  return async ({ logoutId, reason, revoke, deadlineMs }) => {
    const by = (share: number): AbortSignal => AbortSignal.timeout(deadlineMs * share);
    const [alone, signal, end] = [by(REVOKE_ALONE), by(HOOK_UNTIL), by(ANSWER_AT)];
    const errors: SymphonyError[] = [];
    /** Takes a step for as long as the signal lets it. Gives nothing where it failed or was late. */
    const attempt = async <T>(
      name: string,
      signal: AbortSignal,
      step: () => T,
    ): Promise<{ value: Awaited<T> } | undefined> => {
      try {
        return await Promise.race([
          // In a function, so that a step that throws at once is no exception.
          (async () => ({ value: await step() }))(),
          timeUp(signal).then(() => {
            throw new SymphonyError('TIMEOUT', 'too late');
          }),
        ]);
      } catch (thrown) {
        const { type, message } = toSymphonyError(thrown);
        errors.push(new SymphonyError(type, `${name}: ${message}`));
        return undefined;
      }
    };

    void attempt('stop', end, () => hooks.stop?.({ reason }));
    const revoking = attempt('revoke', end, () => {
      if (revoke && !hooks.revoke) throw new Error('missing');
      return revoke && hooks.revoke?.({ signal: end });
    });
    // Data must not stay because the pod is slow: past its time alone, the revocation goes on beside the clearing.
    await Promise.race([revoking, timeUp(alone)]);
    if (last !== logoutId) {
      last = logoutId;
      clearing = attempt('clear', signal, () => hooks.clear?.({ reason, signal })).then(async (hook) => ({
        hook,
        ...(await clearBrowserStorage()),
      }));
    }
    const left = await attempt('clear', end, () => clearing);
    for (const failure of left?.value.failures ?? []) errors.push(new SymphonyError('ERROR', failure));
    const revoked = await revoking;
    const [first] = errors;
    return {
      revoked: revoke && !!revoked,
      cleared: !!left?.value.hook && !left.value.failures.length,
      unavailable: left?.value.unavailable ?? [],
      ...(first && { error: { type: first.type, message: errors.map(({ message }) => message).join('; ') } }),
    };
  };
}
