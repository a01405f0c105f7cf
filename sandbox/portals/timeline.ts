import { html, LitElement, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Bar, ChannelLog, Lane } from './channelLog.js';
import { icons } from './icons.js';
import { drawLane, drawScale, LABELS_PX, LANE_PX, SCALE_PX } from './laneDrawing.js';
import type { Portal } from './portal.js';
import { slotName } from './slots.js';
import { duration, logoutScale, visitScale, type TimeScale } from './timeScale.js';

const TWO_PANELS_PX = 900;
const GAP_PX = 28;
const END_PX = 14;
/** Room for the words behind an acknowledgement. */
const ANSWER_PX = 122;
/** What the visit's drawing covers of a state that has no length. */
const MARK_MS = 1;

/** What crosses the channel, as it happens: one lane a frame, and the logout on a scale of its own. */
export class ChannelTimeline extends LitElement {
  static override properties = {
    log: { attribute: false },
    portal: { attribute: false },
    width: { state: true },
    pointed: { state: true },
  };
  declare log: ChannelLog | undefined;
  declare portal: Portal | undefined;
  declare width: number;
  declare pointed: { lane: Lane; bar: Bar } | undefined;
  #undo: (() => void) | undefined;
  #frame: number | undefined;
  readonly #resized = new ResizeObserver(([entry]) => {
    if (entry) this.width = Math.floor(entry.contentRect.width);
  });

  constructor() {
    super();
    this.width = 0;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override firstUpdated(): void {
    const drawing = this.querySelector('.drawing');
    if (drawing) this.#resized.observe(drawing);
    this.#undo = this.log?.onChange(() => {
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#undo?.();
    this.#resized.disconnect();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
  }

  protected override updated(): void {
    if (!this.log?.isRunning || this.#frame !== undefined) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = undefined;
      this.requestUpdate();
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    const { log } = this;
    if (!log) return nothing;
    return html`<section class="panel timeline" data-testid="timeline" aria-label="Timeline">
      <header class="timeline-head">
        <h2>What crosses the channel</h2>
        <ul class="legend" aria-label="Legend">
          <li><span class="key toFrame"></span>page to frame</li>
          <li><span class="key toHost"></span>frame to page</li>
          <li><span class="key failed"></span>failed</li>
          <li><span class="key-mark connected"></span>connected</li>
          <li><span class="key-mark removed"></span>removed</li>
        </ul>
        <button
          class="button is-small"
          data-testid="clear-timeline"
          ?disabled=${!log.lanes.length}
          @click=${() => {
            this.portal?.forgetStory();
          }}
        >
          ${icons.sweep} Clear
        </button>
      </header>
      <p class="readout" data-testid="readout">${this.#renderReadout(log)}</p>
      <div class="drawing">${log.lanes.length ? this.#renderDrawing(log) : renderEmpty()}</div>
    </section>`;
  }

  #renderReadout({ latest }: ChannelLog): TemplateResult | string {
    if (this.pointed) {
      const { lane, bar } = this.pointed;
      return describe(lane.slot, bar.direction, bar.method, bar);
    }
    if (!latest) return 'Nothing has crossed it yet.';
    if (latest.kind === 'state') return html`<b>${slotName(latest.slot)}</b> is ${latest.state}`;
    const toMs = latest.kind === 'answer' ? latest.atMs : undefined;
    const fromMs = latest.kind === 'answer' ? latest.atMs - latest.elapsedMs : latest.atMs;
    const outcome = latest.kind === 'call' ? 'pending' : latest.ok ? 'ok' : 'failed';
    const errorType = latest.kind === 'answer' ? latest.errorType : undefined;
    return describe(latest.slot, latest.direction, latest.method, { fromMs, toMs, outcome, errorType });
  }

  #renderDrawing(log: ChannelLog): TemplateResult {
    const { phase } = log;
    if (!phase) return html`<div class="panels">${this.#renderVisit(log, this.width)}</div>`;
    const sideBySide = this.width >= TWO_PANELS_PX;
    const visitPx = sideBySide ? Math.floor((this.width - GAP_PX) * 0.45) : this.width;
    const logoutPx = sideBySide ? this.width - GAP_PX - visitPx : this.width;
    return html`<div class="panels ${sideBySide ? 'is-row' : ''}">
      ${this.#renderVisit(log, visitPx)} ${this.#renderLogout(log, logoutPx)}
    </div>`;
  }

  #renderVisit({ lanes, isRunning, phase }: ChannelLog, width: number): TemplateResult {
    const nowMs = performance.now();
    const moments = lanes.flatMap(({ bars, marks }) => [
      ...bars.map(({ fromMs, toMs }) => [fromMs, toMs ?? nowMs] as const),
      ...marks.map(({ atMs }) => [atMs, atMs + MARK_MS] as const),
    ]);
    const scale = visitScale(moments, width - LABELS_PX - END_PX);
    const note = isRunning ? 'The whole visit, live' : 'The whole visit, without idle time';
    const from = phase && LABELS_PX + scale.x(phase.fromMs);
    const shade =
      from === undefined
        ? nothing
        : svg`<rect class="shade" x=${from} y="0" width=${Math.max(4, LABELS_PX + scale.x(phase?.toMs ?? nowMs) - from)}
            height=${lanes.length * LANE_PX} rx="3" />`;
    return this.#renderPanel(lanes, scale, { width, note, shade, testid: 'visit', names: false });
  }

  #renderLogout({ lanes, phase }: ChannelLog, width: number): TemplateResult | typeof nothing {
    if (!phase) return nothing;
    const scale = logoutScale(phase.fromMs, phase.toMs ?? performance.now(), width - LABELS_PX - ANSWER_PX);
    const told = lanes.filter(({ embed }) => phase.embeds.has(embed));
    const note = `The logout, in ${scale.isEven ? 'milliseconds' : 'time, logarithmic'}`;
    const bars = told.map((lane) => ({
      ...lane,
      bars: lane.bars.filter(({ fromMs }) => fromMs >= phase.fromMs),
    }));
    return this.#renderPanel(bars, scale, {
      width,
      note,
      shade: nothing,
      testid: 'logout-zoom',
      names: true,
    });
  }

  #renderPanel(
    lanes: readonly Lane[],
    scale: TimeScale,
    given: {
      width: number;
      note: string;
      shade: SVGTemplateResult | typeof nothing;
      testid: string;
      names: boolean;
    },
  ): TemplateResult {
    const { width, note, shade, testid, names } = given;
    const outcomes = new Map(this.portal?.logout?.report?.frames.map(({ slot, outcome }) => [slot, outcome]));
    const height = lanes.length * LANE_PX + SCALE_PX;
    return html`<figure class="lanes" data-testid=${testid}>
      <figcaption>${note}</figcaption>
      <svg
        width=${Math.max(0, width)}
        height=${height}
        role="img"
        aria-label=${`${note}: ${lanes.map((lane) => `${slotName(lane.slot)}, ${String(lane.bars.length)} calls`).join('; ')}`}
      >
        ${shade} ${drawScale(scale, lanes.length, width)}
        ${lanes.map((lane, index) =>
          drawLane(lane, {
            y: index * LANE_PX,
            scale,
            nowMs: performance.now(),
            names,
            verdict: outcomes.get(lane.slot),
            point: (bar) => {
              this.pointed = bar && { lane, bar };
            },
          }),
        )}
      </svg>
    </figure>`;
  }
}

function describe(
  slot: string,
  direction: Bar['direction'],
  method: string,
  { fromMs, toMs, outcome, errorType }: Pick<Bar, 'fromMs' | 'toMs' | 'outcome' | 'errorType'>,
): TemplateResult {
  const way = direction === 'toFrame' ? `page to ${slotName(slot)}` : `${slotName(slot)} to page`;
  const answer =
    toMs === undefined || outcome === 'pending'
      ? 'no answer yet'
      : `${outcome} after ${duration(toMs - fromMs)}`;
  return html`<b>${method}</b> ${way}, ${answer}${errorType === undefined ? '' : ` (${errorType})`}`;
}

function renderEmpty(): TemplateResult {
  return html`<p class="timeline-empty" data-testid="timeline-empty">
    ${icons.play}
    <span
      ><strong>Render a chat, and watch.</strong> Every frame gets a lane here, every call a bar from question
      to answer. Then log out and see who acknowledges, and when.</span
    >
  </p>`;
}
