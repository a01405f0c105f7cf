import { nothing, svg, type SVGTemplateResult } from 'lit';
import { NAMES_PX, type Bar, type Chart, type Row } from './chart.js';
import type { Mark } from './record.js';
import { duration } from './duration.js';

const ROW_PX = 34;
const SCALE_PX = 26;
const BAR_PX = 12;
const LEAST_BAR_PX = 4;
const CHARACTER_PX = 5.6;
/** The letters that there is room for before a row. */
const NAME_CHARACTERS = Math.floor(NAMES_PX / 9);

/** What a drawing needs to know of the element that it is in. */
export interface DrawingOptions {
  width: number;
  /** The key of the bar that is chosen. */
  chosen: string | undefined;
  /** The key of the bar that the Tab key leads to. */
  tabStop: string | undefined;
  choose: (bar: Bar) => void;
  handleKey: (event: KeyboardEvent, bar: Bar) => void;
}

export function heightOf({ rows }: Chart): number {
  return rows.length * ROW_PX + SCALE_PX;
}

/** A chart: the scale, the deadline, the rows, and the arrows between bars. */
export function drawChart(chart: Chart, options: DrawingOptions): SVGTemplateResult {
  const { rows, scale, arrows, hasWords } = chart;
  const at = (ms: number): number => NAMES_PX + scale.x(ms);
  const middles = new Map(rows.flatMap(({ bars }, index) => bars.map(({ key }) => [key, middleOf(index)])));
  return svg`${drawScale(chart, options.width)} ${drawDeadline(chart, at)}
    ${rows.map((row, index) => drawRow(row, { middle: middleOf(index), at, hasWords }, options))}
    ${arrows.map(({ from, to }) =>
      drawArrow(
        // Who did not answer was not waited for.
        [at(Math.min(from.toMs, to.fromMs)), middles.get(from.key) ?? 0],
        [at(to.fromMs), middles.get(to.key) ?? 0],
      ),
    )}`;
}

function middleOf(index: number): number {
  return index * ROW_PX + ROW_PX / 2;
}

function drawScale({ scale, rows }: Chart, width: number): SVGTemplateResult {
  const bottom = rows.length * ROW_PX;
  return svg`<g class="scale" aria-hidden="true">
    ${Array.from({ length: rows.length + 1 }, (_, index) => {
      const y = index * ROW_PX + 0.5;
      return svg`<line class="rule" x1="0" x2=${Math.max(0, width)} y1=${y} y2=${y} />`;
    })}
    ${scale.ticks.map(
      ({ x, label }) => svg`
        <line class="tick" x1=${NAMES_PX + x} x2=${NAMES_PX + x} y1="0" y2=${bottom + 5} />
        <text x=${NAMES_PX + x} y=${bottom + 18}>${label}</text>`,
    )}
    ${scale.breaks.map(
      ({ x, label }) => svg`
        <path class="break" d="M${NAMES_PX + x - 2} 0 V${bottom} M${NAMES_PX + x + 2} 0 V${bottom}">
          <title>${label} without an event</title>
        </path>`,
    )}
  </g>`;
}

/** The deadline, as a line, once the scale reaches it. */
function drawDeadline(
  { deadlineAtMs, rows }: Chart,
  at: (ms: number) => number,
): SVGTemplateResult | typeof nothing {
  if (deadlineAtMs === undefined) return nothing;
  const x = at(deadlineAtMs);
  // Whatever is beyond the scale has its place at the end of it.
  if (x <= at(deadlineAtMs - 1)) return nothing;
  return svg`<line class="deadline" data-testid="deadline" x1=${x} x2=${x} y1="0" y2=${rows.length * ROW_PX}>
    <title>The deadline</title>
  </line>`;
}

interface Place {
  middle: number;
  at: (ms: number) => number;
  hasWords: boolean;
}

function drawRow(row: Row, { middle, at, hasWords }: Place, options: DrawingOptions): SVGTemplateResult {
  const { name, bars, marks, life, verdict } = row;
  return svg`<g class="row">
    <text class="row-name" x="0" y=${middle + 4}
      >${name.length > NAME_CHARACTERS ? svg`${name.slice(0, NAME_CHARACTERS - 1)}…<title>${name}</title>` : name}</text
    >
    ${life ? svg`<line class="life" x1=${at(life[0])} x2=${at(life[1])} y1=${middle} y2=${middle} />` : nothing}
    ${drawConnecting(marks, middle, at, life?.[1])}
    ${bars.map((bar) => drawBar(bar, middle, at, options))}
    ${marks.map((mark) => drawMark(mark, at(mark.atMs), middle))}
    ${
      verdict
        ? svg`<text class="verdict is-${verdict.state}" x=${endOf(row, at) + 8} y=${middle + 4}
            >${SIGNS[verdict.state]}${hasWords ? ` ${verdict.text}` : ''}</text>`
        : nothing
    }
  </g>`;
}

