import { statementOf, type Statement } from '../../shared/confirmation.js';
import { deferred, type Deferred } from '../../shared/deferred.js';
import { toSymphonyError, type SymphonyError } from '../../shared/errors.js';
import { Lifetime } from '../../shared/lifetime.js';
import { DEAD_AFTER_SHARE, HOST_ASKS_SHARE, SWEEP_SHARE } from '../durations.js';
import type { Embed } from '../embed/embed.js';
import type { Embeds } from '../embed/embeds.js';
import { elementsIn, removeCopies } from '../embed/iframe.js';
import { fenceAll, removeAll } from '../embed/removal.js';
import type { HostOptions } from '../options.js';
import { askPod, notAnswered, type PodAnswer } from './askPod.js';
import { createReports, type FrameReports } from './frameReports.js';
import { problemOf, type FrameReport, type LogoutFailure, type LogoutReport } from './report.js';
import { startTime, type LogoutTime } from './time.js';
import { createTrace, traced, type Trace } from '../trace.js';
import { now, Promise } from '../../shared/natives.js';

/** The parts of a logout. */
export interface LogoutParts {
  embeds: Embeds;
  options: HostOptions;
  deadlineMs: number;
  /** The error for everything that the page has started and that the logout ends. */
  why: SymphonyError;
  /**
   * The logouts of other hosts of this page for the same pod, which run at the same time. `undefined` if another host
   * asked for this one.
   */
  peers: readonly Promise<LogoutReport>[] | undefined;
}

/** The state of one logout. */
interface Run extends LogoutParts, Statement {
  readonly logoutId: string;
  /** Ends with this logout. */
  readonly life: Lifetime;
  readonly time: LogoutTime;
  readonly reports: FrameReports;
  readonly storage: LogoutReport['storage'];
  /** What went wrong besides, and may have left data, by where that was. */
  readonly problems: Map<unknown, string>;
  /** The reports on the frames of the other hosts. */
  readonly framesOfPeers: FrameReport[];
  /** The frames to ask. The first one is asked to revoke. */
  frames: Embed[];
  /** The frames that seemed dead before this logout. */
  suspects: readonly Embed[];
  acknowledgements: readonly Promise<void>[];
  /** Resolves when the pod has confirmed that the session is over. */
  readonly confirmation: Deferred<undefined>;
  isRevoked: boolean;
  podAnswer: PodAnswer | undefined;
  readonly trace: Trace | undefined;
  /** Reports the end of this logout. */
  readonly ended: ReturnType<Trace> | undefined;
}

/**
 * Logs out, in seven steps. The functions below are in the same order. When this returns its promise, the fence is up
 * and the broadcast has been sent.
 *
 * @throws {@link SymphonyError} `LOGOUT_UNCONFIRMED` or `LOGOUT_INCOMPLETE`, with a {@link LogoutFailure} in `data`.
 */
export async function logout(parts: LogoutParts): Promise<LogoutReport> {
  const run = start(parts);
  try {
    // 1. Fence: everything that the page has started ends.
    fence(run);
    // 2. Broadcast, to all frames at the same time.
    broadcast(run);
    // 3. Failover: frame after frame is asked to revoke, and the host asks the pod if none has confirmed.
    const revocation = revoke(run);
    // 4. Sweep: one frame empties the storage of all.
    const sweeping = sweep(run);
    // 5. Wait for all of this, but not longer than until the deadline.
    await run.time.wait([revocation, sweeping, ...run.acknowledgements, ...join(run)]);
  } catch (thrown) {
    // The page has broken a browser function. The pod can still be asked.
    run.problems.set(logout, toSymphonyError(thrown).message);
    await run.time.wait([revokeByHost(run, Promise.resolve())]);
  } finally {
    // 6. Always, whatever happened: all iframes go.
    run.life.end(run.why);
    // One that seemed dead has come back, and nobody has asked it.
    run.frames.push(
      ...run.suspects.filter((one) => one.state() === 'connected' && !run.frames.includes(one)),
    );
    removeAll(run.embeds, run.frames, run.why);
    // Only the host that waits for all others: their frames look like copies, and must answer first.
    if (run.peers) removeCopies(() => elementsIn(document), `${run.options.podOrigin}/`);
  }
  // 7. Settle.
  return settle(run);
}

function start(parts: LogoutParts): Run {
  const life = new Lifetime();
  const { deadlineMs, options } = parts;
  const time = startTime(deadlineMs, life, parts.why);
  const trace = createTrace(options.debug);
  return {
    ...parts,
    logoutId: String(now()),
    life,
    time,
    reports: createReports(deadlineMs, time.elapsedMs),
    storage: { emptied: false, unavailable: [], failures: [] },
    problems: new Map(),
    framesOfPeers: [],
    frames: [],
    suspects: [],
    acknowledgements: [],
    confirmation: deferred(),
    isRevoked: false,
    podAnswer: undefined,
    trace,
    ended: trace?.({ kind: 'logout', deadlineMs }),
  };
}

function fence(run: Run): void {
  const { embeds, why } = run;
  try {
    run.frames = fenceAll(embeds, why, run.life);
    run.suspects = run.frames.filter(({ state }) => state() === 'dead');
    // Without a living frame, a service frame is asked.
    if (run.frames[0]?.state() !== 'connected') run.frames.unshift(embeds.openService(run.life));
  } catch (thrown) {
    // Nothing can be added to this document. The host still asks the pod.
    run.problems.set(fence, toSymphonyError(thrown).message);
  }
}

function broadcast(run: Run): void {
  run.acknowledgements = run.frames.map((embed, index) => ask(run, embed, !index));
}

