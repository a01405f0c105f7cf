import { clearingsOf, sweepsOf, type Call, type Lane, type Logout } from './record.js';
import { firstConfirmed, type Revocation } from './revocations.js';

/** A part of a logout, in milliseconds from its beginning. */
export interface Phase {
  readonly name: 'Stop' | 'Revoke' | 'Clear' | 'Acknowledge' | 'Sweep' | 'Remove';
  readonly fromMs: number;
  /** `undefined` while it runs. */
  readonly toMs: number | undefined;
  readonly means: string;
}

/** The parts of a logout that have begun. */
export function phasesOf(
  logout: Logout,
  frames: readonly { lane: Lane; outcome: string }[],
  revocations: readonly Revocation[],
): Phase[] {
  const from = (ms: number): number => ms - logout.fromMs;
  const end = (calls: readonly Call[]): number | undefined => {
    const ends = calls.map(({ toMs }) => toMs ?? logout.toMs);
    return ends.includes(undefined) ? undefined : from(Math.max(...(ends as number[])));
  };
  const clearings = logout.lanes.flatMap((lane) => clearingsOf(lane, logout));
  const clearedMs = end(clearings);
  const sweeps = logout.lanes.flatMap((lane) => sweepsOf(lane, logout));
  const removals = frames.flatMap(({ lane: { removedMs }, outcome }) =>
    // Those of frames that were gone before are none of the logout's.
    removedMs === undefined || outcome === 'gone' ? [] : [removedMs],
  );
  const acknowledgements = frames.flatMap(({ lane, outcome }) =>
    outcome === 'acknowledged' || outcome === 'answered'
      ? clearingsOf(lane, logout).flatMap(({ toMs, errorType }) => (errorType ? [] : (toMs ?? [])))
      : [],
  );
  const confirmed = firstConfirmed(revocations)?.call;
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
    phase('Clear', clearings, clearedMs, 'Every frame clears its own data.'),
    acknowledgements.length
      ? {
          name: 'Acknowledge',
          fromMs: from(Math.min(...acknowledgements)),
          toMs: clearedMs === undefined ? undefined : from(Math.max(...acknowledgements)),
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
