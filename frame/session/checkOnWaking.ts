import { setTimeout, Promise } from '../../shared/natives.js';
import type { SessionEnd } from '../../shared/values/notifications.js';
import { CHECK_AGAIN_MS, CHECK_MS, LOOK_EVERY_MS, PAUSE_MS } from '../durations.js';
import { createCover } from './cover.js';
import { attempt } from './session.js';

/**
 * Asks the pod whether the session on the screen is still alive. Resolves with `true` if it is, or if none is on the
 * screen. Otherwise resolves with the pod's reason for its end, or with `false` if the pod does not say. Rejects if the
 * pod cannot be asked.
 */
export type Check = () => Promise<boolean | SessionEnd>;

/** A check that {@link connectApp} starts. {@link checkOnWaking} creates it. */
export interface WakingCheck {
  /** @param end - Ends the session in this frame. */
  start(end: (options: { reason: SessionEnd }) => Promise<void>): void;
}

/**
 * Creates a `session.check`. With it, an app shows nothing of a session that may have ended while the page slept: in the
 * back/forward cache, frozen, without a network, or with the lid closed. The words "Checking your session" replace the
 * document when it goes to sleep, or at the latest when it wakes up. After it has woken up, `check` is called. Then the app
 * is shown again, or its session ends as with `app.sessionEnded`. If that fails, the document is loaded again. If `check`
 * rejects or does not answer within 10 seconds, the app stays hidden, and `check` is called again 3 seconds later, and at once
 * when the browser is online again.
 *
 * @example
 * ```ts
 * connectApp({
 *   allowedOrigins,
 *   session: { revoke: revokeAt('/session/logout'), check: checkOnWaking(() => isStillLoggedIn()) },
 * });
 * ```
 */
export function checkOnWaking(check: Check): WakingCheck {
  return {
    start: (end) => {
      watchSleep(check, end);
    },
  };
}

function watchSleep(check: Check, end: Parameters<WakingCheck['start']>[0]): void {
  const cover = createCover();
  /** The number of times that the page has gone to sleep or has woken up. An older answer no longer counts. */
  let turn = 0;
  let lookedAt = Date.now();

  const sleep = (): void => {
    turn++;
    cover.show();
  };
  const wake = (): void => {
    sleep();
    void ask(turn);
  };
  const ask = async (mine: number): Promise<void> => {
    while (mine === turn) {
      const { value, error } = await attempt('check', CHECK_MS, check);
      if (mine !== turn) return;
      if (!error) {
        try {
          // The app stays hidden until the session's data is gone.
          if (value !== true) await end({ reason: (value as SessionEnd | false) || 'expired' });
          if (mine === turn) cover.hide();
        } catch (thrown) {
          console.warn(thrown);
          // A new document shows none of the data that could not be cleared.
          location.reload();
        }
        return;
      }
      console.warn(error);
      await new Promise((resolve) => setTimeout(resolve as () => void, CHECK_AGAIN_MS));
    }
  };

  window.addEventListener('pagehide', sleep);
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) wake();
  });
  document.addEventListener('freeze', sleep);
  document.addEventListener('resume', wake);
  window.addEventListener('online', wake);
  setInterval(() => {
    const pausedMs = Date.now() - lookedAt;
    lookedAt += pausedMs;
    // While a machine sleeps, no timer runs.
    if (pausedMs > PAUSE_MS) wake();
  }, LOOK_EVERY_MS);
}