/** Asks one frame to end its session. Resolves when it has answered, or when it is gone. */
async function ask(run: Run, embed: Embed, revoke: boolean): Promise<void> {
  const { deadlineMs } = run;
  const isSuspect = run.suspects.includes(embed);
  try {
    // A frame that seems dead may be alive. Then it answers the ping, and is asked, too.
    if (isSuspect) await embed.frame.request('ping', {}, deadlineMs * DEAD_AFTER_SHARE);
    // A service frame is new.
    else if (embed.state() !== 'connected') await embed.connected(deadlineMs / 2);
    const remainingMs = run.time.remainingMs();
    const args = { logoutId: run.logoutId, revoke, deadlineMs: remainingMs };
    const clearing = await embed.frame.request('clearSession', args, remainingMs);
    // Only a frame that was asked to revoke can have done so.
    const revoked = revoke && clearing.revoked;
    if (revoked) confirm(run, clearing);
    run.reports.add(embed, { ...clearing, revoked });
  } catch (thrown) {
    // A frame that was dead before this logout is not in the report: nobody was there to be asked.
    if (isSuspect && embed.state() === 'dead') run.frames = run.frames.filter((each) => each !== embed);
    else run.reports.add(embed, { error: toSymphonyError(thrown).toJSON() });
  }
}

/** Resolves with the first confirmation. Without one, resolves when neither the frames nor the host can ask any more. */
function revoke(run: Run): Promise<unknown> {
  const byFrames = revokeByFrames(run);
  return Promise.race([run.confirmation.promise, Promise.all([byFrames, revokeByHost(run, byFrames)])]);
}

/** Asks one frame after the other to revoke: the next one as soon as one has failed or is gone. */
async function revokeByFrames(run: Run): Promise<void> {
  for (const [index, embed] of run.frames.entries()) {
    if (!run.frames.includes(embed)) continue;
    await (index ? ask(run, embed, true) : run.acknowledgements[0]);
    if (run.isRevoked || !run.time.remainingMs()) return;
  }
}

/** The host itself asks the pod if no frame can, or if none has confirmed by half of the deadline. */
async function revokeByHost(run: Run, byFrames: Promise<void>): Promise<void> {
  await run.time.atMost(byFrames, HOST_ASKS_SHARE);
  if (run.isRevoked) return;
  run.time.grantLeast();
  const { paths, podOrigin } = run.options;
  run.podAnswer = notAnswered('the pod did not answer in time');
  run.podAnswer = await traced(run.trace, { direction: 'toPod', method: 'logout' }, () =>
    askPod(new URL(paths.logout, podOrigin).href),
  );
  if (run.podAnswer.confirmed) confirm(run, run.podAnswer.body);
}

/** @param confirmation - The pod's confirmation, or what a frame has taken from it. */
function confirm(run: Run, confirmation: unknown): void {
  run.isRevoked = true;
  const { scope, endSessionUrl } = statementOf(confirmation);
  // Of several confirmations, the one that promises less counts.
  if (run.scope !== 'jar') run.scope = scope ?? run.scope;
  run.endSessionUrl ??= endSessionUrl;
  run.confirmation.resolve(undefined);
}

/** One frame empties the storage of all. If it fails, another one does. */
async function sweep(run: Run): Promise<void> {
  // Wait until all frames have acknowledged, so that none of them writes afterwards.
  await run.time.atMost(Promise.all(run.acknowledgements), SWEEP_SHARE);
  run.time.grantLeast();
  const sweepers = run.reports.sweepers(run.frames);
  for (const [index, embed] of sweepers.entries()) {
    const by = embed.slot.name;
    // Leave some time for the next one.
    const sweepMs = run.time.remainingMs() / (index + 1 < sweepers.length ? 2 : 1);
    const args = { logoutId: run.logoutId, deadlineMs: sweepMs };
    try {
      const left = await embed.frame.request('emptyStorage', args, sweepMs);
      const emptied = !left.failures.length;
      Object.assign(run.storage, { emptied, by, ...left });
      if (emptied) return;
    } catch (thrown) {
      run.storage.failures.push(`${by}: ${toSymphonyError(thrown).message}`);
    }
  }
}

/** Waits for the other hosts. Their frames share the storage of this one's, so their failures count as left data. */
function join(run: Run): Promise<void>[] {
  return (run.peers ?? []).map(async (peer) => {
    run.problems.set(peer, 'another host did not finish');
    try {
      run.framesOfPeers.push(...(await peer).frames);
      run.problems.delete(peer);
    } catch (thrown) {
      run.problems.set(peer, toSymphonyError(thrown).message);
    }
  });
}

function settle(run: Run): LogoutReport {
  const { paths, podOrigin } = run.options;
  const failures = [...run.storage.failures, ...run.problems.values()];
  const report: LogoutReport = {
    revoked: run.isRevoked,
    scope: run.scope,
    endSessionUrl: run.endSessionUrl,
    storage: { ...run.storage, emptied: !failures.length && run.storage.emptied, failures },
    hostRequest: run.podAnswer?.request ?? { asked: false },
    frames: [...run.reports.of(run.frames), ...run.framesOfPeers],
    elapsedMs: run.time.elapsedMs(),
  };
  const topLevelLogoutUrl = new URL(paths.topLevelLogout, podOrigin).href;
  const problem = problemOf(report, run.podAnswer?.retryable ?? true, topLevelLogoutUrl);
  run.ended?.({
    kind: 'logoutEnd',
    report: (problem?.data as LogoutFailure | undefined) ?? report,
    errorType: problem?.type,
  });
  if (problem) throw problem;
  return report;
}
