import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { PageElement } from '../../look/pageElement.js';
import type { ChatApp } from '../app/chatApp.js';
import { icons, mark } from '../look/icons.js';

/** The login: with a password in the frame, or in a popup where the portal asks for that. */
export class ChatLogin extends PageElement {
  static override properties = {
    app: { attribute: false },
    problem: { attribute: false },
    busy: { attribute: false },
  };
  declare app: ChatApp | undefined;
  declare problem: string | undefined;
  declare busy: boolean;
  readonly #gone = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#gone.abort();
  }

  protected override updated(changed: PropertyValues<this>): void {
    // Not at first: a frame must not take the focus from the page around it.
    if (changed.has('problem') && this.problem)
      this.querySelector<HTMLInputElement>('[name=password]')?.focus();
  }

  protected override render(): TemplateResult {
    const { settings, authenticationType } = this.app?.state ?? {};
    const isSso = authenticationType === 'sso';
    const inPopup = settings?.ecpLoginPopup === true || isSso;
    return html`<div class="login" data-testid="login">
      <div class="login-head">
        ${mark}
        <h1>Log in to Symphony</h1>
        <p>
          ${inPopup ? (isSso ? 'Your company knows you already.' : 'A window of Symphony opens for it.') : 'Use your work account.'}
        </p>
      </div>
      ${inPopup ? this.#renderPopup(isSso) : this.#renderForm()}
      <p class="problem" role="alert" data-testid="login-problem">${this.problem ?? nothing}</p>
    </div>`;
  }

  #renderForm(): TemplateResult {
    return html`<form @submit=${this.#handleSubmit}>
      <label class="field">
        <span>E-mail</span>
        <input name="email" type="email" autocomplete="username" required data-testid="email" />
      </label>
      <label class="field">
        <span>Password</span>
        <input
          name="password"
          type="password"
          autocomplete="current-password"
          required
          data-testid="password"
          aria-invalid=${this.problem ? 'true' : 'false'}
        />
      </label>
      <button class="button is-primary is-wide" ?disabled=${this.busy} data-testid="log-in">
        ${this.busy ? html`<span class="spinner" aria-hidden="true"></span> Logging in` : 'Log in'}
      </button>
      <button
        type="button"
        class="button is-wide"
        ?disabled=${this.busy}
        data-testid="log-in-popup"
        title="A window of Symphony opens. If you are logged in there already, it lets you in here too."
        @click=${this.#handlePopup}
      >
        ${icons.window} Continue in a window
      </button>
    </form>`;
  }

  #renderPopup(isSso: boolean): TemplateResult {
    return html`<button
      class="button is-primary is-wide"
      ?disabled=${this.busy}
      data-testid="log-in-popup"
      @click=${this.#handlePopup}
    >
      ${this.busy ? 'Waiting for the login window' : html`${icons.window} ${isSso ? 'Log in with single sign-on' : 'Log in in a new window'}`}
    </button>`;
  }

  #handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const [email, password] = [data.get('email'), data.get('password')];
    if (typeof email === 'string' && typeof password === 'string')
      void this.app?.account.logIn(email.trim(), password);
  }

  #handlePopup(): void {
    void this.app?.account.logInWithPopup(this.#gone.signal);
  }
}
