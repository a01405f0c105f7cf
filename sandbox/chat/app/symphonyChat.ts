import { html, nothing, type TemplateResult } from 'lit';
import type { SessionEnd } from 'symphony-embed/frame';
import { PageElement } from '../../look/pageElement.js';
import { startChatApp } from '../embedding/embedding.js';
import { icons } from '../look/icons.js';
import type { ChatApp } from './chatApp.js';
import { ChatState, type View } from './chatState.js';
import { loadPanels } from './panelLoading.js';
import { rehearse } from './rehearsal.js';

const ENDS: Record<SessionEnd | 'here', readonly [headline: string, text: string]> = {
  here: ['You are logged out', 'Nothing of your chats is kept here.'],
  logout: [
    'You were logged out elsewhere',
    'You logged out on another page or in another tab. Nothing of your chats is kept here.',
  ],
  expired: ['Your session has expired', 'Nothing of your chats is kept here.'],
  revoked: ['Your session was ended', 'Somebody ended it for you. Nothing of your chats is kept here.'],
};

/** The whole app: what is in a Symphony iframe. */
export class SymphonyChat extends PageElement {
  readonly #state = new ChatState();
  #app: ChatApp | undefined;
  #hadModule = false;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#app) return;
    this.#state.onChange(() => {
      this.requestUpdate();
    });
    this.#app = startChatApp(this.#state);
    loadPanels(this.#app);
    rehearse(this.#app);
    for (const type of ['pointerdown', 'keydown', 'focusin', 'wheel']) {
      this.addEventListener(type, () => this.#app?.handleActivity(), { passive: true });
    }
  }

  protected override render(): TemplateResult {
    const { view, isOnline, user, mode } = this.#state;
    this.dataset['view'] = view.kind;
    this.dataset['shape'] = mode;
    return html`
      ${
        !isOnline && user
          ? html`<p class="offline" role="status" data-testid="offline">
              ${icons.offline} No connection. New messages arrive when it is back.
            </p>`
          : nothing
      }
      <main class="stage">
        ${this.#renderView()}
        <app-view .app=${this.#app} .revision=${revision()}></app-view>
      </main>
      ${this.#renderDialog()}
    `;
  }

  /** The focus of who used the keyboard in what has gone from the place of the chat. */
  protected override updated(): void {
    const { appView, prompt } = this.#state;
    const hasModule = appView !== undefined || prompt?.kind === 'blast';
    if (this.#hadModule && !hasModule && document.hasFocus() && document.activeElement === document.body)
      this.querySelector<HTMLElement>('[data-testid=composer], [data-testid=log]')?.focus();
    this.#hadModule = hasModule;
  }

  #renderView(): TemplateResult {
    const { view, mode, user } = this.#state;
    switch (view.kind) {
      case 'loading':
        return html`<chat-notice kind="loading" headline=${view.text}></chat-notice>`;
      case 'login':
        return html`<chat-login .app=${this.#app} .problem=${view.problem} .busy=${view.busy}></chat-login>`;
      case 'terms':
        return html`<terms-view .app=${this.#app} .problem=${view.problem} .busy=${view.busy}></terms-view>`;
      case 'problem':
        return mode === 'collaboration' && user
          ? this.#renderClient(this.#renderProblem(view, 'Back to the chats'), true)
          : this.#renderProblem(view);
      case 'ended':
        return html`<chat-notice
          kind="ended"
          headline=${ENDS[view.reason][0]}
          text=${ENDS[view.reason][1]}
          action="Log in"
          @act=${() => this.#app?.logInAgain()}
        ></chat-notice>`;
      case 'chat':
        return this.#renderChat();
    }
  }

  #renderProblem(
    { title, text, canRetry, unconnected, wayIn }: Extract<View, { kind: 'problem' }>,
    way = '',
  ): TemplateResult {
    return html`<chat-notice
      kind="problem"
      headline=${title}
      text=${text}
      action=${canRetry ? 'Try again' : ''}
      way=${way}
      .more=${
        unconnected?.length
          ? html`<connect-notice .app=${this.#app} .people=${unconnected}></connect-notice>`
          : wayIn
            ? html`<access-notice .app=${this.#app} .way=${wayIn}></access-notice>`
            : nothing
      }
      @act=${() => this.#app?.retry()}
      @leave=${() => {
        this.#state.set({ view: { kind: 'chat' }, open: undefined });
      }}
    ></chat-notice>`;
  }

  #renderChat(): TemplateResult {
    const { mode, open, prompt, appView } = this.#state;
    const pane =
      prompt?.kind === 'blast'
        ? html`<blast-module .app=${this.#app} .prompt=${prompt}></blast-module>`
        : html`<chat-room
            .app=${this.#app}
            .revision=${revision()}
            ?inert=${appView !== undefined}
          ></chat-room>`;
    if (mode === 'focus') return pane;
    return this.#renderClient(pane, !!open || !!appView || prompt?.kind === 'blast');
  }

  #renderClient(pane: TemplateResult, hasOpen: boolean): TemplateResult {
    return html`<div class="client ${hasOpen ? 'has-open' : ''}">
      <chat-list .app=${this.#app} .revision=${revision()}></chat-list>
      <div class="pane">${pane}</div>
    </div>`;
  }

  #renderDialog(): TemplateResult | typeof nothing {
    const { prompt } = this.#state;
    switch (prompt?.kind) {
      case 'send':
        return html`<send-dialog .app=${this.#app} .prompt=${prompt}></send-dialog>`;
      case 'room':
        return html`<room-dialog .app=${this.#app} .prompt=${prompt}></room-dialog>`;
      case 'chat':
        return html`<chat-dialog .app=${this.#app} .prompt=${prompt}></chat-dialog>`;
      case 'blast':
      case undefined:
        return nothing;
    }
  }
}

/** Children look at the same state: this tells them that it is another one. */
function revision(): object {
  return {};
}
