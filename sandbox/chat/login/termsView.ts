import { html, nothing, type TemplateResult } from 'lit';
import { PageElement } from '../../look/pageElement.js';
import type { ChatApp } from '../app/chatApp.js';
import { mark } from '../look/icons.js';

/** The terms of use, before anything else is shown to who has not accepted them. */
export class TermsView extends PageElement {
  static override properties = {
    app: { attribute: false },
    problem: { attribute: false },
    busy: { attribute: false },
  };
  declare app: ChatApp | undefined;
  declare problem: string | undefined;
  declare busy: boolean;

  protected override render(): TemplateResult {
    return html`<div class="login terms" data-testid="terms">
      <div class="login-head">
        ${mark}
        <h1>Terms of use</h1>
        <p>Accept them once to go on.</p>
      </div>
      <ul class="terms-text" tabindex="0" aria-label="The terms">
        <li>
          What you write here is kept as your company has to keep it, and may be read by its compliance
          officers.
        </li>
        <li>
          Share only what you may share with those who are in the chat. People of other companies are marked.
        </li>
        <li>Your account is yours alone. Log out on machines that others use.</li>
      </ul>
      <p class="problem" role="alert">${this.problem ?? nothing}</p>
      <div class="dialog-foot">
        <button
          class="button"
          ?disabled=${this.busy}
          data-testid="terms-decline"
          @click=${() => void this.app?.logOut()}
        >
          Decline and log out
        </button>
        <button
          class="button is-primary"
          ?disabled=${this.busy}
          data-testid="terms-accept"
          @click=${() => void this.app?.account.acceptTerms()}
        >
          Accept
        </button>
      </div>
    </div>`;
  }
}
