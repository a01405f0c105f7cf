import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Connection, Profile } from '../../podApi/people.js';
import type { ChatApp } from '../app/chatApp.js';
import { inWords } from '../pod/podProblem.js';

/** Beneath "you are not connected": asks those people for a connection. */
export class ConnectNotice extends LitElement {
  static override properties = {
    app: { attribute: false },
    people: { attribute: false },
    statuses: { state: true },
    problem: { state: true },
  };
  declare app: ChatApp | undefined;
  declare people: readonly Profile[];
  /** What became of it, by person. */
  declare statuses: Readonly<Record<string, Connection>>;
  declare problem: string;

  constructor() {
    super();
    this.people = [];
    this.statuses = {};
    this.problem = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return html`<div class="connect">
      ${this.people.map((person) => this.#renderPerson(person))}
      <p class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>
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
    this.problem = '';
    try {
      const status = await this.app?.people.connect(userId);
      if (status) this.statuses = { ...this.statuses, [userId]: status };
      if (status === 'accepted') this.app?.retry();
    } catch (thrown) {
      this.problem = inWords(thrown, 'ask for a connection');
    }
  }
}
