import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Access } from '../../podApi/rooms.js';
import type { ChatApp } from '../app/chatApp.js';
import type { View } from '../app/chatState.js';
import { inWords } from '../pod/podProblem.js';

/** Beneath "you are not in this chat": the way into it, if there is one. */
export class AccessNotice extends LitElement {
  static override properties = {
    app: { attribute: false },
    way: { attribute: false },
    problem: { state: true },
  };
  declare app: ChatApp | undefined;
  declare way: NonNullable<Extract<View, { kind: 'problem' }>['wayIn']>;
  declare problem: string;

  constructor() {
    super();
    this.problem = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { access, isRefused } = this.way;
    return html`<div class="connect">
      ${isRefused ? html`<p role="status" class="quiet">An owner of the room has refused.</p>` : nothing}
      ${this.#renderWay(access)}
      <p class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>
    </div>`;
  }

  #renderWay(access: Access): TemplateResult | typeof nothing {
    const { streamId } = this.way;
    switch (access) {
      case 'ask':
        return this.#renderButton('Ask for access', async () => {
          await this.app?.wayIn.ask(streamId);
        });
      case 'asked':
        return html`<p role="status" class="quiet" data-testid="access-asked">
          You have asked for access. The chat opens when an owner lets you in.
        </p>`;
      case 'join':
        return this.#renderButton('Join this room', async () => {
          await this.app?.rooms.join(streamId);
        });
      case 'member':
      case 'none':
        return nothing;
    }
  }

  #renderButton(label: string, act: () => Promise<void>): TemplateResult {
    return html`<button
      class="button is-primary"
      data-testid="access-way"
      @click=${() => void this.#attempt(label.toLowerCase(), act)}
    >
      ${label}
    </button>`;
  }

  async #attempt(doing: string, act: () => Promise<void>): Promise<void> {
    this.problem = '';
    try {
      await act();
    } catch (thrown) {
      this.problem = inWords(thrown, doing);
    }
  }
}
