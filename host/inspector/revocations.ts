import type { FrameReport } from 'symphony-embed/host';
import { duration } from './duration.js';
import { clearingsOf, type Call, type Lane, type Logout } from './record.js';

/** A request to the pod to end the session: by a frame, or by the page itself. */
export interface Revocation {
  readonly call: Call;
  /** The frame that was asked to do it. `undefined`: the page itself did it. */
  readonly lane: Lane | undefined;
  readonly name: string;
  readonly state: 'pending' | 'confirmed' | 'failed' | 'answered';
}

/** The requests of a logout to the pod, in the order in which they were made. */
export function revocationsOf(
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

const FAILURES: Partial<Record<string, string>> = { TIMEOUT: 'did not answer', FRAME_GONE: 'was gone' };

/** When a request was answered. What has no answer comes last. */
function endOf({ call: { toMs = Number.MAX_VALUE } }: Revocation): number {
  return toMs;
}

/** In one line, who asked the pod, and what came of it, in the order of time. */
export function failoverOf(revocations: readonly Revocation[]): string {
  const [first] = revocations;
  const confirmations = revocations.filter(({ state }) => state === 'confirmed').length;
  const steps = revocations.flatMap((revocation): { atMs: number; text: string }[] => {
    const { name, state, call } = revocation;
    const { fromMs, errorType = '' } = call;
    const isAnswered = (before: Revocation): boolean => endOf(before) <= fromMs;
    const earlier = revocations.filter((other) => other !== revocation && other.call.fromMs < fromMs);
    const asked =
      revocation === first
        ? `${name} was asked to end the session`
        : earlier.every(isAnswered)
          ? `${name} asked`
          : `no answer after ${duration(fromMs - (first?.call.fromMs ?? fromMs))}, so ${name} asked`;
    const asking = { atMs: fromMs, text: asked };
    if (state === 'confirmed')
      return [
        asking,
        { atMs: endOf(revocation), text: `the pod confirmed${confirmations > 1 ? ` to ${name}` : ''}` },
      ];
    if (state !== 'failed') return [asking];
    const end = FAILURES[errorType] ?? 'got no confirmation';
    return [asking, { atMs: endOf(revocation), text: `${name} ${end}` }];
  });
  const text = steps
    .sort((one, other) => one.atMs - other.atMs)
    .map((step) => step.text)
    .join(' → ');
  return text && `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** The revocation that the pod confirmed first. */
export function firstConfirmed(revocations: readonly Revocation[]): Revocation | undefined {
  const confirmed = revocations.filter(({ state }) => state === 'confirmed');
  return confirmed.sort((one, other) => endOf(one) - endOf(other))[0];
}
