import { failure, type ErrorPayload, type SymphonyError } from '../../shared/errors.js';
import type { LogoutScope } from '../../shared/confirmation.js';
import type { HostRequest } from './askPod.js';

/** The result of a logout for one frame. */
export interface FrameReport {
  /** The name of the slot, as the page gave it. `service` for a service frame, which stands in if there is no other. */
  slot: string;
  /**
   * `acknowledged`: the frame has stopped, and has cleared its own data. `failed`: the frame reports that it could not,
   * or its answer was invalid. `timedOut`: the frame did not answer in time. `gone`: the frame was removed, reloaded,
   * navigated or killed before it answered.
   */
  outcome: 'acknowledged' | 'failed' | 'timedOut' | 'gone';
  /** Whether the pod confirmed to this frame that the session is over. */
  revoked: boolean;
  /** The time from the call of `logout` to this outcome, in milliseconds. */
  elapsedMs: number;
  /** The error, if something failed. An acknowledged frame that could not revoke also has one. */
  error?: ErrorPayload;
}

/** The state of the browser storage that the frames share. */
export interface StorageReport {
  /** Whether a frame emptied the storage, and found it empty afterwards. */
  emptied: boolean;
  /** The slot of the frame whose answer this is. */
  by?: string;
  /** Kinds of storage that the browser does not have, or does not allow in frames. The frames have no data in them. */
  unavailable: string[];
  /** Data that may still be there, and why. */
  failures: string[];
}

/** The result of a logout. */
export interface LogoutReport {
  /** Whether the pod confirmed to a frame or to the host that the user is logged out. */
  revoked: boolean;
  /**
   * Which sessions of this user are over, by the pod's statement. `browser`: all that may be in this browser. `jar`: only
   * those with the same cookies as the frames; there is another one of which the pod cannot tell whether it is in this browser,
   * for example from another address. `undefined` if the pod does not state it.
   */
  scope: LogoutScope | undefined;
  /**
   * The page of the identity provider on which the user can end their session there, too. Going there is the portal's
   * decision. `undefined` if the user did not log in there, or if the pod does not state it.
   */
  endSessionUrl: string | undefined;
  storage: StorageReport;
  hostRequest: HostRequest;
  /** One report for each frame that was asked: all that were connected when `logout` was called, or a service frame. */
  frames: FrameReport[];
  /** The duration of the logout, in milliseconds. */
  elapsedMs: number;
}

/** The `data` of a failed logout. */
export interface LogoutFailure extends LogoutReport {
  /** Whether a retry may succeed. `false` if the pod refused with a 4xx status other than 408, 425 and 429. */
  retryable: boolean;
  /** The page where the user can log out at the pod directly, as the last resort. */
  topLevelLogoutUrl: string;
}

/** Returns the error of an unconfirmed or incomplete logout, `undefined` for a complete one. */
export function problemOf(
  report: LogoutReport,
  retryable: boolean,
  topLevelLogoutUrl: string,
): SymphonyError | undefined {
  const { revoked, frames, storage } = report;
  const data: LogoutFailure = { ...report, retryable, topLevelLogoutUrl };
  if (!revoked) {
    return failure(
      'LOGOUT_UNCONFIRMED',
      'log out',
      'the pod did not confirm that the session is over; the user may still be logged in',
      data,
    );
  }
  const missing = frames.filter(({ outcome }) => outcome !== 'acknowledged');
  const problems = [
    ...missing.map(({ slot, outcome }) => `${slot} (${outcome}) did not confirm that its data is cleared`),
    ...(storage.emptied ? [] : [`browser storage may be left (${storage.failures.join(', ')})`]),
  ];
  if (!problems.length) return undefined;
  const why = `the pod ended the session, but ${problems.join(', and ')}`;
  return failure('LOGOUT_INCOMPLETE', 'log out completely', why, data);
}
