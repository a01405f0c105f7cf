import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { PageElement } from '../../look/pageElement.js';
import type { Resolved } from '../../podApi/sending.js';
import type { ChatApp } from '../app/chatApp.js';
import type { BlastDraft, Prompt } from '../dialogs/prompt.js';
import { icons } from '../look/icons.js';
import { isEmpty, textOf, withText } from '../messageContent/messageDraft.js';
import { attachmentList } from '../messageContent/messagePreview.js';
import { picks } from './picks.js';

const NOTHING: BlastDraft = { message: '', to: { users: [], streams: [], lists: [] } };

/** Writes one message to many, each in a chat of their own. Stands in the place of the chat. */
export class BlastModule extends PageElement {
  static override properties = {
    app: { attribute: false },
    prompt: { attribute: false },
    draft: { state: true },
  };
  declare app: ChatApp | undefined;
  declare prompt: Extract<Prompt, { kind: 'blast' }>;
  declare draft: BlastDraft;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('prompt') && changed.get('prompt')?.draft !== this.prompt.draft)
      this.draft = this.prompt.draft;
  }

  protected override firstUpdated(): void {
    // Not where nobody is in this frame: it must not take the focus from the page around it.
    if (document.hasFocus()) this.querySelector('input')?.focus();
  }

  protected override render(): TemplateResult {
    const { busy, problem, sentTo } = this.prompt;
    const { message, to } = this.draft;
    const isComplete = !isEmpty(message) && picks(to).length > 0;
    return html`<section class="module" aria-labelledby="blast-headline" data-testid="blast">
      <header class="module-head">
        <h1 id="blast-headline">Blast a message</h1>
        <button
          class="icon-button"
          aria-label="Close the blast module"
          ?disabled=${busy}
          data-testid="blast-close"
          @click=${() => this.app?.prompts.cancel()}
        >
          ${icons.close}
        </button>
      </header>
      <form class="module-body blast-form" @submit=${this.#handleSubmit}>
        <recipient-picker
          .app=${this.app}
          .kinds=${'all'}
          .picked=${to}
          label="To"
          data-testid="recipients"
          @pick=${({ detail }: CustomEvent<Resolved>) => {
            this.draft = { ...this.draft, to: detail };
          }}
        ></recipient-picker>
        <label class="field is-growing">
          <span>Message</span>
          <textarea
            rows="4"
            data-testid="blast-message"
            .value=${textOf(message)}
            @input=${(event: InputEvent) => {
              const { value } = event.currentTarget as HTMLTextAreaElement;
              this.draft = { ...this.draft, message: withText(message, value) };
            }}
          ></textarea>
          <span class="field-note">Everybody gets it in a chat of their own.</span>
        </label>
        ${attachmentList(message)}
        <p class="problem" role="alert" data-testid="dialog-error" ?hidden=${problem === undefined}>
          ${problem ?? nothing}
        </p>
        <footer class="dialog-foot">
          <p class="blast-result" role="status" data-testid="blast-result">
            ${sentTo === undefined ? nothing : `Sent to ${chats(sentTo)}.`}
          </p>
          <button class="button is-primary" ?disabled=${busy || !isComplete} data-testid="blast-send">
            ${busy ? html`<span class="spinner" aria-hidden="true"></span>` : icons.send} Send
          </button>
        </footer>
      </form>
    </section>`;
  }

  #handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    void this.#send();
  }

  async #send(): Promise<void> {
    if (await this.app?.prompts.confirm('blast', this.draft)) this.draft = NOTHING;
  }
}

function chats(count: number): string {
  return count === 1 ? '1 chat' : `${count} chats`;
}
