import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { Bar, Lane, Mark } from './channelLog.js';
import { slotName } from './slots.js';
import { duration, type TimeScale } from './timeScale.js';

export const LABELS_PX = 112;
export const LANE_PX = 34;
export const SCALE_PX = 24;

const BAR_PX = 9;
const LEAST_BAR_PX = 3;
const NAME_FROM_PX = 60;
const WORDS_PX = 13;

interface LaneOptions {
  y: number;
  scale: TimeScale;
  nowMs: number;
  /** Whether answers are told in words behind their bars. */
  names: boolean;
  /** What the logout report says of this frame. */
  verdict: string | undefined;
  point: (bar: Bar | undefined) => void;
}

/** One frame: its line from the first to the last moment, its calls, above it those of the page, below its own. */
export function drawLane(lane: Lane, options: LaneOptions): SVGTemplateResult {
  const { y, scale, nowMs } = options;
  const middle = y + LANE_PX / 2;
  const at = (ms: number): number => LABELS_PX + scale.x(ms);
  const startMs = lane.marks[0]?.atMs ?? lane.bars[0]?.fromMs ?? nowMs;
  const endMs = lane.removedMs ?? Math.max(nowMs, startMs);
  return svg`<g class="lane">
    <text class="lane-name" x="0" y=${middle + 4}>${slotName(lane.slot)}</text>
    ${drawConnecting(lane, middle, at, endMs)}
    <line class="life" x1=${at(startMs)} x2=${at(endMs)} y1=${middle} y2=${middle} />
    ${lane.bars.map((bar) => drawBar(bar, lane, middle, at, options))}
    ${lane.marks.map((mark) => drawMark(mark, at(mark.atMs), middle))}
  </g>`;
}

/** From the iframe to the frame's hello. */
function drawConnecting(
  { marks }: Lane,
  middle: number,
  at: (ms: number) => number,
  endMs: number,
): SVGTemplateResult[] {
  return marks.flatMap(({ state, atMs }, index) => {
    if (state !== 'connecting') return [];
    const until = marks[index + 1]?.atMs ?? endMs;
    return [
      svg`<rect class="connecting" x=${at(atMs)} y=${middle - 4} width=${Math.max(0, at(until) - at(atMs))} height="8" rx="4" />`,
    ];
  });
}

function drawBar(
  bar: Bar,
  { bars, removedMs }: Lane,
  middle: number,
  at: (ms: number) => number,
  { nowMs, names, verdict, point }: LaneOptions,
): SVGTemplateResult {
  const { direction, method, fromMs, toMs, outcome } = bar;
  // Nothing answers any more once the iframe is gone.
  const endMs = toMs ?? removedMs ?? nowMs;
  const isClearing = method === 'clearSession';
  // A frame may be asked twice, to clear and then to revoke: the last answer is what counts.
  const isLast = isClearing && bar === bars.findLast((each) => each.method === method);
  const isBad = isLast && verdict !== undefined && verdict !== 'acknowledged';
  const state = isBad ? 'failed' : outcome;
  const left = at(fromMs);
  const width = Math.max(LEAST_BAR_PX, at(endMs) - left);
  const right = left + width;
  const y = direction === 'toFrame' ? middle - BAR_PX - 1.5 : middle + 1.5;
  const wordsX = Math.max(right, removedMs === undefined ? right : at(removedMs)) + WORDS_PX;
  return svg`<g class="call-bar ${direction} is-${state}" data-method=${method}
      @pointerenter=${() => {
        point(bar);
      }}
      @pointerleave=${() => {
        point(undefined);
      }}>
    <rect x=${left} y=${y} width=${width} height=${BAR_PX} rx="2.5" />
    ${width > NAME_FROM_PX ? svg`<text class="bar-name" x=${left + 5} y=${y + BAR_PX - 1.8}>${method}</text>` : nothing}
    ${names && isClearing ? drawAnswer(right, middle, state) : nothing}
    ${names && isLast ? svg`<text class="answer-words" x=${wordsX} y=${middle - 1}>${answerWords(bar, endMs, verdict)}</text>` : nothing}
  </g>`;
}

/** What a frame said to the logout, and when. */
function answerWords(
  { toMs, fromMs, outcome, errorType }: Bar,
  endMs: number,
  verdict: string | undefined,
): string {
  const words: Record<string, string> = { timedOut: 'timed out', gone: 'gone', failed: 'failed' };
  const after = duration((toMs ?? endMs) - fromMs);
  if (verdict !== undefined && verdict !== 'acknowledged') return `${words[verdict] ?? verdict}, ${after}`;
  if (outcome === 'failed') return `${errorType === 'TIMEOUT' ? 'timed out' : 'gone'}, ${after}`;
  return outcome === 'pending' ? 'waiting' : after;
}

function drawAnswer(x: number, middle: number, state: Bar['outcome']): SVGTemplateResult {
  const y = middle - BAR_PX / 2 - 1.5;
  const signs = {
    ok: svg`<path class="sign" d="M${x - 3.2} ${y + 0.2} l2.4 2.6 4.4 -5" />`,
    failed: svg`<path class="sign" d="M${x - 2.8} ${y - 2.8} l5.6 5.6 m0 -5.6 l-5.6 5.6" />`,
    pending: nothing,
  };
  return svg`<circle class="answer" cx=${x} cy=${y} r=${state === 'pending' ? 3 : 7} />${signs[state]}`;
}

function drawMark({ state }: Mark, x: number, y: number): SVGTemplateResult | typeof nothing {
  if (state === 'connecting') return svg`<circle class="mark" cx=${x} cy=${y} r="2.5" />`;
  if (state === 'connected')
    return svg`<circle class="mark is-connected" cx=${x} cy=${y} r="4.5"><title>connected</title></circle>`;
  const d = `M${String(x - 4)} ${String(y - 4)} l8 8 m0 -8 l-8 8`;
  if (state === 'gone') return svg`<path class="mark is-gone" d=${d}><title>gone</title></path>`;
  return svg`<path class="mark is-removed" d="M${x} ${y - 8} v16"><title>removed</title></path>`;
}

/** The lines under the lanes, with the moments that are named, and where time was left out. */
export function drawScale({ ticks, breaks }: TimeScale, lanes: number, width: number): SVGTemplateResult {
  const bottom = lanes * LANE_PX;
  return svg`<g class="scale">
    ${Array.from({ length: lanes + 1 }, (_, index) => {
      const y = index * LANE_PX + (index === lanes ? 0 : 0.5);
      return svg`<line class="rule" x1="0" x2=${Math.max(0, width)} y1=${y} y2=${y} />`;
    })}
    ${ticks.map(
      ({ x, label }) => svg`
        <line class="tick" x1=${LABELS_PX + x} x2=${LABELS_PX + x} y1="0" y2=${bottom + 4} />
        <text x=${LABELS_PX + x} y=${bottom + 17}>${label}</text>`,
    )}
    ${breaks.map(
      ({ x, label }) => svg`
        <path class="break" d="M${LABELS_PX + x - 2} 0 V${bottom} M${LABELS_PX + x + 2} 0 V${bottom}">
          <title>${label} without a call</title>
        </path>`,
    )}
  </g>`;
}
