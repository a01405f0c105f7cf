import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../look/deskIcons.js';
import { PageElement } from '../look/pageElement.js';
import { answerView } from './answerView.js';
import { callSource } from './callSource.js';
import type { Playground } from './playground.js';

const SAY_COPIED_MS = 2_000;

/** Renders what all controls say, and logs out again. */
export class SetupCard extends PageElement {
  static override properties = {
    playground: { attribute: false },
    revision: { attribute: false },
    said: { state: true },
  };
  declare playground: Playground | undefined;
  declare revision: object;
  declare said: string;
  #latest: 'render' | 'checkAuth' | 'logout' = 'render';

  constructor() {
    super();
    this.said = '';
  }

  protected override render(): TemplateResult | typeof nothing {
    const { playground } = this;
    if (!playground) return nothing;
    const { isRendered, answers, setup, problem } = playground;
    return html`<section class="card setup" aria-labelledby="setup-title">
      <h2 id="setup-title">Render</h2>
      ${problem === undefined ? nothing : html`<p class="problem" role="alert">${problem}</p>`}
      <form
        @submit=${(event: Event) => {
          event.preventDefault();
          this.#latest = 'render';
          void playground.render();
        }}
      >
        <div class="setup-fields">
          ${this.#renderField('streamId', 'the chat to open', setup.streamId, (streamId) => {
            playground.change({ streamId });
          })}
          ${this.#renderField('userIds', 'or by people, comma-separated', setup.userIds, (userIds) => {
            playground.change({ userIds });
          })}
          ${this.#renderField(
            'subjectToken',
            'a JWT instead of a login',
            playground.subjectToken,
            (token) => {
              playground.setSubjectToken(token);
            },
          )}
        </div>
        <div class="buttons">
          <button class="button is-primary" type="submit" data-testid="render">
            ${icons.play} ${isRendered ? 'Render again' : 'Render'}
          </button>
          <button
            class="button"
            type="button"
            data-testid="check-auth"
            @click=${() => {
              this.#latest = 'checkAuth';
              void playground.call('checkAuth', []);
            }}
          >
            Who is logged in?
          </button>
          <button
            class="button is-danger"
            type="button"
            data-testid="logout"
            @click=${() => {
              this.#latest = 'logout';
              void playground.call('logout', []);
            }}
          >
            ${icons.logOut} Log out
          </button>
          <button class="button" type="button" data-testid="copy-link" @click=${() => void this.#copyLink()}>
            ${icons.link} <span role="status">${this.said || 'Copy link'}</span>
          </button>
        </div>
      </form>
      <details class="setup-code">
        <summary>The code</summary>
        <code-block
          .source=${callSource('render', playground.renderArguments())}
          .label=${'render, with all that is set'}
          .testId=${'setup'}
        ></code-block>
      </details>
      ${answerView(this.#latest, answers[this.#latest], true)}
    </section>`;
  }

  #renderField(name: string, does: string, text: string, onEnter: (text: string) => void): TemplateResult {
    const id = `setting-${name}`;
    return html`<div class="field">
      <label for=${id}><code>${name}</code> <span class="type">${does}</span></label>
      <input
        id=${id}
        class="code-input"
        type="text"
        spellcheck="false"
        autocapitalize="off"
        autocomplete="off"
        data-testid=${id}
        .value=${text}
        @input=${(event: Event) => {
          onEnter((event.currentTarget as HTMLInputElement).value.trim());
        }}
      />
    </div>`;
  }

  async #copyLink(): Promise<void> {
    const copied = await navigator.clipboard.writeText(location.href).then(
      () => true,
      () => false,
    );
    this.said = copied ? 'Copied' : 'It is in the address bar';
    setTimeout(() => {
      this.said = '';
    }, SAY_COPIED_MS);
  }
}
