import { html, nothing, type TemplateResult } from 'lit';
import type { Person } from '../../podApi/people.js';
import type { Stream } from '../../podApi/streams.js';
import { AttemptElement } from './attemptElement.js';
import { personLine } from './personLine.js';

/** People who ask to be let into rooms that the user owns. */
export class AccessRequests extends AttemptElement {
  static override properties = {
    ...AttemptElement.properties,
    streams: { attribute: false },
    hasRoomNames: { type: Boolean },
  };
  declare streams: readonly Stream[];
  /** Whether to say which room it is about. */
  declare hasRoomNames: boolean;

  constructor() {
    super();
    this.streams = [];
    this.hasRoomNames = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    const asked = this.streams.flatMap((stream) =>
      (stream.accessRequests ?? []).map((person) => ({ stream, person })),
    );
    if (!asked.length) return nothing;
    return html`<section class="requests" aria-label="Requests for access">
      <h2>${asked.length === 1 ? 'Asks to be let in' : 'Ask to be let in'}</h2>
      <ul>
        ${asked.map(({ stream, person }) => this.#renderRequest(stream, person))}
      </ul>
      ${this.renderProblem()}
    </section>`;
  }

  #renderRequest(stream: Stream, person: Person): TemplateResult {
    const { displayName } = person;
    return html`<li class="request" data-testid="access-request">
      ${personLine(person, this.hasRoomNames ? stream.name : person.company)}
      <span class="request-ways">
        <button
          class="button is-small"
          aria-label=${`Refuse ${displayName}`}
          data-testid="access-refuse"
          @click=${() => void this.#answer(() => this.app?.rooms.refuseAccess(stream.id, person.id), person)}
        >
          Refuse
        </button>
        <button
          class="button is-primary is-small"
          aria-label=${`Let ${displayName} in`}
          data-testid="access-accept"
          @click=${() => void this.#answer(() => this.app?.rooms.acceptAccess(stream.id, person.id), person)}
        >
          Let in
        </button>
      </span>
    </li>`;
  }

  async #answer(way: () => Promise<void> | undefined, person: Person): Promise<void> {
    await this.attempt('answer the request', way, [person]);
  }
}
