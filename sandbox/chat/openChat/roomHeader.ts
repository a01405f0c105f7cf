import { html, nothing, type TemplateResult } from 'lit';
import type { Stream } from '../../podApi/streams.js';
import type { ChatApp } from '../app/chatApp.js';
import { icons } from '../look/icons.js';
import { avatar } from '../people/avatar.js';
import { kindOf, roomInfo, sizeInWords } from './roomInfo.js';
import type { ShownParts } from './shownParts.js';

const SHOWN_MEMBERS = 3;

/** What the header shows, and what its buttons do. */
export interface RoomHeader {
  app: ChatApp;
  stream: Stream;
  parts: ShownParts;
  isSearching: boolean;
  /** Whether there is a box to write in; `undefined` where that is not for the user to say. */
  hasInput: boolean | undefined;
  onSearch: () => void;
  onInput: () => void;
}

/** What chat it is, who is in it, and what can be done with it. */
export function roomHeader(header: RoomHeader): TemplateResult {
  const { app, stream, parts } = header;
  const { mode, user } = app.state;
  return html`<header class="room-head ${parts.showTitle ? '' : 'is-bare'}">
    ${
      mode === 'collaboration'
        ? html`<button
            class="icon-button back"
            aria-label="Back to the list of chats"
            @click=${() => {
              app.state.set({ open: undefined });
            }}
          >
            ${icons.back}
          </button>`
        : nothing
    }
    <div class="room-title">
      ${
        parts.showTitle
          ? html`<h1 data-testid="chat-title" title=${stream.name}>${stream.name}</h1>
              <p>${subtitleOf(stream, user?.id)}</p>`
          : nothing
      }
    </div>
    ${parts.showMembers ? renderMembers(header) : nothing}
    ${
      parts.showChatSearch
        ? html`<button
            class="icon-button"
            aria-label="Search in this chat"
            title="Search"
            aria-expanded=${header.isSearching ? 'true' : 'false'}
            data-testid="search"
            @click=${header.onSearch}
          >
            ${icons.search}
          </button>`
        : nothing
    }
    ${
      parts.showInfo
        ? html`<button
              class="icon-button"
              aria-label="About this chat"
              title="About this chat"
              popovertarget="room-info"
              data-testid="info"
            >
              ${icons.info}
            </button>
            <div id="room-info" class="popover" popover role="dialog" aria-label="About this chat">
              ${roomInfo(stream)}
            </div>`
        : nothing
    }
    ${header.hasInput === undefined ? nothing : renderSwitch(header.hasInput, header.onInput)}
    ${mode === 'focus' ? html`<user-menu .app=${app} .user=${user}></user-menu>` : nothing}
  </header>`;
}

function renderMembers({ app, stream, parts }: RoomHeader): TemplateResult {
  const { members } = stream;
  const names = members.map(({ displayName }) => displayName).join(', ');
  return html`<button
      class="members"
      popovertarget="room-members"
      data-testid="members"
      title="Members"
      aria-label=${`Members: ${names}`}
    >
      ${members.slice(0, SHOWN_MEMBERS).map((member) => avatar(member))}
      ${members.length > 1 ? renderMore(members.length - 1, 'is-narrow') : nothing}
      ${members.length > SHOWN_MEMBERS ? renderMore(members.length - SHOWN_MEMBERS, 'is-wide') : nothing}
    </button>
    <member-list
      id="room-members"
      class="popover"
      popover
      role="dialog"
      aria-label="Members"
      .app=${app}
      .stream=${stream}
      .canAddPeople=${parts.canAddPeople}
    ></member-list>`;
}

/** How many more there are, where all are shown that find room, or where only the first one does. */
function renderMore(count: number, where: 'is-narrow' | 'is-wide'): TemplateResult {
  return html`<span class="avatar is-more ${where}" aria-hidden="true" data-initials=${`+${count}`}></span>`;
}

function renderSwitch(hasInput: boolean, handle: () => void): TemplateResult {
  return html`<button
    class="icon-button"
    role="switch"
    aria-checked=${hasInput ? 'true' : 'false'}
    aria-label="Message box"
    title=${hasInput ? 'Turn the message box off' : 'Turn the message box on'}
    data-testid="disable-input"
    @click=${handle}
  >
    ${hasInput ? icons.pen : icons.penOff}
  </button>`;
}

function subtitleOf(stream: Stream, userId: string | undefined): string {
  const { type, members } = stream;
  const other = type === 'direct' ? members.find(({ id }) => id !== userId) : undefined;
  return [kindOf(stream), other ? other.company : sizeInWords(stream)].filter(Boolean).join(' · ');
}
