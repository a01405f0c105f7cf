import { html, nothing, type TemplateResult } from 'lit';
import type { Connection, Person, Profile } from '../../podApi/people.js';
import type { ChatApp } from '../app/chatApp.js';
import { avatar } from '../people/avatar.js';

/** Somebody, as far as is known by now. */
export type KnownPerson = Person & Partial<Profile>;

const CONNECTIONS: Record<Connection, string> = {
  self: 'This is you',
  colleague: 'Colleague',
  accepted: 'Connected',
  pending_incoming: 'Wants to connect with you',
  pending_outgoing: 'Connection requested',
  none: 'Not connected',
};

/** What a card shows, and with what. */
export interface ProfileCard {
  person: KnownPerson;
  /** Whether the pod has still to say who it is. */
  isLearning: boolean;
  app: ChatApp;
  act: (work: () => unknown) => void;
}

/** Who somebody is, and what can be done with them. */
export function profileCard({ person, isLearning, app, act }: ProfileCard): TemplateResult {
  const { id, displayName, company, title, email, connection } = person;
  return html`<div data-testid="profile-card">
    <div class="person">
      ${avatar(person)}
      <div class="person-name">
        <h2>${displayName}</h2>
        <p class="quiet">${[title, company].filter(Boolean).join(', ')}</p>
      </div>
    </div>
    ${email ? html`<p class="card-fact">${email}</p>` : nothing}
    ${connection ? html`<p class="chip is-${connection}">${CONNECTIONS[connection]}</p>` : nothing}
    <div class="card-actions">
      ${connection ? renderWay(connection) : nothing}
      <button
        class="button is-primary"
        data-testid="view-contact"
        ?disabled=${isLearning}
        @click=${() => {
          act(() => {
            app.interop('ViewContact', {
              type: 'fdc3.contact',
              name: displayName,
              id: { ...(email && { email }), ...(id && { SYMPHONY_ID: id }) },
            });
          });
        }}
      >
        View Contact
      </button>
    </div>
  </div>`;

  function renderWay(to: Connection): TemplateResult | typeof nothing {
    if (to === 'self' || to === 'pending_outgoing') return nothing;
    if (to === 'colleague' || to === 'accepted') {
      return html`<button
        class="button is-secondary"
        data-testid="card-message"
        @click=${() => {
          act(() => app.show({ userIds: [id] }));
        }}
      >
        Message
      </button>`;
    }
    return html`<button
      class="button is-secondary"
      data-testid="card-connect"
      @click=${() => {
        act(() => app.people.connect(id));
      }}
    >
      ${to === 'none' ? 'Connect' : 'Accept'}
    </button>`;
  }
}
