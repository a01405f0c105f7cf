import { html, nothing, type TemplateResult } from 'lit';
import { PageElement } from '../../look/pageElement.js';
import type { ChatApp } from '../app/chatApp.js';
import type { Prompt } from './prompt.js';

/** What a dialog is made of. */
export interface DialogParts {
  headline: string;
  body: TemplateResult;
  confirm: string;
  canConfirm: boolean;
  onConfirm: () => void;
}

/** A dialog over the chat, for as long as the element is there. The focus comes from where it was, and goes back there. */
export class Modal extends PageElement {
  static override properties = { app: { attribute: false }, prompt: { attribute: false } };
  declare app: ChatApp | undefined;
  declare prompt: Prompt;
  #focusedBefore: Element | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#focusedBefore = document.activeElement;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#focusedBefore instanceof HTMLElement) this.#focusedBefore.focus();
  }

  protected override firstUpdated(): void {
    this.querySelector('dialog')?.showModal();
    // Nobody is to send something by a key that was meant for what is behind it.
    this.querySelector('h2')?.focus();
  }

  protected renderDialog({ headline, body, confirm, canConfirm, onConfirm }: DialogParts): TemplateResult {
    const { busy, problem } = this.prompt;
    return html`<dialog
      class="dialog"
      aria-labelledby="dialog-headline"
      data-testid="dialog"
      @cancel=${this.#handleCancel}
      @close=${this.#handleClose}
    >
      <form
        class="dialog-form"
        @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          if (canConfirm && !busy) onConfirm();
        }}
      >
        <h2 id="dialog-headline" tabindex="-1">${headline}</h2>
        <div class="dialog-body">${body}</div>
        <p class="problem" role="alert" data-testid="dialog-error" ?hidden=${problem === undefined}>
          ${problem ?? nothing}
        </p>
        <footer class="dialog-foot">
          <button
            type="button"
            class="button"
            ?disabled=${busy}
            data-testid="dialog-cancel"
            @click=${this.#cancel}
          >
            Cancel
          </button>
          <button class="button is-primary" ?disabled=${busy || !canConfirm} data-testid="dialog-confirm">
            ${busy ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${confirm}
          </button>
        </footer>
      </form>
    </dialog>`;
  }

  #handleCancel(event: Event): void {
    event.preventDefault();
    this.#cancel();
  }

  /** A browser closes it all the same when Escape is pressed twice. */
  #handleClose(event: Event): void {
    this.#cancel();
    // What is being done cannot be called off: it is shown until it is done.
    if (this.isConnected && this.prompt.busy) (event.currentTarget as HTMLDialogElement).showModal();
  }

  #cancel(): void {
    this.app?.prompts.cancel();
  }
}
