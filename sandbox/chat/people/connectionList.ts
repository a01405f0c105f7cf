import { html, nothing, type TemplateResult } from 'lit';
import type { Person } from '../../podApi/people.js';
import { AttemptElement } from './attemptElement.js';
import { personLine } from './personLine.js';

/** People of other companies who ask for a connection. */
export class ConnectionList extends AttemptElement {
  static override properties = { ...AttemptElement.properties, revision: { attribute: false } };
  declare revision: object;

  protected override render(): TemplateResult | typeof nothing {
    const asking = this.app?.state.connections.filter(({ status }) => status === 'pending_incoming') ?? [];
    if (!asking.length) return nothing;
    return html`<section class="requests" aria-labelledby="requests-headline">
      <h2 id="requests-headline">Connection requests</h2>
      <ul>
        ${asking.map(({ user }) => this.#renderRequest(user))}
      </ul>
      ${this.renderProblem()}
    </section>`;
  }

  #renderRequest(person: Person): TemplateResult {
    const { id, displayName } = person;
    return html`<li class="request" data-testid="connection-request">
      ${personLine(person)}
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
    await this.attempt('answer the request', way);
  }
}
