import { DAY_HEAD, dayRows } from './day/dayTable.js';
import { FLOOR, isMet, round, type Outcome } from './goals.js';
import type { Results } from './runResults.js';
import { ratiosOf, spreadOf, valuesOf, type Spread } from './statistics.js';

/** A table in Markdown, its columns as wide as what is in them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

const shown = ({ median, q1, q3 }: Spread): string =>
  q1 === q3 ? round(median) : `${round(median)} (${round(q1)}–${round(q3)})`;

/** What was wanted, and what came of it. */
export function goalsTable(outcomes: readonly Outcome[]): string {
  return table(
    ['goal', 'at most', 'found', 'noise', 'met'],
    outcomes.map((outcome) => [
      outcome.goal,
      round(outcome.atMost),
      shown(outcome.found),
      outcome.error ? `± ${round(outcome.error)}` : '–',
      isMet(outcome) ? 'yes' : outcome.found.q1 <= outcome.atMost ? 'within the noise' : '**no**',
    ]),
  );
}

function weights({ weights = [] }: Partial<Results>): string {
  return table(
    ['bytes', 'host min', 'host gzip', 'host brotli', 'frame min', 'frame gzip', 'frame brotli'],
    weights.map(({ name, host, frame }) => [
      name,
      ...[host, frame].flatMap((size) =>
        size ? [size.min, size.gzip, size.brotli].map(round) : ['–', '–', '–'],
      ),
    ]),
  );
}

function measured({ samples = {} }: Partial<Results>): string[] {
  return Object.entries(samples).map(([name, each]) => {
    const [floor = FLOOR] = each.contenders;
    // Nothing can be compared with none.
    const isCompared = (figure: string): boolean => valuesOf(each, floor, figure).some((value) => value > 0);
    const rows = each.contenders.map((contender) => [
      contender,
      ...each.figures.flatMap((figure) => [
        shown(spreadOf(valuesOf(each, contender, figure))),
        ...(isCompared(figure) ? [shown(spreadOf(ratiosOf(each, contender, floor, figure)))] : []),
      ]),
    ]);
    const head = [
      `${name} (${each.rounds.length} rounds)`,
      ...each.figures.flatMap((figure) => (isCompared(figure) ? [figure, '/ floor'] : [figure])),
    ];
    return table(head, rows);
  });
}

function holdings({ holdings = [] }: Partial<Results>): string {
  return table(
    [
      'held by each frame; left after 50 × 5',
      'page, B',
      'listeners',
      'iframes left',
      'listeners left',
      'timers left',
      'heap left, B',
    ],
    holdings.map((held) => [
      held.contender,
      ...[
        held.bytesPerFrame,
        held.listenersPerFrame,
        held.leftIframes,
        held.leftListeners,
        held.leftTimers,
        held.leftBytes,
      ].map((value) => round(Math.abs(value) >= 100 ? Math.round(value) : value)),
    ]),
  );
}

/** What was measured, for people. Times are medians with their quartiles; ratios are of the same round. */
export function tablesOf(results: Partial<Results>): string {
  return [
    ...(results.weights?.length ? [weights(results)] : []),
    ...measured(results),
    ...(results.holdings?.length ? [holdings(results)] : []),
    ...(results.day ? [table(DAY_HEAD, dayRows(results.day))] : []),
  ].join('\n\n');
}
