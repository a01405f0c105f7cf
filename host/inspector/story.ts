import type { FrameReport, LogoutFailure } from 'symphony-embed/host';
import { duration } from './duration.js';
import type { Call, Lane, Logout } from './record.js';

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

/** A request to the pod to end the session: by a frame, or by the page itself. */
export interface Revocation {
  readonly call: Call;
  /** The frame that was asked to do it. `undefined`: the page itself did it. */
  readonly lane: Lane | undefined;
  readonly name: string;
  readonly state: 'pending' | 'confirmed' | 'failed' | 'answered';
}

/** A part of a logout, in milliseconds from its beginning. */
export interface Phase {
  readonly name: 'Stop' | 'Revoke' | 'Clear' | 'Acknowledge' | 'Sweep' | 'Remove';
  readonly fromMs: number;
  /** `undefined` while it runs. */
  readonly toMs: number | undefined;
  readonly means: string;
}

/** All that can be said of a logout. Every time is from the same events, so all figures agree. */
export interface LogoutStory {
  readonly logout: Logout;
  readonly verdict: Verdict;
  readonly elapsedMs: number;
  readonly frames: readonly FrameStory[];
  readonly revocations: readonly Revocation[];
  readonly phases: readonly Phase[];
  /** In one line, who was asked to end the session at the pod, and what came of it. */
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
    phases: phasesOf(logout, revocations),
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

/** The calls of `clearSession` of this logout to a frame. */
function clearingsOf(lane: Lane, { fromMs }: Pick<Logout, 'fromMs'>): Call[] {
  return lane.calls.filter((call) => call.method === 'clearSession' && call.fromMs >= fromMs);
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

function revocationsOf(
  logout: Logout,
  reports: Map<Lane, FrameReport>,
  nameOf: (slot: string) => string,
): Revocation[] {
  const byFrames = logout.lanes.flatMap((lane) =>
    clearingsOf(lane, logout)
      .filter(({ revoke }) => revoke)
      .map((call) => {
        const revoked = reports.get(lane)?.revoked;
        return { call, lane, name: nameOf(lane.slot), state: stateOf(call, revoked) };
      }),
  );
  const { hostRequest } = logout.reports.find(({ hostRequest: { asked } }) => asked) ?? {};
  const confirmed = hostRequest && !hostRequest.problem;
  const byPage = logout.podCalls.map((call) => ({
    call,
    lane: undefined,
    name: 'the page itself',
    state: stateOf(call, confirmed),
  }));
  return [...byFrames, ...byPage].sort((one, other) => one.call.fromMs - other.call.fromMs);
}

/** @param confirmed - `undefined` while there is no report. */
function stateOf({ toMs, errorType }: Call, confirmed: boolean | undefined): Revocation['state'] {
  if (confirmed) return 'confirmed';
  if (errorType || confirmed === false) return 'failed';
  return toMs === undefined ? 'pending' : 'answered';
}

function failoverOf(revocations: readonly Revocation[]): string {
  const steps = revocations.flatMap(({ name, state }, index) => {
    const asked = index ? `${name} asked` : `${name} was asked to end the session`;
    if (state === 'failed') return [asked, `${name} failed`];
    return state === 'confirmed' ? [asked, 'the pod confirmed'] : [asked];
  });
  const text = steps.join(' → ');
  return text && `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function phasesOf(logout: Logout, revocations: readonly Revocation[]): Phase[] {
  const from = (ms: number): number => ms - logout.fromMs;
  const end = (calls: readonly Call[]): number | undefined => {
    const ends = calls.map(({ toMs }) => toMs ?? logout.toMs);
    return ends.includes(undefined) ? undefined : from(Math.max(...(ends as number[])));
  };
  const clearings = logout.lanes.flatMap((lane) => clearingsOf(lane, logout));
  const sweeps = logout.lanes.flatMap(({ calls }) =>
    calls.filter(({ method, fromMs }) => method === 'emptyStorage' && fromMs >= logout.fromMs),
  );
  const removals = logout.lanes.flatMap(({ removedMs }) => (removedMs === undefined ? [] : [removedMs]));
  const confirmed = revocations.find(({ state }) => state === 'confirmed')?.call;
  const revoking = confirmed ? [confirmed] : revocations.map(({ call }) => call);
  const phases: (Phase | undefined)[] = [
    {
      name: 'Stop',
      fromMs: 0,
      toMs: 0,
      means: 'All that the page had started ends, and the frames are asked to stop.',
    },
    phase(
      'Revoke',
      revocations.map(({ call }) => call),
      end(revoking),
      'A frame, or the page itself, asks the pod to end the session.',
    ),
    phase('Clear', clearings, end(clearings), 'Every frame clears its own data.'),
    clearings.some(({ toMs }) => toMs !== undefined)
      ? {
          name: 'Acknowledge',
          fromMs: from(Math.min(...clearings.flatMap(({ toMs }) => toMs ?? []))),
          toMs: end(clearings),
          means: 'The frames answer that they have cleared.',
        }
      : undefined,
    phase('Sweep', sweeps, end(sweeps), 'One frame empties the storage that all of them share.'),
    removals.length
      ? {
          name: 'Remove',
          fromMs: from(Math.min(...removals)),
          toMs: from(Math.max(...removals)),
          means: 'The iframes leave the page.',
        }
      : undefined,
  ];
  return phases.filter((each) => each !== undefined);

  function phase(
    name: Phase['name'],
    calls: readonly Call[],
    toMs: number | undefined,
    means: string,
  ): Phase | undefined {
    const [first] = [...calls].sort((one, other) => one.fromMs - other.fromMs);
    return first && { name, fromMs: from(first.fromMs), toMs, means };
  }
}

/** What the error of a logout knows besides its report. */
export function failureOf({
  reports,
}: Logout): Pick<LogoutFailure, 'retryable' | 'topLevelLogoutUrl'> | undefined {
  return reports.find((report): report is LogoutFailure => 'topLevelLogoutUrl' in report);
}
