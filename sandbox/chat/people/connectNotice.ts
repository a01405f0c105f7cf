import { html, nothing, type TemplateResult } from 'lit';
import type { Connection, Profile } from '../../podApi/people.js';
import { AttemptElement } from './attemptElement.js';

/** Beneath "you are not connected": asks those people for a connection. */
export class ConnectNotice extends AttemptElement {
  static override properties = {
    ...AttemptElement.properties,
    people: { attribute: false },
    statuses: { state: true },
  };
  declare people: readonly Profile[];
  /** What became of it, by person. */
  declare statuses: Readonly<Record<string, Connection>>;

  constructor() {
    super();
    this.people = [];
    this.statuses = {};
  }

  protected override render(): TemplateResult {
    return html`<div class="connect">
      ${this.people.map((person) => this.#renderPerson(person))} ${this.renderProblem()}
    </div>`;
  }

  #renderPerson(person: Profile): TemplateResult {
    const { id, displayName } = person;
    const status = this.statuses[id] ?? person.connection;
    if (status === 'pending_outgoing')
      return html`<p role="status" class="quiet">${displayName} has been asked for a connection.</p>`;
    if (status === 'accepted')
      return html`<p role="status" class="quiet">You are connected with ${displayName}.</p>`;
    return html`<button class="button is-primary" data-testid="connect" @click=${() => void this.#ask(id)}>
      ${
        status === 'pending_incoming' ? html`Accept the connection request` : html`Send a connection request`
      }${this.people.length > 1 ? html` to ${displayName}` : nothing}
    </button>`;
  }

  async #ask(userId: string): Promise<void> {
    await this.attempt('ask for a connection', async () => {
      const status = await this.app?.people.connect(userId);
      if (status) this.statuses = { ...this.statuses, [userId]: status };
      if (status === 'accepted') this.app?.retry();
    });
  }
}
