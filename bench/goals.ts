import type { Results } from './runResults.js';
import { ratiosOf, spreadOf, type Spread } from './statistics.js';

export const OURS = 'symphony-embed';
export const FLOOR = 'raw MessagePort';
const PENPAL = 'bare Penpal';
/** The same two steps as a logout of ours has, by nothing but a channel. */
const SWEPT = 'bare Penpal, one frame clears storage';

/** What this project wants of itself, and what came of it. */
export interface Outcome {
  /** The part of the benchmark that found it. */
  part: string;
  goal: string;
  atMost: number;
  /** What was measured; a single figure has no spread. */
  found: Spread;
  /** How far the method is from itself, where it is one of time. */
  error: number;
}

/** A figure that is the same each time. */
const exactly = (value: number): Spread => ({ median: value, q1: value, q3: value });

/** Every goal that the results of a part have something to say about. */
export function outcomesOf(
  part: string,
  { weights = [], samples = {}, holdings = [] }: Partial<Results>,
): Outcome[] {
  const outcomes: Outcome[] = [];
  const ours = weights.find(({ name }) => name === OURS);
  if (ours?.frame) {
    outcomes.push(
      { part, goal: 'sdk.js, bytes gzip', atMost: 13_800, found: exactly(ours.host.gzip), error: 0 },
      {
        part,
        goal: 'frame half in an app, bytes gzip',
        atMost: 7_500,
        found: exactly(ours.frame.gzip),
        error: 0,
      },
    );
  }
  const compare = (measure: string, figure: string, to: string, atMost: number, contender = OURS): void => {
    const measured = samples[measure];
    if (!measured) return;
    const [first = '', again = ''] = measured.contenders;
    const itself = spreadOf(ratiosOf(measured, again, first, figure));
    outcomes.push({
      part,
      goal: `${measure}, ${figure}: ${contender} / ${to}`,
      atMost,
      found: spreadOf(ratiosOf(measured, contender, to, figure)),
      error: Math.max(Math.abs(itself.q1 - 1), Math.abs(itself.q3 - 1)),
    });
  };
  for (const measure of Object.keys(samples).filter((name) => name.includes('calls')))
    compare(measure, 'callUs', PENPAL, measure.endsWith('200 B') ? 1.12 : 1.1);
  compare('10,000 notifications at once', 'notificationUs', FLOOR, 1);
  compare('notifications one by one', 'notificationUs', FLOOR, 1.2);
  compare('slot to frame', 'helloMs', PENPAL, 1.1);
  for (const size of [10, 50, 100]) compare(`logout of ${size}`, 'ackMs', SWEPT, 1.25);
  compare('logout with a hung frame', 'othersMs', 'all ten acknowledge', 1.1, 'one of ten never does');
  for (const [name, { figures, rounds }] of Object.entries(samples)) {
    const column = figures.indexOf('survivors');
    if (column < 0) continue;
    const survivors = rounds.flat().reduce((sum, values) => sum + (values?.[column] ?? 0), 0);
    outcomes.push({ part, goal: `${name}: survivors`, atMost: 0, found: exactly(survivors), error: 0 });
  }
  const held = holdings.find(({ contender }) => contender === OURS);
  if (held) {
    for (const name of ['leftIframes', 'leftListeners', 'leftTimers'] as const)
      outcomes.push({
        part,
        goal: `50 times of 5 frames: ${name}`,
        atMost: 0,
        found: exactly(held[name]),
        error: 0,
      });
  }
  return outcomes;
}

/** Whether it is met by the middle of what was measured. */
export function isMet({ found, atMost }: Outcome): boolean {
  return found.median <= atMost;
}

/**
 * What got worse than it was by more than the noise: both spreads, and the error of the method. A figure of its own that
 * does not vary, like a size, may not grow at all.
 */
export function worseThan(before: readonly Outcome[], now: readonly Outcome[]): string[] {
  return now.flatMap(({ goal, found, error }) => {
    const then = before.find((outcome) => outcome.goal === goal);
    if (!then) return [];
    const noise = Math.max(found.q3 - found.q1, then.found.q3 - then.found.q1, error, then.error);
    return found.median > then.found.median + noise
      ? [`${goal}: ${round(found.median)}, and was ${round(then.found.median)} (noise ${round(noise)})`]
      : [];
  });
}

/** Enough of a figure to be read. */
export function round(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en');
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
