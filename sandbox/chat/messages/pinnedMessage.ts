import { html, nothing, type TemplateResult } from 'lit';
import type { Message } from '../../podApi/messages.js';
import { icons } from '../look/icons.js';
import { renderMessageText } from '../messageContent/messageText.js';
import { namesIn } from '../messageContent/messageWords.js';

/** The message that is kept in sight over the chat. */
export function pinnedMessage(
  message: Message,
  on: { go: () => void; unpin: (() => void) | undefined },
): TemplateResult {
  return html`<aside class="pinned" aria-label="Pinned message" data-testid="pinned">
    ${icons.pin}
    <button class="pinned-text" title="Go to the message" @click=${on.go}>
      <strong>${message.author.displayName}</strong>
      <span>${firstWords(message)}</span>
    </button>
    ${
      on.unpin
        ? html`<button
            class="icon-button"
            aria-label="Unpin"
            title="Unpin"
            data-testid="pinned-unpin"
            @click=${on.unpin}
          >
            ${icons.close}
          </button>`
        : nothing
    }
  </aside>`;
}

function firstWords({ text, format, entities, isSuppressed }: Message): string {
  if (isSuppressed) return 'This message was suppressed.';
  const words = renderMessageText(text, { format, entities, isPreview: true }).textContent.trim();
  return words || (namesIn(entities)[0] ?? 'A message without words');
}
