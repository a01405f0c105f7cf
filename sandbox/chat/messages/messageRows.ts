import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Message } from '../../podApi/messages.js';
import { dayNumberOf, dayOf } from '../look/clock.js';
import { buttonsBelow } from '../messageContent/messageButtons.js';
import { setLinkAccess, type LinkAccess } from '../messageContent/messageLinks.js';
import { renderMessageText } from '../messageContent/messageText.js';
import { chatMessage, type MessageParts } from './chatMessage.js';
import { leaveOutOfTabOrder } from './messageFocus.js';
import { systemMessage } from './systemMessage.js';

const TOGETHER_MS = 5 * 60_000;
/** Of how many messages that are not shown any more the elements are kept. */
const MOST_UNUSED = 50;

/** What all rows have in common. */
export interface RowLooks {
  userId: string | undefined;
  firstUnreadId: string | undefined;
  /** Whether authors' names show a card. */
  hasCards: boolean;
  links: LinkAccess;
}

/** The messages of a log as rows, each made once, and once more only when it is another one. */
export class MessageRows {
  readonly #parts = new Map<string, MessageParts>();
  readonly #dayNumbers = new WeakMap<Message, number>();
  readonly #rendered = new Set<string>();
  #links: LinkAccess | undefined;

  render(messages: readonly Message[], looks: RowLooks): unknown {
    const today = dayNumberOf(new Date());
    return repeat(
      messages,
      ({ id }) => id,
      (message, index) => {
        const before = messages[index - 1];
        const isNewDay = !before || this.#dayNumberOf(before) !== this.#dayNumberOf(message);
        const isFirstUnread = message.id === looks.firstUnreadId;
        const isFurther = !isNewDay && !isFirstUnread && isTogether(before, message);
        const isMine = message.author.id === looks.userId;
        // Yesterday is called so for a day only.
        const dayKey = isNewDay ? today : 0;
        return html`<div class="log-row">
          ${guard([message, dayKey, isFirstUnread, isFurther, isMine, looks.hasCards], () => {
            if (message.kind === 'social') this.#rendered.add(message.id);
            return html`
              ${isNewDay ? html`<p class="day"><span>${dayOf(message.sentAt)}</span></p>` : nothing}
              ${isFirstUnread ? html`<p class="day is-new"><span>New</span></p>` : nothing}
              ${
                message.kind === 'maestro'
                  ? systemMessage(message)
                  : chatMessage(message, {
                      isMine,
                      isFurther,
                      hasCard: looks.hasCards,
                      ...this.#partsOf(message),
                    })
              }
            `;
          })}
        </div>`;
      },
    );
  }

  /**
   * To be called when the rows are there: what is new in them is not in the order of Tab, and has the links it may have.
   */
  finish(rows: Element, { links }: RowLooks): void {
    // What is new is at the end most of the time.
    for (let row = rows.lastElementChild; row && this.#rendered.size; row = row.previousElementSibling) {
      const message = row.lastElementChild as HTMLElement | null;
      if (!message || !this.#rendered.delete(message.dataset['messageId'] ?? '')) continue;
      leaveOutOfTabOrder(message);
      setLinkAccess(message, links);
    }
    if (links.external !== this.#links?.external || links.internal !== this.#links.internal) {
      for (const { text } of this.#parts.values()) setLinkAccess(text, links);
      this.#links = links;
    }
    if (this.#parts.size > MOST_UNUSED + rows.childElementCount) this.#forgetAllBut(rows);
  }

  /** The same elements each time: somebody may have selected something in them. */
  #partsOf({ id, text, format, entities }: Message): MessageParts {
    const known = this.#parts.get(id);
    if (known) return known;
    const element = document.createElement('div');
    element.className = 'message-text';
    element.append(renderMessageText(text, { format, entities }));
    const parts = { text: element, buttons: buttonsBelow(element, entities) };
    this.#parts.set(id, parts);
    return parts;
  }

  #forgetAllBut(rows: Element): void {
    for (const [id, { text }] of this.#parts) if (!rows.contains(text)) this.#parts.delete(id);
  }

  #dayNumberOf(message: Message): number {
    const known = this.#dayNumbers.get(message);
    if (known !== undefined) return known;
    const number = dayNumberOf(new Date(message.sentAt));
    this.#dayNumbers.set(message, number);
    return number;
  }
}

/** Whether two messages are of one author, and so soon after each other that the name need not be said again. */
function isTogether(before: Message, message: Message): boolean {
  return (
    before.kind === 'social' &&
    before.author.id === message.author.id &&
    Date.parse(message.sentAt) - Date.parse(before.sentAt) < TOGETHER_MS
  );
}
