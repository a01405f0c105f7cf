import { html, nothing, type TemplateResult } from 'lit';
import type { ChatApp } from '../app/chatApp.js';

/** What stands in the place of a chat while none is open. */
export function noChat(app: ChatApp): TemplateResult {
  const isFocus = app.state.mode === 'focus';
  return html`${
      isFocus
        ? html`<header class="room-head is-bare">
            <span class="room-title"></span>
            <user-menu .app=${app} .user=${app.state.user}></user-menu>
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
