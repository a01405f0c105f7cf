import type { FrameReport, LogoutFailure } from 'symphony-embed/host';
import { duration } from './duration.js';
import { phasesOf, type Phase } from './phases.js';
import { clearingsOf, type Call, type Lane, type Logout } from './record.js';
import { failoverOf, revocationsOf, type Revocation } from './revocations.js';

/** How a logout goes, or went. */
export type Verdict = 'running' | 'done' | 'incomplete' | 'unconfirmed';

/** `waiting`: asked, and not answered yet. `answered`: answered, but there is no report yet. */
export type FrameOutcome = FrameReport['outcome'] | 'waiting' | 'answered';

/** The outcomes in words. */
export const OUTCOMES: Record<FrameOutcome, string> = {
  waiting: 'Waiting',
  answered: 'Answered',
  acknowledged: 'Acknowledged',
  failed: 'Failed',
  timedOut: 'Timed out',
  gone: 'Gone',
};

/** What a logout did with one frame. */
export interface FrameStory {
  readonly lane: Lane;
  readonly name: string;
  readonly outcome: FrameOutcome;
  /** The time from the beginning of the logout to the last answer of the frame, in milliseconds. */
  readonly afterMs: number | undefined;
  readonly sentence: string;
  /** The calls of `clearSession` to it, if it has not cleared. That they were answered means nothing then. */
  readonly failedCalls: readonly Call[];
}

/** All that can be said of a logout. Every time is from the same events, so all figures agree. */
export interface LogoutStory {
  readonly logout: Logout;
  readonly verdict: Verdict;
  readonly elapsedMs: number;
  readonly frames: readonly FrameStory[];
  readonly revocations: readonly Revocation[];
  readonly phases: readonly Phase[];
  /** In one line, who was asked to end the session at the pod, and what came of it, in the order of time. */
  readonly failover: string;
}

/** @param nameOf - What the page calls a slot. */
export function tell(logout: Logout, nowMs: number, nameOf: (slot: string) => string): LogoutStory {
  const reports = reportsByLane(logout);
  const frames = framesOf(logout, reports, nowMs, nameOf);
  const revocations = revocationsOf(logout, reports, nameOf);
  return {
    logout,
    verdict: verdictOf(logout),
    elapsedMs: (logout.toMs ?? nowMs) - logout.fromMs,
    frames,
    revocations,
    phases: phasesOf(logout, frames, revocations),
    failover: failoverOf(revocations),
  };
}

function verdictOf({ toMs, errorTypes }: Logout): Verdict {
  if (toMs === undefined) return 'running';
  if (errorTypes.includes('LOGOUT_UNCONFIRMED')) return 'unconfirmed';
  return errorTypes.length ? 'incomplete' : 'done';
}

/** The report on each lane. A slot can have more than one frame over time: they are reported in the same order. */
function reportsByLane({ lanes, reports }: Logout): Map<Lane, FrameReport> {
  const left = reports.flatMap(({ frames }) => frames);
  const found = new Map<Lane, FrameReport>();
  for (const lane of lanes) {
    const index = left.findIndex(({ slot }) => slot === lane.slot);
    const [report] = index < 0 ? [] : left.splice(index, 1);
    if (report) found.set(lane, report);
  }
  return found;
}

function framesOf(
  logout: Logout,
  reports: Map<Lane, FrameReport>,
  nowMs: number,
  nameOf: (slot: string) => string,
): FrameStory[] {
  return logout.lanes.map((lane) => {
    const clearings = clearingsOf(lane, logout);
    const report = reports.get(lane);
    const outcome = outcomeOf(clearings, report);
    const last = clearings.findLast(({ toMs }) => toMs !== undefined);
    const afterMs = last?.toMs === undefined ? undefined : last.toMs - logout.fromMs;
    const name = nameOf(lane.slot);
    const askedMs = nowMs - (clearings[0]?.fromMs ?? nowMs);
    const sentence = sentenceOf({ name, outcome, afterMs, report, askedMs });
    const failedCalls = /failed|timedOut|gone/.test(outcome) ? clearings : [];
    return { lane, name, outcome, afterMs, sentence, failedCalls };
  });
}

function outcomeOf(clearings: readonly Call[], report: FrameReport | undefined): FrameOutcome {
  if (report) return report.outcome;
  // A frame that answers may still say that it could not clear. Only the report knows.
  if (clearings.some(({ toMs, errorType }) => toMs !== undefined && !errorType)) return 'answered';
  if (clearings.some(({ toMs }) => toMs === undefined)) return 'waiting';
  return clearings.at(-1)?.errorType === 'TIMEOUT' ? 'timedOut' : 'gone';
}

interface Told {
  name: string;
  outcome: FrameOutcome;
  afterMs: number | undefined;
  report: FrameReport | undefined;
  askedMs: number;
}

function sentenceOf({ name, outcome, afterMs = 0, report, askedMs }: Told): string {
  const after = duration(afterMs);
  const why = report?.error ? `: ${withoutLink(report.error.message)}` : '';
  const pod = report?.revoked ? ', the pod confirmed to it that the session is over' : '';
  switch (outcome) {
    case 'waiting':
      return `${name} was asked ${duration(askedMs)} ago, and has not answered yet.`;
    case 'answered':
      return `${name} answered after ${after}.`;
    case 'acknowledged':
      return why
        ? `${name} has stopped and cleared its data after ${after}, but it could not end the session at the pod${why}.`
        : `${name} has stopped${pod}, and it cleared its data after ${after}.`;
    case 'failed':
      return `${name} answered after ${after} that it could not clear its data${why}.`;
    case 'timedOut':
      return `${name} had not cleared its data after ${after}${why}.`;
    case 'gone':
      return `${name} was gone after ${after}, before it had answered${why}.`;
  }
}

/** Messages end with the heading of the documentation that explains them. A sentence here does not need it. */
export function withoutLink(message: string): string {
  return message.replace(/\s*See docs\/\S+$/, '').replace(/\.$/, '');
}

/** What the error of a logout knows besides its report. */
export function failureOf({
  reports,
}: Logout): Pick<LogoutFailure, 'retryable' | 'topLevelLogoutUrl'> | undefined {
  return reports.find((report): report is LogoutFailure => 'topLevelLogoutUrl' in report);
}
