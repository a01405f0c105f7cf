import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { avatar } from './avatar.js';
import type { ChatApp } from './chatApp.js';
import { briefly } from './clock.js';
import { icons, mark } from './icons.js';
import type { Stream, User } from './podApi.js';

/** Collaboration mode's list of chats, with a search in it and, where it is allowed, a way to start one. */
export class ChatList extends LitElement {
  static override properties = {
    app: { attribute: false },
    revision: { attribute: false },
    search: { state: true },
    people: { state: true },
  };
  declare app: ChatApp | undefined;
  declare revision: object;
  declare search: string;
  declare people: User[];

  constructor() {
    super();
    this.search = '';
    this.people = [];
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { app } = this;
    if (!app) return nothing;
    const { streams, settings, user } = app.state;
    const wanted = this.search.trim().toLowerCase();
    const found = streams.filter(({ name }) => name.toLowerCase().includes(wanted));
    return html`<nav class="list" aria-label="Chats">
      <header class="list-head">
        ${settings.symphonyLogo === false ? nothing : mark}
        <h1>Chats</h1>
        ${settings.allowChatCreation ? this.#renderNew(user) : nothing}
        <user-menu .app=${app} .user=${user}></user-menu>
      </header>
      <label class="list-search">
        ${icons.search}
        <input
          type="search"
          placeholder="Search chats"
          aria-label="Search chats"
          @input=${this.#handleSearch}
        />
      </label>
      <ul data-testid="chat-list">
        ${repeat(
          found,
          ({ id }) => id,
          (stream) => this.#renderStream(stream),
        )}
        ${found.length ? nothing : html`<li class="log-empty">No chat of that name.</li>`}
      </ul>
    </nav>`;
  }

  #renderStream(stream: Stream): TemplateResult {
    const { id, name, type, lastMessage, unread, members } = stream;
    const { open, user } = this.app?.state ?? {};
    const other = members.find((member) => member.id !== user?.id);
    return html`<li>
      <button
        class="list-item ${unread ? 'has-unread' : ''}"
        aria-current=${open?.stream.id === id ? 'true' : 'false'}
        @click=${() => {
          this.app?.show({ streamId: id }).catch(console.warn);
        }}
      >
        ${
          type === 'direct' && other
            ? avatar(other)
            : html`<span class="avatar is-place">${type === 'room' ? icons.room : icons.group}</span>`
        }
        <span class="list-name">${name}</span>
        ${lastMessage ? html`<time>${briefly(lastMessage.sentAt)}</time>` : nothing}
        <span class="list-last">${lastMessage ? plain(lastMessage.text) : 'No messages yet'}</span>
        ${unread ? html`<span class="badge" aria-label=${`${String(unread)} unread`}>${unread}</span>` : nothing}
      </button>
    </li>`;
  }

  #renderNew(user: User | undefined): TemplateResult {
    return html`<button
        class="icon-button"
        aria-label="Start a chat"
        popovertarget="new-chat"
        data-testid="new-chat"
        @click=${this.#loadPeople}
      >
        ${icons.plus}
      </button>
      <div id="new-chat" class="popover" popover role="dialog" aria-label="Start a chat">
        <h2>Start a chat with</h2>
        <ul class="people">
          ${this.people
            .filter(({ id }) => id !== user?.id)
            .map(
              (person) =>
                html`<li>
                  <button
                    class="person"
                    @click=${() => {
                      this.#start(person);
                    }}
                  >
                    ${avatar(person)}${person.displayName}
                  </button>
                </li>`,
            )}
        </ul>
      </div>`;
  }

  #handleSearch(event: InputEvent): void {
    this.search = (event.currentTarget as HTMLInputElement).value;
  }

  async #loadPeople(): Promise<void> {
    const answer = await this.app?.people();
    this.people = answer?.users ?? [];
  }

  #start({ id }: User): void {
    this.querySelector<HTMLElement>('#new-chat')?.hidePopover();
    this.app?.show({ userIds: [id] }).catch(console.warn);
  }
}

/** A message in one line, without its marks. */
function plain(text: string): string {
  return text.replaceAll(/[*_`>]/g, '').replaceAll(/\s+/g, ' ');
}
