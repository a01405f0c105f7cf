import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Person } from '../../podApi/people.js';
import type { ChatApp } from '../app/chatApp.js';
import { inWords } from '../pod/podProblem.js';
import { avatar } from './avatar.js';

/** People of other companies who ask for a connection. */
export class ConnectionList extends LitElement {
  static override properties = {
    app: { attribute: false },
    revision: { attribute: false },
    problem: { state: true },
  };
  declare app: ChatApp | undefined;
  declare revision: object;
  declare problem: string;

  constructor() {
    super();
    this.problem = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult | typeof nothing {
    const asking = this.app?.state.connections.filter(({ status }) => status === 'pending_incoming') ?? [];
    if (!asking.length) return nothing;
    return html`<section class="requests" aria-labelledby="requests-headline">
      <h2 id="requests-headline">Connection requests</h2>
      <ul>
        ${asking.map(({ user }) => this.#renderRequest(user))}
      </ul>
      <p class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>
    </section>`;
  }

  #renderRequest(person: Person): TemplateResult {
    const { id, displayName, company } = person;
    return html`<li class="request" data-testid="connection-request">
      ${avatar(person)}
      <p><strong>${displayName}</strong><span class="quiet">${company}</span></p>
      <span class="request-ways">
        <button
          class="button is-small"
          aria-label=${`Decline ${displayName}`}
          data-testid="connection-decline"
          @click=${() => void this.#answer(() => this.app?.people.disconnect(id))}
        >
          Decline
        </button>
        <button
          class="button is-primary is-small"
          aria-label=${`Accept ${displayName}`}
          data-testid="connection-accept"
          @click=${() => void this.#answer(() => this.app?.people.accept(id))}
        >
          Accept
        </button>
      </span>
    </li>`;
  }

  async #answer(way: () => Promise<unknown> | undefined): Promise<void> {
    this.problem = '';
    try {
      await way();
    } catch (thrown) {
      this.problem = inWords(thrown, 'answer the request');
    }
  }
}
