import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { avatar } from './avatar.js';
import type { ChatApp } from './chatApp.js';
import { icons } from './icons.js';
import type { Stream } from './podApi.js';

const SHOWN_MEMBERS = 3;

/** The open chat: its title and people, what was said, and the box to say something. */
export class ChatRoom extends LitElement {
  static override properties = {
    app: { attribute: false },
    revision: { attribute: false },
    search: { state: true },
  };
  declare app: ChatApp | undefined;
  declare revision: object;
  /** What is looked for in the chat; `undefined` when nobody is looking. */
  declare search: string | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { app } = this;
    if (!app) return nothing;
    const { open, settings, mode } = app.state;
    if (!open) return this.#renderEmpty();
    const { showCompose = true, showEditor = true, showDisableInput = true } = settings;
    const writes = showCompose && showEditor;
    return html`
      ${this.#renderHeader(open.stream)} ${this.search === undefined ? nothing : this.#renderSearch()}
      <chat-log
        .open=${open}
        .userId=${app.state.user?.id}
        .search=${this.search ?? ''}
        .settings=${settings}
        @internallink=${(event: CustomEvent<string>) => {
          app.followInternalLink(event.detail);
        }}
      ></chat-log>
      ${
        writes
          ? html`<chat-composer
              .app=${app}
              .streamId=${open.stream.id}
              .streamName=${open.stream.name}
            ></chat-composer>`
          : showDisableInput && mode === 'focus'
            ? html`<p class="no-composer">You can read this chat here, not write in it.</p>`
            : nothing
      }
    `;
  }

  #renderHeader(stream: Stream): TemplateResult {
    const {
      showTitle = true,
      showMembers = true,
      showInfo = true,
      showChatSearch = true,
    } = this.app?.state.settings ?? {};
    const people = stream.members.length;
    return html`<header class="room-head ${showTitle ? '' : 'is-bare'}">
      ${
        this.app?.state.mode === 'collaboration'
          ? html`<button
              class="icon-button back"
              aria-label="Back to the list of chats"
              @click=${this.#handleBack}
            >
              ${icons.back}
            </button>`
          : nothing
      }
      ${
        showTitle
          ? html`<div class="room-title">
              <h1 data-testid="chat-title" title=${stream.name}>${stream.name}</h1>
              <p>${kindOf(stream)}${stream.type === 'direct' ? nothing : ` · ${String(people)} members`}</p>
            </div>`
          : html`<span class="room-title"></span>`
      }
      ${
        showMembers
          ? html`<div
              class="members"
              role="img"
              data-testid="members"
              aria-label=${`Members: ${namesOf(stream)}`}
            >
              ${stream.members.slice(0, SHOWN_MEMBERS).map((member) => avatar(member))}
              ${people > SHOWN_MEMBERS ? html`<span class="avatar is-more">+${people - SHOWN_MEMBERS}</span>` : nothing}
            </div>`
          : nothing
      }
      ${
        showChatSearch
          ? html`<button
              class="icon-button"
              aria-label="Search in this chat"
              aria-expanded=${this.search === undefined ? 'false' : 'true'}
              data-testid="search"
              @click=${this.#handleSearch}
            >
              ${icons.search}
            </button>`
          : nothing
      }
      ${
        showInfo
          ? html`<button
                class="icon-button"
                aria-label="About this chat"
                popovertarget="room-info"
                data-testid="info"
              >
                ${icons.info}
              </button>
              ${this.#renderInfo(stream)}`
          : nothing
      }
      ${this.#renderUser()}
    </header>`;
  }

  #renderInfo(stream: Stream): TemplateResult {
    return html`<div id="room-info" class="popover" popover role="dialog" aria-label="About this chat">
      <h2>${stream.name}</h2>
      <p class="quiet">${kindOf(stream)}, ${stream.members.length} members</p>
      <ul class="people">
        ${stream.members.map((member) => html`<li>${avatar(member)}<span>${member.displayName}</span></li>`)}
      </ul>
    </div>`;
  }

  #renderSearch(): TemplateResult {
    return html`<div class="search-bar" role="search">
      ${icons.search}
      <input
        type="search"
        aria-label="Search in this chat"
        placeholder="Search in this chat"
        .value=${this.search ?? ''}
        @input=${this.#handleSearchInput}
        @keydown=${this.#handleSearchKey}
      />
      <button class="icon-button" aria-label="Close the search" @click=${this.#closeSearch}>
        ${icons.close}
      </button>
    </div>`;
  }

  #renderEmpty(): TemplateResult {
    const isFocus = this.app?.state.mode === 'focus';
    return html`${
        isFocus
          ? html`<header class="room-head is-bare">
              <span class="room-title"></span>${this.#renderUser()}
            </header>`
          : nothing
      }
      <chat-notice
        kind="empty"
        headline="No chat is open"
        text=${
          isFocus
            ? 'The page around this frame opens one here.'
            : 'Choose one from the list, and it opens here.'
        }
      ></chat-notice>`;
  }

  /** In Collaboration mode it stands over the list. */
  #renderUser(): TemplateResult | typeof nothing {
    if (this.app?.state.mode !== 'focus') return nothing;
    return html`<user-menu .app=${this.app} .user=${this.app.state.user}></user-menu>`;
  }

  #handleBack(): void {
    this.app?.state.set({ open: undefined });
  }

  #handleSearch(): void {
    if (this.search !== undefined) {
      this.#closeSearch();
      return;
    }
    this.search = '';
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.search-bar input')?.focus());
  }

  #handleSearchInput(event: InputEvent): void {
    this.search = (event.currentTarget as HTMLInputElement).value;
  }

  #handleSearchKey({ key }: KeyboardEvent): void {
    if (key === 'Escape') this.#closeSearch();
  }

  #closeSearch(): void {
    this.search = undefined;
    this.querySelector<HTMLElement>('[data-testid=search]')?.focus();
  }
}

function kindOf({ type }: Stream): string {
  return { direct: 'Direct chat', group: 'Group chat', room: 'Room' }[type];
}

function namesOf({ members }: Stream): string {
  return members.map(({ displayName }) => displayName).join(', ');
}
