import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { PageElement } from '../../look/pageElement.js';
import type { Profile } from '../../podApi/people.js';
import type { OpenRoom } from '../../podApi/rooms.js';
import type { ChatApp } from '../app/chatApp.js';
import { icons } from '../look/icons.js';
import { avatar } from '../people/avatar.js';
import { inWords } from '../pod/podProblem.js';

/** What else the words of a search mean: people, and rooms of the company that the user is not in. */
export class SearchResults extends PageElement {
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
          ? html`<h2 class="list-part">Rooms</h2>
              <ul data-testid="found-rooms">
                ${rooms.map((room) => this.#renderRoom(room))}
              </ul>`
          : nothing
      }
      <p class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>
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

  #renderRoom(room: OpenRoom): TemplateResult {
    const { name, memberCount } = room;
    return html`<li class="request">
      <span class="avatar is-place">${icons.room}</span>
      <p>
        <strong>${name}</strong
        ><span class="quiet">${memberCount === 1 ? '1 member' : `${memberCount} members`}</span>
      </p>
      ${this.#renderWayInto(room)}
    </li>`;
  }

  /** Whoever may not join a room by themselves may ask its owners. */
  #renderWayInto({ id, name, canJoin, hasAsked }: OpenRoom): TemplateResult {
    if (hasAsked && !canJoin) return html`<span class="quiet">Asked</span>`;
    const label = canJoin ? 'Join' : 'Ask';
    const act = canJoin
      ? async (): Promise<void> => {
          await this.app?.rooms.join(id);
          this.dispatchEvent(new CustomEvent('done'));
        }
      : async (): Promise<void> => {
          await this.app?.rooms.askForAccess(id);
          await this.#search();
        };
    return html`<button
      class="button is-small"
      aria-label=${canJoin ? `Join: ${name}` : `Ask to be let in: ${name}`}
      data-testid=${canJoin ? 'join-room' : 'ask-room'}
      @click=${() => void this.#attempt(canJoin ? 'join the room' : 'ask for access', act)}
    >
      ${label}
    </button>`;
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
