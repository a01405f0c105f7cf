import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { icons } from '../look/deskIcons.js';
import { PageElement } from '../look/pageElement.js';
import type { Instrument } from './brands.js';
import type { Portal } from './portal.js';

const WIDTH = 84;
const HEIGHT = 30;

/** What the desk covers, each with a way to the people who talk about it. */
export class WatchStrip extends PageElement {
  static override properties = { portal: { attribute: false }, revision: { attribute: false } };
  declare portal: Portal | undefined;
  declare revision: object;

  protected override render(): TemplateResult | typeof nothing {
    const { portal } = this;
    if (!portal) return nothing;
    return html`<ul class="watch" aria-label="Watchlist">
      ${portal.brand.instruments.map((instrument) => this.#renderInstrument(instrument, portal))}
    </ul>`;
  }

  #renderInstrument(
    { name, price, changePercent, streamId, curve }: Instrument,
    portal: Portal,
  ): TemplateResult {
    const rises = changePercent >= 0;
    return html`<li class="card watch-item ${rises ? 'rises' : 'falls'}">
      <p class="watch-name">${name}</p>
      <p class="watch-price">${price}</p>
      <p class="watch-change">${rises ? '+' : '\u2212'}${Math.abs(changePercent).toFixed(2)} %</p>
      ${drawCurve(curve)}
      <button
        class="icon-button watch-chat"
        title=${`Open the chat about ${name}`}
        aria-label=${`Open the chat about ${name}`}
        data-testid="discuss-${streamId}"
        ?disabled=${portal.isLoggingOut}
        @click=${() => void portal.discuss(streamId)}
      >
        ${icons.chat}
      </button>
    </li>`;
  }
}

function drawCurve(values: readonly number[]): SVGTemplateResult {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const points = values.map((value, index) => {
    const x = (index / (values.length - 1)) * WIDTH;
    const y = HEIGHT - 3 - ((value - low) / Math.max(1, high - low)) * (HEIGHT - 6);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  const line = points.join(' ');
  return svg`<svg class="curve" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
    <polygon points="0,${HEIGHT} ${line} ${WIDTH},${HEIGHT}" /><polyline points=${line} />
  </svg>`;
}