const SIGNS = { ok: '✓', failed: '✗', pending: '…' };

function endOf({ bars, life, verdict }: Row, at: (ms: number) => number): number {
  const ends = bars.map(({ fromMs, toMs }) => Math.max(at(toMs), at(fromMs) + LEAST_BAR_PX));
  return Math.max(...ends, life ? at(life[1]) : 0, verdict ? at(verdict.atMs) : 0);
}

/** From the iframe to the frame's hello. */
function drawConnecting(
  marks: readonly Mark[],
  middle: number,
  at: (ms: number) => number,
  endMs: number | undefined,
): SVGTemplateResult[] {
  return marks.flatMap(({ state, atMs }, index) => {
    const untilMs = marks[index + 1]?.atMs ?? endMs;
    if (state !== 'connecting' || untilMs === undefined) return [];
    const width = Math.max(0, at(untilMs) - at(atMs));
    return [
      svg`<rect class="connecting" x=${at(atMs)} y=${middle - 3} width=${width} height="6" rx="3">
        <title>Connected after ${duration(untilMs - atMs)}</title>
      </rect>`,
    ];
  });
}

function drawBar(
  bar: Bar,
  middle: number,
  at: (ms: number) => number,
  options: DrawingOptions,
): SVGTemplateResult {
  const { key, way, state, fromMs, toMs, label, words } = bar;
  const { chosen, tabStop, choose, handleKey } = options;
  const x = at(fromMs);
  const width = Math.max(LEAST_BAR_PX, at(toMs) - x);
  // Calls of a frame are below its line, all others on or above it.
  const y = way === 'toHost' ? middle + 1 : way === 'toFrame' ? middle - BAR_PX + 1 : middle - BAR_PX / 2;
  const hasRoom = width > label.length * CHARACTER_PX + 8;
  return svg`<g class="bar ${way} is-${state} ${key === chosen ? 'is-chosen' : ''}" role="button" data-key=${key}
      tabindex=${key === tabStop ? 0 : -1} aria-label=${words} aria-pressed=${key === chosen}
      @click=${() => {
        choose(bar);
      }}
      @focus=${() => {
        choose(bar);
      }}
      @keydown=${(event: KeyboardEvent) => {
        handleKey(event, bar);
      }}>
    <title>${words}</title>
    <rect class="hit" x=${x - 4} y=${y - 5} width=${width + 8} height=${BAR_PX + 10} />
    <rect class="fill" x=${x} y=${y} width=${width} height=${BAR_PX} rx="2.5" />
  </g>
  ${hasRoom ? svg`<text class="bar-name is-${state}" aria-hidden="true" x=${x + 4} y=${y + 9}>${label}</text>` : nothing}`;
}

function drawMark({ state, atMs }: Mark, x: number, middle: number): SVGTemplateResult | typeof nothing {
  const title = svg`<title>${state}, at ${duration(atMs)} of the page</title>`;
  switch (state) {
    case 'connected':
      return svg`<circle class="mark is-connected" cx=${x} cy=${middle} r="4">${title}</circle>`;
    case 'gone':
      return svg`<path class="mark is-gone" d="M${x - 4} ${middle - 4} l8 8 m0 -8 l-8 8">${title}</path>`;
    case 'removed':
      return svg`<path class="mark is-removed" d="M${x} ${middle - 8} v16">${title}</path>`;
    case 'connecting':
      return nothing;
  }
}

/** From the end of one bar down, or up, to the beginning of another one. */
function drawArrow(
  [fromX, fromY]: readonly [number, number],
  [toX, toY]: readonly [number, number],
): SVGTemplateResult {
  const down = toY >= fromY ? 1 : -1;
  const end = toY - down * (BAR_PX / 2 + 6);
  return svg`<path class="arrow" data-testid="failover-arrow" aria-hidden="true"
    d="M${fromX} ${fromY} L${toX} ${end} m-4 ${-4 * down} l4 ${4 * down} l4 ${-4 * down}" />`;
}
