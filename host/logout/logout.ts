import { deferred } from '../../shared/deferred.js';
import { toSymphonyError, type SymphonyError } from '../../shared/errors.js';
import { Lifetime } from '../../shared/lifetime.js';
import { DEAD_AFTER_SHARE, HOST_ASKS_SHARE, SWEEP_SHARE } from '../durations.js';
import type { Embed } from '../embed/embed.js';
import type { Embeds } from '../embed/embeds.js';
import type { HostOptions } from '../options.js';
import { askPod, type PodAnswer } from './askPod.js';
import { createReports } from './frameReports.js';
import { problemOf, type LogoutReport } from './report.js';
import { startTime } from './time.js';

/** What a logout works with. */
export interface LogoutParts {
  embeds: Embeds;
  options: HostOptions;
  deadlineMs: number;
  /** What everything that the page had begun is rejected with. */
  why: SymphonyError;
}

/**
 * The steps of a logout, in their order. When this returns its promise, the fence is up and the broadcast has gone out.
 *
 * @throws {@link SymphonyError} `LOGOUT_UNCONFIRMED` or `LOGOUT_INCOMPLETE`, with a {@link LogoutFailure} in `data`.
 */
export async function logout({ embeds, options, deadlineMs, why }: LogoutParts): Promise<LogoutReport> {
  const { paths, podOrigin } = options;
  const logoutId = String(Math.random());
  const life = new Lifetime();
  const time = startTime(deadlineMs, life, why);
  const reports = createReports(deadlineMs, time.elapsedMs);
  const confirmed = deferred<undefined>();
  const storage: LogoutReport['storage'] = { emptied: false, unavailable: [], failures: [] };
  let frames: Embed[] = [];
  /** Those that seemed dead before this logout. */
  let suspects: Embed[] = [];
  let acknowledgements: Promise<void>[] = [];
  let isRevoked = false as boolean;
  let podAnswer: PodAnswer | undefined;

  const confirm = (): void => {
    isRevoked = true;
    confirmed.resolve(undefined);
  };

  /** Asks one frame to end its session. Resolves when it has answered, or cannot any more. */
  const ask = async (embed: Embed, revoke: boolean): Promise<void> => {
    const isSuspect = suspects.includes(embed);
    try {
      // Nobody is left out on a guess: if it is alive, it answers, and is asked.
      if (isSuspect) await embed.frame.request('ping', {}, deadlineMs * DEAD_AFTER_SHARE);
      // The service frame has just been made.
      else if (embed.state() !== 'connected') await embed.connected(deadlineMs / 2);
      const remainingMs = time.remainingMs();
      const args = { logoutId, revoke, deadlineMs: remainingMs };
      const clearing = await embed.frame.request('clearSession', args, remainingMs);
      // Only a frame that was asked to revoke can have done so.
      const revoked = revoke && clearing.revoked;
      if (revoked) confirm();
      reports.add(embed, { ...clearing, revoked });
    } catch (thrown) {
      if (isSuspect && embed.state() === 'dead') {
        // It was dead before this logout: there was nobody to ask.
        frames = frames.filter((frame) => frame !== embed);
        return;
      }
      reports.add(embed, { error: toSymphonyError(thrown).toJSON() });
    }
  };

  /** One frame after the other is asked to revoke: the next as soon as one has failed, or has gone. */
  const revokeByFrames = async (): Promise<void> => {
    for (const [index, embed] of frames.entries()) {
      if (!frames.includes(embed)) continue;
      await (index ? ask(embed, true) : acknowledgements[0]);
      if (isRevoked || !time.remainingMs()) return;
    }
  };

  /** The host asks by itself when no frame could, or none has by half of the deadline. */
  const revokeByHost = async (byFrames: Promise<void>): Promise<void> => {
    await time.atMost(byFrames, HOST_ASKS_SHARE);
    if (isRevoked) return;
    time.grantLeast();
    // So it stays if the pod never answers.
    const request = { asked: true, problem: 'the pod did not answer in time' };
    podAnswer = { confirmed: false, retryable: true, request };
    podAnswer = await askPod(new URL(paths.logout, podOrigin).href);
    if (podAnswer.confirmed) confirm();
  };

  /** One frame empties the storage of all; another one if that fails. */
  const sweep = async (): Promise<void> => {
    // Not before every frame has acknowledged, so that nobody writes behind it.
    await time.atMost(Promise.all(acknowledgements), SWEEP_SHARE);
    time.grantLeast();
    const sweepers = reports.sweepers(frames);
    for (const [index, embed] of sweepers.entries()) {
      const by = embed.slot.name;
      // If this one does not answer, the next one needs some of the time too.
      const sweepMs = time.remainingMs() / (index + 1 < sweepers.length ? 2 : 1);
      try {
        const left = await embed.frame.request('emptyStorage', { logoutId, deadlineMs: sweepMs }, sweepMs);
        const emptied = !left.failures.length;
        Object.assign(storage, { emptied, by, ...left });
        if (emptied) return;
      } catch (thrown) {
        storage.failures.push(`${by}: ${toSymphonyError(thrown).message}`);
      }
    }
  };

  try {
    // 1. Fence: nothing that the page began goes on. With no living frame, the service frame stands in.
    frames = embeds.fence(why, life);
    suspects = frames.filter(({ state }) => state() === 'dead');
    if (frames[0]?.state() !== 'connected') frames.unshift(embeds.openService(life));
  } catch (thrown) {
    // A document in which nothing can be put. The host still asks the pod.
    storage.failures.push(String(thrown));
  }
  try {
    // 2. Broadcast. The first frame is the one that is asked to revoke. The covers take a layout of the page.
    acknowledgements = frames.map((embed, index) => ask(embed, !index));
    try {
      coverAll(frames);
    } catch {
      // A page that has replaced what the covers use. The frames are inert already, and the logout goes on.
    }
    // 3. Failover. The first confirmation is enough; without one, both have to be over.
    const byFrames = revokeByFrames();
    const attempts = Promise.all([byFrames, revokeByHost(byFrames)]);
    const confirmation = Promise.race([confirmed.promise, attempts]);
    // 4. Sweep, and 5. wait: whatever hangs, not longer than to the deadline.
    await time.wait([confirmation, sweep(), ...acknowledgements]);
  } finally {
    // 6. Always, whatever happened.
    life.end(why);
    embeds.removeAll(frames, why);
  }
  // 7. Settle.
  const report: LogoutReport = {
    revoked: isRevoked,
    storage,
    hostRequest: podAnswer?.request ?? { asked: false },
    frames: reports.of(frames),
    elapsedMs: time.elapsedMs(),
  };
  const topLevelLogoutUrl = new URL(paths.topLevelLogout, podOrigin).href;
  const problem = problemOf(report, podAnswer?.retryable ?? true, topLevelLogoutUrl);
  if (problem) throw problem;
  return report;
}

/** Lets nobody click into the frames any more. */
function coverAll(embeds: readonly Embed[]): void {
  const covers = embeds.flatMap((embed) => embed.cover() ?? []);
  for (const { measure } of covers) measure();
  for (const { place } of covers) place();
}
