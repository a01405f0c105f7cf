import { html, type TemplateResult } from 'lit';
import type { Message } from '../../podApi/messages.js';
import { timeOf } from '../look/clock.js';

/** What happened in a chat, in one quiet line. */
export function systemMessage({ id, author, maestro, sentAt }: Message): TemplateResult {
  return html`<p class="system-message" data-testid="system-message" data-message-id=${id}>
    ${wordsFor(author.displayName, maestro)}
    <time datetime=${sentAt}>${timeOf(sentAt)}</time>
  </p>`;
}

function wordsFor(doer: string, maestro: Message['maestro']): string {
  const somebody = maestro?.userName ?? doer;
  switch (maestro?.event) {
    case 'JOIN_ROOM':
      return `${somebody} joined`;
    case 'LEAVE_ROOM':
      return `${somebody} left`;
    case 'DEACTIVATE_ROOM':
      return `${doer} closed the room`;
    case 'UPDATE_ROOM':
      if (maestro.roomUpdate?.updateType === 'PIN_MESSAGE') return `${somebody} pinned a message`;
      if (maestro.roomUpdate?.updateType === 'UNPIN_MESSAGE') return `${somebody} unpinned the message`;
      return `${somebody} changed the room`;
    case undefined:
      return `${doer} changed the chat`;
  }
}
