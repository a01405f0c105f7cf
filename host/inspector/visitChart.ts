import { barOf, NAMES_PX, type Bar, type Chart, type Row } from './chart.js';
import type { Call, Lane } from './record.js';
import { visitScale } from './scale.js';
import { clearingsOf, type LogoutStory } from './story.js';

const END_PX = 14;

/** The calls of a logout that were answered, but by frames that have not cleared. */
export function vainCallsOf({ frames, logout }: LogoutStory): Call[] {
  return frames.flatMap(({ lane, outcome }) =>
    outcome === 'failed' || outcome === 'timedOut' ? clearingsOf(lane, logout) : [],
  );
}

/**
 * All iframes since the last logout, without the idle time.
 *
 * @param vain - Calls to draw as failed, although they were answered.
 */
export function visitChart(
  lanes: readonly Lane[],
  nowMs: number,
  width: number,
  { nameOf, vain }: { nameOf: (slot: string) => string; vain: readonly Call[] },
): Chart {
  const rows = lanes.map((lane): Row => {
    const name = nameOf(lane.slot);
    const startMs = lane.marks[0]?.atMs ?? lane.calls[0]?.fromMs ?? nowMs;
    return {
      key: `frame-${lane.embed}`,
      name,
      bars: lane.calls.map((call): Bar => {
        const bar = barOf(call, lane, name, nowMs);
        return vain.includes(call) ? { ...bar, state: 'failed' } : bar;
      }),
      marks: lane.marks,
      life: [startMs, lane.removedMs ?? Math.max(nowMs, startMs)],
      verdict: undefined,
    };
  });
  const moments = rows.flatMap(({ bars, marks }) => [
    ...bars.map(({ fromMs, toMs }) => [fromMs, toMs] as const),
    ...marks.map(({ atMs }) => [atMs, atMs + 1] as const),
  ]);
  return {
    name: 'The whole visit, without idle time',
    rows,
    scale: visitScale(moments, Math.max(0, width - NAMES_PX - END_PX)),
    deadlineAtMs: undefined,
    arrows: [],
    hasWords: true,
  };
}
