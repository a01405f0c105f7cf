import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { SessionEnd } from 'symphony-embed/frame';
import type { ChatApp } from './chatApp.js';
import { ChatState } from './chatState.js';
import { startChatApp } from './embedding.js';
import { icons } from './icons.js';

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
export class SymphonyChat extends LitElement {
  readonly #state = new ChatState();
  #app: ChatApp | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#app) return;
    this.#state.onChange(() => {
      this.requestUpdate();
    });
    this.#app = startChatApp(this.#state);
    for (const type of ['pointerdown', 'keydown', 'focusin', 'wheel']) {
      this.addEventListener(type, () => this.#app?.handleActivity(), { passive: true });
    }
  }

  /** Into the page itself: its style sheet is the app's. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { view, isOnline, user } = this.#state;
    this.dataset['view'] = view.kind;
    return html`
      ${
        !isOnline && user
          ? html`<p class="offline" role="status" data-testid="offline">
              ${icons.offline} No connection. New messages arrive when it is back.
            </p>`
          : nothing
      }
      ${this.#renderView()}
    `;
  }

  #renderView(): TemplateResult {
    const { view } = this.#state;
    switch (view.kind) {
      case 'loading':
        return html`<chat-notice kind="loading" headline=${view.text}></chat-notice>`;
      case 'login':
        return html`<chat-login .app=${this.#app} .problem=${view.problem} .busy=${view.busy}></chat-login>`;
      case 'problem':
        return html`<chat-notice
          kind="problem"
          headline=${view.title}
          text=${view.text}
          action=${view.canRetry ? 'Try again' : ''}
          @act=${() => this.#app?.retry()}
        ></chat-notice>`;
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

  #renderChat(): TemplateResult {
    const { mode, open } = this.#state;
    const room = html`<chat-room .app=${this.#app} .revision=${this.#revision()}></chat-room>`;
    if (mode === 'focus') return room;
    return html`<div class="client ${open ? 'has-open' : ''}">
      <chat-list .app=${this.#app} .revision=${this.#revision()}></chat-list>
      ${room}
    </div>`;
  }

  /** Children look at the same state: this tells them that it is another one. */
  #revision(): object {
    return {};
  }
}
