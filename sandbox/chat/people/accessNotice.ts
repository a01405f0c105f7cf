import { html, nothing, type TemplateResult } from 'lit';
import type { Access } from '../../podApi/rooms.js';
import type { View } from '../app/chatState.js';
import { AttemptElement } from './attemptElement.js';

/** Beneath "you are not in this chat": the way into it, if there is one. */
export class AccessNotice extends AttemptElement {
  static override properties = { ...AttemptElement.properties, way: { attribute: false } };
  declare way: NonNullable<Extract<View, { kind: 'problem' }>['wayIn']>;

  protected override render(): TemplateResult {
    const { access, isRefused } = this.way;
    return html`<div class="connect">
      ${isRefused ? html`<p role="status" class="quiet">An owner of the room has refused.</p>` : nothing}
      ${this.#renderWay(access)} ${this.renderProblem()}
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
      @click=${() => void this.attempt(label.toLowerCase(), act)}
    >
      ${label}
    </button>`;
  }
}
