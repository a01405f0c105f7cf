import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Bar, Chart } from './chart.js';
import { logoutChart } from './logoutChart.js';
import { visitChart } from './visitChart.js';
import { drawChart, heightOf } from './drawing.js';
import type { ChannelRecord } from './record.js';
import { renderBefore, renderReport } from './reportView.js';
import { tell, type LogoutStory } from './story.js';
import { chartStyles } from './chartStyles.js';
import { reportStyles } from './reportStyles.js';
import { styles } from './styles.js';

/** While something is shown that grows with time, it is drawn anew this often. */
const REDRAW_MS = 100;
const SHOW_COPIED_MS = 2_000;

/** Shows a {@link ChannelRecord}: how the last logout went, and everything that crossed the channel. */
export class InspectorElement extends LitElement {
  static override styles = [styles, reportStyles, chartStyles];
  static override properties = {
    slotNames: { attribute: false },
    width: { state: true },
    chosen: { state: true },
    isCopied: { state: true },
    isOpen: { state: true },
  };
  /** Set before the first element is made. */
  static record: ChannelRecord;

  declare slotNames: Readonly<Record<string, string>>;
  declare width: number;
  declare chosen: Bar | undefined;
  declare isCopied: boolean;
  declare isOpen: boolean;
  #undo: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #panel: HTMLElement | undefined;
  readonly #resized = new ResizeObserver(() => {
    this.#fit();
  });

  constructor() {
    super();
    this.slotNames = {};
    this.width = 0;
    this.isCopied = false;
    this.isOpen = true;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#undo = InspectorElement.record.onChange(() => {
      this.requestUpdate();
    });
    if (this.#panel) this.#resized.observe(this.#panel);
    this.requestUpdate();
  }

  protected override firstUpdated(): void {
    this.#panel = this.renderRoot.querySelector<HTMLElement>('.inspector') ?? undefined;
    if (this.#panel) this.#resized.observe(this.#panel);
  }

  /** A docked panel covers the end of the page. The element itself takes as much room there, so that the page can be scrolled on. */
  #fit(): void {
    const { offsetWidth = 0, offsetHeight = 0 } = this.#panel ?? {};
    this.width = offsetWidth;
    this.style.setProperty('--inspector-height', `${offsetHeight}px`);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#undo?.();
    this.#resized.disconnect();
    clearTimeout(this.#timer);
  }

  /** Puts the focus on how the last logout went. */
  async focusReport(): Promise<void> {
    await this.updateComplete;
    this.renderRoot
      .querySelector<HTMLElement>('[data-testid=report-headline]')
      ?.focus({ preventScroll: true });
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    clearTimeout(this.#timer);
    if (InspectorElement.record.isRunning && this.isConnected)
      this.#timer = setTimeout(() => {
        this.requestUpdate();
      }, REDRAW_MS);
  }

  protected override render(): TemplateResult {
    const { record } = InspectorElement;
    const isDocked = this.hasAttribute('docked');
    const nowMs = performance.now();
    const [before, story] = record.logouts.slice(-2).map((logout) => tell(logout, nowMs, this.#nameOf));
    const current = story ?? before;
    const isEmpty = !record.lanes.length && !current;
    return html`<section class="inspector ${isDocked ? 'is-docked' : ''}" aria-label="Symphony inspector">
      <header>
        <h2>What crosses the channel</h2>
        ${renderLegend()}
        <p class="buttons">
          <button
            data-testid="copy-report"
            ?disabled=${!current?.logout.reports.length}
            @click=${() => void this.#copy(current)}
          >
            ${this.isCopied ? 'Copied' : 'Copy report as JSON'}
          </button>
          <button data-testid="clear-inspector" ?disabled=${isEmpty} @click=${this.#clear}>Clear</button>
          ${
            isDocked
              ? html`<button data-testid="fold-inspector" aria-expanded=${this.isOpen} @click=${this.#fold}>
                  ${this.isOpen ? 'Fold' : 'Show'}
                </button>`
              : nothing
          }
        </p>
      </header>
      <div class="body" ?hidden=${!this.isOpen}>
        ${current ? renderReport(current, this.#nameOf) : nothing}
        ${isEmpty ? renderEmpty() : this.#renderCharts(current, nowMs)}
        ${story && before ? renderBefore(story, before) : nothing}
      </div>
    </section>`;
  }

  readonly #nameOf = (slot: string): string =>
    this.slotNames[slot] ?? (slot === 'service' ? 'Service frame' : slot || 'Page');

  #renderCharts(story: LogoutStory | undefined, nowMs: number): TemplateResult {
    const width = Math.max(0, this.width - 32);
    const { lanes } = InspectorElement.record;
    const failedCalls = story?.frames.flatMap((frame) => frame.failedCalls) ?? [];
    return html`<div class="charts">
      <p class="readout" data-testid="readout">
        ${this.chosen?.words ?? 'Choose a bar to read what it is. Arguments and answers are not recorded.'}
      </p>
      ${story ? this.#renderChart(logoutChart(story, nowMs, width), width, 'logout-chart') : nothing}
      ${lanes.length ? this.#renderChart(visitChart(lanes, nowMs, width, { nameOf: this.#nameOf, failedCalls }), width, 'visit-chart') : nothing}
    </div>`;
  }

  #renderChart(chart: Chart, width: number, testid: string): TemplateResult {
    const bars = chart.rows.flatMap((row) => row.bars);
    const chosen = bars.find(({ key }) => key === this.chosen?.key);
    const calls = chart.rows.map(({ name, bars: { length } }) => `${name}, ${length}`).join('; ');
    return html`<figure data-testid=${testid}>
      <figcaption>${chart.name}</figcaption>
      <svg
        width=${width}
        height=${heightOf(chart)}
        role="group"
        aria-label=${`${chart.name}. Bars: ${calls}`}
      >
        ${drawChart(chart, {
          width,
          chosen: chosen?.key,
          tabStop: (chosen ?? bars[0])?.key,
          choose: (bar) => {
            this.chosen = bar;
          },
          handleKey: (event, bar) => {
            this.#handleKey(event, bar, bars);
          },
        })}
      </svg>
    </figure>`;
  }

  /** The arrow keys go from bar to bar. */
  #handleKey(event: KeyboardEvent, bar: Bar, bars: readonly Bar[]): void {
    const steps: Partial<Record<string, number>> = {
      ArrowRight: 1,
      ArrowDown: 1,
      ArrowLeft: -1,
      ArrowUp: -1,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = bars[bars.findIndex(({ key }) => key === bar.key) + step];
    if (!next) return;
    const group = (event.currentTarget as Element).closest('svg');
    group?.querySelector<SVGElement>(`[data-key="${next.key}"]`)?.focus();
  }

  readonly #clear = (): void => {
    this.chosen = undefined;
    InspectorElement.record.clear();
    this.dispatchEvent(new CustomEvent('symphony-clear'));
  };

  readonly #fold = (): void => {
    this.isOpen = !this.isOpen;
  };

  async #copy(story: LogoutStory | undefined): Promise<void> {
    if (!story) return;
    const { reports, errorTypes } = story.logout;
    const [report] = reports;
    const text = JSON.stringify(
      { error: errorTypes[0], ...(reports.length > 1 ? { reports } : report) },
      undefined,
      2,
    );
    try {
      await navigator.clipboard.writeText(text);
      this.isCopied = true;
      setTimeout(() => {
        this.isCopied = false;
      }, SHOW_COPIED_MS);
    } catch (thrown) {
      // The browser does not let this page write to the clipboard.
      console.warn(`Failed to copy the report: ${String(thrown)}. This is it:\n${text}`);
    }
  }
}

function renderLegend(): TemplateResult {
  return html`<ul class="legend" aria-label="Legend">
    <li><span class="key toFrame"></span>page to frame</li>
    <li><span class="key toHost"></span>frame to page</li>
    <li><span class="key toPod"></span>to the pod</li>
    <li><span class="key failed"></span>failed</li>
    <li><span class="key-mark connected"></span>connected</li>
    <li><span class="key-mark removed"></span>removed</li>
  </ul>`;
}

function renderEmpty(): TemplateResult {
  return html`<p class="empty" data-testid="inspector-empty">
    <strong>Render a chat, and watch.</strong> Every frame gets a row here, every call a bar from question to
    answer. Then log out, and see who acknowledges, and when.
  </p>`;
}
