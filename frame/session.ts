import type { Clearing } from '../shared/contract.js';
import { toSymphonyError } from '../shared/errors.js';
import type { SessionEnd } from '../shared/notifications.js';
import { clearBrowserStorage } from './browserStorage.js';
import type { Revoke } from './revokeAt.js';

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

/** How a step went. A step that is not over when its time is, is late. */
interface Step {
  error?: string;
  isLate?: boolean;
}

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
  let clearing: Promise<Pick<Clearing, 'unavailable'> & { steps: Step[] }>;

  return async ({ logoutId, reason, revoke, deadlineMs }) => {
    const by = (share: number): AbortSignal => AbortSignal.timeout(deadlineMs * share);
    const end = by(ANSWER_AT);
    const stopping = attempt('session.stop', () => hooks.stop?.({ reason }));
    const revoking = attempt(
      'session.revoke',
      () => revoke && (hooks.revoke ?? missing)({ signal: end }),
      end,
    );
    // Data must not stay because the pod is slow: past its time alone, the revocation goes on beside the clearing.
    await Promise.race([revoking, passed(by(REVOKE_ALONE))]);
    if (last !== logoutId) {
      last = logoutId;
      clearing = (async () => {
        const signal = by(HOOK_UNTIL);
        const hook = await attempt('session.clear', () => hooks.clear?.({ reason, signal }), signal);
        const { unavailable, failures } = await clearBrowserStorage();
        return { unavailable, steps: [hook, ...failures.map((error) => ({ error }))] };
      })();
    }
    let unavailable: string[] = [];
    let steps: Step[] = [];
    const cleared = await attempt('clearing', async () => ({ unavailable, steps } = await clearing), end);
    const revoked = await revoking;
    const failed = [await stopping, revoked, cleared, ...steps].filter(({ error }) => error);
    return {
      revoked: revoke && !revoked.error,
      cleared: !cleared.error && !steps.some(({ error }) => error),
      unavailable,
      ...(failed.length && {
        error: {
          type: failed.some(({ isLate }) => isLate) ? 'TIMEOUT' : 'ERROR',
          message: `Failed to end the session in the frame: ${failed.map(({ error }) => error).join('; ')}`,
        },
      }),
    };
  };
}

function missing(): never {
  throw new Error('the app has none');
}

/** Takes a step, for as long as the signal lets it. */
async function attempt(name: string, step: () => unknown, signal?: AbortSignal): Promise<Step> {
  try {
    return await Promise.race([
      (async () => {
        await step();
        return {};
      })(),
      passed(signal).then(() => ({ error: `${name} did not finish in time`, isLate: true })),
    ]);
  } catch (thrown) {
    return { error: `${name}: ${toSymphonyError(thrown).message}` };
  }
}

/** Resolves when the signal's time has come. */
function passed(signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) resolve();
    signal?.addEventListener('abort', () => {
      resolve();
    });
  });
}
