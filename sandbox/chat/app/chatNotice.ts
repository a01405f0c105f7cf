import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { PageElement } from '../../look/pageElement.js';
import { icons } from '../look/icons.js';

const SIGNS = { problem: icons.warning, ended: icons.door, empty: icons.chat };

/** A frame's whole message: waiting, a problem, the end of the session, nothing to show. */
export class ChatNotice extends PageElement {
  static override properties = {
    kind: { type: String },
    headline: { type: String },
    text: { type: String },
    action: { type: String },
    way: { type: String },
    more: { attribute: false },
  };
  declare kind: 'loading' | keyof typeof SIGNS;
  declare headline: string;
  declare text: string;
  /** What there is to do about it. */
  declare action: string;
  /** How to leave it as it is. */
  declare way: string;
  declare more: TemplateResult | typeof nothing;

  constructor() {
    super();
    this.kind = 'loading';
    this.headline = this.text = this.action = this.way = '';
    this.more = nothing;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // Who used the keyboard in what was here before goes on with what there is to do now.
    if (changed.has('action') && document.hasFocus()) this.querySelector('button')?.focus();
  }

  protected override render(): TemplateResult {
    const { kind, headline, text, action, way } = this;
    if (kind === 'loading') {
      return html`<div class="notice" role="status" data-testid="loading">
        <span class="spinner" aria-hidden="true"></span>
        <p class="notice-headline">${headline}</p>
      </div>`;
    }
    return html`<div
      class="notice is-${kind}"
      role=${kind === 'problem' ? 'alert' : 'status'}
      data-testid=${kind}
    >
      <span class="notice-sign">${SIGNS[kind]}</span>
      <h1 class="notice-headline">${headline}</h1>
      <p class="notice-text">${text}</p>
      ${this.more}
      ${
        action
          ? html`<button
              class="button ${this.more === nothing ? 'is-primary' : ''}"
              data-testid="notice-action"
              @click=${this.#handleClick}
            >
              ${action}
            </button>`
          : nothing
      }
      ${
        way
          ? html`<button class="button" data-testid="notice-leave" @click=${this.#handleLeave}>
              ${way}
            </button>`
          : nothing
      }
    </div>`;
  }

  #handleClick(): void {
    this.dispatchEvent(new CustomEvent('act'));
  }

  #handleLeave(): void {
    this.dispatchEvent(new CustomEvent('leave'));
  }
}
