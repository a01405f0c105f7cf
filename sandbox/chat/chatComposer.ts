import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ChatApp } from './chatApp.js';
import { keepDraft, readDraft } from './drafts.js';
import { icons } from './icons.js';

/** The box in which messages are written. Enter sends, Shift and Enter starts a new line. */
export class ChatComposer extends LitElement {
  static override properties = {
    app: { attribute: false },
    streamId: { attribute: false },
    streamName: { attribute: false },
    text: { state: true },
    problem: { state: true },
    isSending: { state: true },
  };
  declare app: ChatApp | undefined;
  declare streamId: string;
  declare streamName: string;
  declare text: string;
  declare problem: string;
  declare isSending: boolean;

  constructor() {
    super();
    this.text = this.problem = '';
    this.isSending = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('streamId')) return;
    this.text = readDraft(this.streamId);
    this.problem = '';
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('text')) this.#fit();
  }

  protected override render(): TemplateResult {
    return html`<form class="composer" @submit=${this.#handleSubmit}>
      ${this.problem ? html`<p class="composer-problem" role="alert">${this.problem}</p>` : nothing}
      <div class="composer-box">
        <textarea
          rows="1"
          aria-label=${`Message to ${this.streamName}`}
          placeholder=${`Message ${this.streamName}`}
          data-testid="composer"
          .value=${this.text}
          @input=${this.#handleInput}
          @keydown=${this.#handleKey}
        ></textarea>
        <button
          class="send"
          aria-label="Send"
          data-testid="send"
          ?disabled=${!this.text.trim() || this.isSending}
        >
          ${icons.send}
        </button>
      </div>
    </form>`;
  }

  #handleInput(event: InputEvent): void {
    this.text = (event.currentTarget as HTMLTextAreaElement).value;
    keepDraft(this.streamId, this.text);
  }

  #handleKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void this.#send();
  }

  #handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    void this.#send();
  }

  async #send(): Promise<void> {
    const text = this.text.trim();
    if (!text || this.isSending) return;
    this.isSending = true;
    this.problem = '';
    try {
      await this.app?.post(text);
      this.text = '';
      keepDraft(this.streamId, '');
    } catch {
      this.problem = 'The message was not sent. Check the connection and try again.';
    } finally {
      this.isSending = false;
      this.querySelector('textarea')?.focus();
    }
  }

  /** As high as its text, up to what the style sheet allows. */
  #fit(): void {
    const area = this.querySelector('textarea');
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${String(area.scrollHeight)}px`;
  }
}
