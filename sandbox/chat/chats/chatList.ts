import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { PageElement } from '../../look/pageElement.js';
import type { Stream } from '../../podApi/streams.js';
import type { ChatApp } from '../app/chatApp.js';
import type { ChatState } from '../app/chatState.js';
import { briefly } from '../look/clock.js';
import { icons, mark } from '../look/icons.js';
import { moduleIcons } from '../look/moduleIcons.js';
import { inOneLine } from '../messageContent/messageWords.js';
import { avatar } from '../people/avatar.js';

/** Collaboration mode's list of chats, with a search in it, the ways to something new, and the apps. */
export class ChatList extends PageElement {
  static override properties = {
    app: { attribute: false },
    revision: { attribute: false },
    search: { state: true },
  };
  declare app: ChatApp | undefined;
  declare revision: object;
  declare search: string;

  constructor() {
    super();
    this.search = '';
  }

  protected override render(): TemplateResult | typeof nothing {
    const { app } = this;
    if (!app) return nothing;
    const { streams, settings, user, listed } = app.state;
    const wanted = this.search.trim().toLowerCase();
    const found = streams.filter(
      (stream) => isListed(stream, listed) && stream.name.toLowerCase().includes(wanted),
    );
    return html`<nav class="list" aria-label="Chats">
      <header class="list-head">
        ${settings.symphonyLogo === false ? nothing : mark}
        <h1>${listed === 'room' ? 'Rooms' : 'Chats'}</h1>
        <user-menu .app=${app} .user=${user}></user-menu>
      </header>
      ${this.#renderTools(app)}
      <label class="list-search">
        ${icons.search}
        <input
          type="search"
          placeholder="Search chats, people, rooms"
          aria-label="Search chats, people and rooms"
          .value=${this.search}
          @input=${this.#handleSearch}
        />
      </label>
      <div class="list-scroll">
        <connection-list .app=${app} .revision=${this.revision}></connection-list>
        <access-requests .app=${app} .streams=${streams} hasRoomNames></access-requests>
        <ul data-testid="chat-list" aria-label="Chats">
          ${repeat(
            found,
            ({ id }) => id,
            (stream) => this.#renderStream(stream),
          )}
          ${
            found.length
              ? nothing
              : html`<li class="log-empty">${wanted ? 'No chat of that name.' : 'No chats yet.'}</li>`
          }
        </ul>
        ${wanted ? html`<search-results .app=${app} .words=${wanted} @done=${this.#handleDone}></search-results>` : nothing}
      </div>
      ${this.#renderTray(app)}
    </nav>`;
  }

  #renderTools(app: ChatApp): TemplateResult {
    const { state, outbox, rooms } = app;
    const tool = (
      testId: string,
      label: string,
      icon: unknown,
      start: () => Promise<unknown>,
    ): TemplateResult =>
      html`<button
        class="tool"
        data-testid=${testId}
        @click=${() => {
          start().catch(console.debug);
        }}
      >
        ${icon} ${label}
      </button>`;
    return html`<div class="list-tools" role="group" aria-label="New">
      ${
        state.settings.allowChatCreation
          ? [
              tool('new-chat', 'Chat', icons.plus, () => app.startChat()),
              tool('new-room', 'Room', icons.plus, () =>
                rooms.create({ name: '', userIds: [], options: {} }),
              ),
            ]
          : nothing
      }
      ${tool('new-blast', 'Blast', moduleIcons.blast, () => outbox.blast())}
    </div>`;
  }

  #renderStream(stream: Stream): TemplateResult {
    const { id, name, type, lastMessage, unread, members, isActive } = stream;
    const { open, user } = this.app?.state ?? {};
    const other = members.find((member) => member.id !== user?.id);
    const last = !isActive ? 'Closed' : lastMessage ? inOneLine(lastMessage) : 'No messages yet';
    return html`<li>
      <button
        class="list-item ${unread ? 'has-unread' : ''}"
        aria-current=${open?.stream.id === id ? 'true' : 'false'}
        @click=${() => void this.#open(id)}
      >
        ${
          type === 'direct' && other
            ? avatar(other)
            : html`<span class="avatar is-place">${type === 'room' ? icons.room : icons.group}</span>`
        }
        <span class="list-name">${name}</span>
        ${lastMessage ? html`<time>${briefly(lastMessage.sentAt)}</time>` : nothing}
        <span class="list-last">${last}</span>
        ${unread ? html`<span class="badge" aria-label=${`${unread} unread`}>${unread}</span>` : nothing}
      </button>
    </li>`;
  }

  #renderTray({ state, extensions, prompts }: ChatApp): TemplateResult | typeof nothing {
    if (!state.apps.length) return nothing;
    return html`<div class="app-tray" role="group" aria-label="Apps" data-testid="app-tray">
      ${state.apps.map(
        ({ id, name }) =>
          html`<button
            class="tool"
            aria-pressed=${state.appView?.app?.id === id ? 'true' : 'false'}
            @click=${() => {
              prompts.replace();
              void extensions.open(id);
            }}
          >
            ${moduleIcons.app} ${name}
          </button>`,
      )}
    </div>`;
  }

  #handleSearch(event: InputEvent): void {
    this.search = (event.currentTarget as HTMLInputElement).value;
  }

  #handleDone(): void {
    this.search = '';
  }

  async #open(streamId: string): Promise<void> {
    try {
      await this.app?.show({ streamId });
      // Who chose it has seen it.
      this.app?.handleActivity();
    } catch (thrown) {
      console.warn(thrown);
    }
  }
}

function isListed({ type }: Stream, listed: ChatState['listed']): boolean {
  return listed === 'all' || (type === 'room') === (listed === 'room');
}
