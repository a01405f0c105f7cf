import { html, nothing, type TemplateResult } from 'lit';
import type { Message } from '../../podApi/messages.js';
import { timeOf } from '../look/clock.js';
import { icons } from '../look/icons.js';
import { messageEntities } from '../messageContent/messageEntities.js';
import { avatar } from '../people/avatar.js';

/** What a message is made of, ready to be shown. */
export interface MessageParts {
  text: HTMLElement;
  /** The buttons that its text does not have in it. */
  buttons: HTMLElement | undefined;
}

/** How a message stands among the others. */
export interface MessageLooks extends MessageParts {
  isMine: boolean;
  /** Right after one of the same author, whose name need not be said again. */
  isFurther: boolean;
  /** Whether its author's name shows a card. */
  hasCard: boolean;
}

/** One message, with a button for what can be done with it. */
export function chatMessage(
  message: Message,
  { isMine, isFurther, hasCard, text, buttons }: MessageLooks,
): TemplateResult {
  const { id, author, sentAt, isMention, isBookmarked, isSuppressed } = message;
  const time = timeOf(sentAt);
  const classes = [
    'message',
    isMine && 'is-mine',
    isFurther && 'is-further',
    isMention && !isMine && !isSuppressed && 'is-mention',
    isSuppressed && 'is-suppressed',
  ].filter(Boolean);
  return html`<article
    class=${classes.join(' ')}
    aria-label=${`${author.displayName}, ${time}`}
    tabindex="-1"
    data-testid="message"
    data-message-id=${id}
  >
    ${avatar(author)}
    <p class="message-head">
      ${
        hasCard
          ? html`<button class="author" tabindex="-1">${author.displayName}</button>`
          : html`<strong class="author">${author.displayName}</strong>`
      }
      <time datetime=${sentAt}>${time}</time>
      ${isBookmarked ? html`<span class="bookmarked" title="Bookmarked">${icons.bookmark}<span class="unseen">Bookmarked</span></span>` : nothing}
    </p>
    <div class="message-body">
      ${isSuppressed ? html`<p class="quiet">This message was suppressed.</p>` : [text, buttons ?? nothing]}
      ${isSuppressed ? nothing : messageEntities(message.entities)}
    </div>
    ${
      isSuppressed
        ? nothing
        : html`<button
            class="icon-button more"
            aria-label=${`What to do with the message of ${author.displayName}, ${time}`}
            aria-haspopup="menu"
            aria-expanded="false"
            title="More"
            tabindex="-1"
            data-testid="message-menu"
          >
            ${icons.more}
          </button>`
    }
  </article>`;
}
