import { barOf, NAMES_PX, type Chart, type Row } from './chart.js';
import type { Call, Lane } from './record.js';
import { visitScale } from './scale.js';

const END_PX = 14;

/**
 * All iframes since the last logout, without the idle time.
 *
 * @param failedCalls - Calls to draw as failed, although they were answered.
 */
export function visitChart(
  lanes: readonly Lane[],
  nowMs: number,
  width: number,
  { nameOf, failedCalls }: { nameOf: (slot: string) => string; failedCalls: readonly Call[] },
): Chart {
  const rows = lanes.map((lane): Row => {
    const name = nameOf(lane.slot);
    const startMs = lane.marks[0]?.atMs ?? lane.calls[0]?.fromMs ?? nowMs;
    return {
      key: `frame-${lane.embed}`,
      name,
      bars: lane.calls.map((call) => barOf(call, lane, name, { endMs: nowMs, failedCalls })),
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
