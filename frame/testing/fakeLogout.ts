import { within } from '../../shared/clock.js';
import { failure, toSymphonyError, type SymphonyError } from '../../shared/errors.js';
import { now, Promise } from '../../shared/natives.js';
import type { Call } from '../../shared/wire/channel.js';
import type { Clearing, HostToFrame, StorageLeft } from '../../shared/wire/contract.js';
import type { AppPlace } from './appPlace.js';
import { storageContents } from './storageContents.js';

/** The options of a fake host's `logout`. */
export interface FakeLogoutOptions {
  /** Whether the app has to end the session at the pod. `true` by default. A host asks only one of its frames. */
  revoke?: boolean | undefined;
  /** The deadline of the logout, in milliseconds. 5,000 by default. */
  deadlineMs?: number | undefined;
  /** How long to watch the app after its acknowledgement, in milliseconds. 100 by default. */
  watchMs?: number | undefined;
}

/** The result of a logout in the app. */
export interface FakeLogoutReport {
  /** Whether the app has stopped, and has cleared its own data. */
  acknowledged: boolean;
  /** Whether the pod has confirmed to the app that the session is over. */
  revoked: boolean;
  /** The error, if a step of the app failed. */
  error?: { type: string; message: string } | undefined;
  /** What the frame half has found in the storage after it has emptied it. */
  storage: StorageLeft;
  /**
   * What is in the storage now, each as `localStorage: draft`. The app may have written it after the acknowledgement, or
   * when it was removed.
   */
  left: string[];
  /** What the app has sent after its acknowledgement: names of reports and notifications. An app that has stopped sends none. */
  sentAfterwards: string[];
  /**
   * The steps, in order: `clearSession`, `acknowledged`, `emptyStorage`, `emptied`, `removed`. Between them, those of the app:
   * `stop`, `revoke`, `revoked`, `clear` and `cleared`, if the test has passed its hooks through `observe`.
   */
  steps: string[];
}

/** The parts of a logout. */
export interface FakeLogoutParts {
  call: Call<HostToFrame>;
  place: AppPlace;
  steps: string[];
  /** What the app has sent so far. */
  sent: readonly string[];
}

/** Asks the app to log out as a host does, and looks for what is left. */
export async function runLogout(
  { call, place, steps, sent }: FakeLogoutParts,
  { revoke = true, deadlineMs = 5_000, watchMs = 100 }: FakeLogoutOptions,
): Promise<FakeLogoutReport> {
  const logoutId = String(now());
  const late = (method: string) => (): SymphonyError =>
    failure('TIMEOUT', method, `the app did not answer within ${deadlineMs} ms`);
  steps.push('clearSession');
  const clearing = await within(
    call('clearSession', { logoutId, revoke, deadlineMs }),
    deadlineMs,
    late('clearSession'),
  ).catch(asClearing);
  if (clearing.cleared) steps.push('acknowledged');
  const sentBefore = sent.length;
  steps.push('emptyStorage');
  const storage = await within(
    call('emptyStorage', { logoutId, deadlineMs }),
    deadlineMs,
    late('emptyStorage'),
  ).catch(asStorageLeft);
  if (!storage.failures.length) steps.push('emptied');
  await pause(watchMs);
  const sentAfterwards = sent.slice(sentBefore);
  place.leave();
  steps.push('removed');
  return {
    acknowledged: clearing.cleared,
    revoked: clearing.revoked,
    ...(clearing.error && { error: clearing.error }),
    storage,
    left: await storageContents(),
    sentAfterwards,
    steps: [...steps],
  };
}

function asClearing(thrown: unknown): Clearing {
  return { revoked: false, cleared: false, error: toSymphonyError(thrown).toJSON() };
}

function asStorageLeft(thrown: unknown): StorageLeft {
  return { unavailable: [], failures: [toSymphonyError(thrown).message] };
}

/** Waits by the SDK's clock, which a test's fake timers do not stop. */
async function pause(ms: number): Promise<void> {
  const over = failure('TIMEOUT', 'watch', 'it is over');
  await within(new Promise(() => undefined), ms, () => over).catch(toSymphonyError);
}
