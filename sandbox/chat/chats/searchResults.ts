import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Profile } from '../../podApi/people.js';
import type { OpenRoom } from '../../podApi/rooms.js';
import type { ChatApp } from '../app/chatApp.js';
import { icons } from '../look/icons.js';
import { avatar } from '../people/avatar.js';
import { inWords } from '../pod/podProblem.js';

/** What else the words of a search mean: people, and rooms that anybody of the company may join. */
export class SearchResults extends LitElement {
  static override properties = {
    app: { attribute: false },
    words: { attribute: false },
    people: { state: true },
    rooms: { state: true },
    problem: { state: true },
  };
  declare app: ChatApp | undefined;
  declare words: string;
  declare people: readonly Profile[];
  declare rooms: readonly OpenRoom[];
  declare problem: string;

  constructor() {
    super();
    this.people = this.rooms = [];
    this.problem = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('words')) void this.#attempt('search', () => this.#search());
  }

  protected override render(): TemplateResult {
    const { people, rooms } = this;
    return html`
      ${
        people.length
          ? html`<h2 class="list-part">People</h2>
              <ul data-testid="found-people">
                ${people.map((person) => this.#renderPerson(person))}
              </ul>`
          : nothing
      }
      ${
        rooms.length
          ? html`<h2 class="list-part">Public rooms</h2>
              <ul data-testid="found-rooms">
                ${rooms.map((room) => this.#renderRoom(room))}
              </ul>`
          : nothing
      }
      <p class="dialog-problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>
    `;
  }

  #renderPerson(person: Profile): TemplateResult {
    const { id, displayName, company, connection } = person;
    return html`<li class="request">
      ${avatar(person)}
      <p><strong>${displayName}</strong><span class="quiet">${company}</span></p>
      ${this.#renderWay(id, displayName, connection)}
    </li>`;
  }

  #renderWay(id: string, name: string, connection: Profile['connection']): TemplateResult | typeof nothing {
    const way = (label: string, testId: string, act: () => Promise<unknown> | undefined): TemplateResult =>
      html`<button
        class="button is-small"
        aria-label=${`${label}: ${name}`}
        data-testid=${testId}
        @click=${() => void this.#attempt(label.toLowerCase(), act)}
      >
        ${label}
      </button>`;
    switch (connection) {
      case 'none':
        return way('Connect', 'connect', () => this.#connect(id));
      case 'pending_incoming':
        return way('Accept', 'connect', () => this.#connect(id));
      case 'pending_outgoing':
        return html`<span class="quiet">Asked</span>`;
      case 'colleague':
      case 'accepted':
        return this.#mayOpen(id) ? way('Open', 'open-chat', () => this.#finish({ userIds: [id] })) : nothing;
      case 'self':
        return nothing;
    }
  }

  #renderRoom({ id, name, memberCount }: OpenRoom): TemplateResult {
    return html`<li class="request">
      <span class="avatar is-place">${icons.room}</span>
      <p><strong>${name}</strong><span class="quiet">${memberCount} members</span></p>
      <button
        class="button is-small"
        aria-label=${`Join: ${name}`}
        data-testid="join-room"
        @click=${() =>
          void this.#attempt('join the room', async () => {
            await this.app?.rooms.join(id);
            this.dispatchEvent(new CustomEvent('done'));
          })}
      >
        Join
      </button>
    </li>`;
  }

  /** A new chat only where the portal allows it; one that is there always. */
  #mayOpen(userId: string): boolean {
    const { settings, streams = [] } = this.app?.state ?? {};
    return (
      settings?.allowChatCreation === true ||
      streams.some(({ type, members }) => type === 'direct' && members.some(({ id }) => id === userId))
    );
  }

  async #search(): Promise<void> {
    const { app, words } = this;
    const [people = [], rooms = []] = await Promise.all([
      app?.people.search(words),
      app?.rooms.search(words),
    ]);
    if (words !== this.words) return;
    this.people = people.filter(({ id }) => id !== app?.state.user?.id);
    this.rooms = rooms;
  }

  async #connect(userId: string): Promise<void> {
    await this.app?.people.connect(userId);
    await this.#search();
  }

  async #finish(chat: { userIds: string[] }): Promise<void> {
    await this.app?.show(chat);
    this.dispatchEvent(new CustomEvent('done'));
  }

  async #attempt(doing: string, act: () => Promise<unknown> | undefined): Promise<void> {
    this.problem = '';
    try {
      await act();
    } catch (thrown) {
      this.problem = inWords(thrown, doing);
    }
  }
}
