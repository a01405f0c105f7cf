import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Message } from '../../podApi/messages.js';
import type { ChatApp } from '../app/chatApp.js';
import type { OpenChat } from '../app/chatState.js';
import type { HoverCard, SubjectAt } from '../cards/hoverCard.js';
import { dayOf } from '../look/clock.js';
import { icons } from '../look/icons.js';
import { buttonsBelow } from '../messageContent/messageButtons.js';
import { internalAddressOf, setLinkAccess } from '../messageContent/messageLinks.js';
import { tagOf } from '../messageContent/messageTags.js';
import { renderMessageText } from '../messageContent/messageText.js';
import { namesIn } from '../messageContent/messageWords.js';
import type { ShownParts } from '../openChat/shownParts.js';
import { chatMessage, type MessageParts } from './chatMessage.js';
import { actionsFor, isCopyable } from './messageActions.js';
import { MessageFocus } from './messageFocus.js';
import type { MessageMenu } from './messageMenu.js';
import { systemMessage } from './systemMessage.js';

const TOGETHER_MS = 5 * 60_000;
const NEAR_END_PX = 48;

/** What was said in a chat. Follows its end, unless the reader has gone up. */
export class ChatLog extends LitElement {
  static override properties = {
    app: { attribute: false },
    open: { attribute: false },
    search: { attribute: false },
    parts: { attribute: false },
    isBehind: { state: true },
  };
  declare app: ChatApp | undefined;
  declare open: OpenChat | undefined;
  declare search: string;
  declare parts: ShownParts;
  /** Something was said below of what the reader sees. */
  declare isBehind: boolean;
  #followsEnd = true;
  #lastTop = 0;
  #focus: MessageFocus | undefined;
  #texts = new Map<string, MessageParts>();
  readonly #resized = new ResizeObserver(() => {
    if (this.#followsEnd) this.#goToEnd();
  });

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  /** Brings a message into sight, where it is among those that are shown. */
  goTo(messageId: string): void {
    const message = this.querySelector<HTMLElement>(`[data-message-id="${CSS.escape(messageId)}"]`);
    message?.scrollIntoView({ block: 'center' });
    message?.focus({ preventScroll: true });
  }

  protected override firstUpdated(): void {
    const log = this.querySelector<HTMLElement>('.log');
    if (!log) return;
    this.#resized.observe(log);
    // A picture has its height only when it is there; the event does not bubble.
    log.addEventListener(
      'load',
      () => {
        if (this.#followsEnd) this.#goToEnd();
      },
      { capture: true },
    );
    this.#focus = new MessageFocus(log);
    this.parentElement
      ?.querySelector<HoverCard>('hover-card')
      ?.attend(log, (target) => this.#subjectAt(target));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('open')) return;
    const before = changed.get('open');
    if (before?.stream.id !== this.open?.stream.id) {
      this.#followsEnd = true;
      this.isBehind = false;
      this.#texts.clear();
    } else if (!this.#followsEnd && before?.messages.length !== this.open?.messages.length) {
      const isMine = this.open?.messages.at(-1)?.author.id === this.app?.state.user?.id;
      this.#followsEnd = isMine;
      this.isBehind = !isMine;
    }
  }

  protected override updated(): void {
    const { canClickExternalLinks: external, canClickInternalLinks: internal } = this.parts;
    for (const { text } of this.#texts.values()) setLinkAccess(text, { external, internal });
    this.#focus?.refresh();
    if (this.#followsEnd) this.#goToEnd();
  }

  protected override render(): TemplateResult {
    const { open, search } = this;
    const messages = this.#shownMessages();
    const isLocked = open && !isCopyable(open.stream);
    return html`<div
        class="log ${isLocked ? 'is-locked' : ''}"
        role="log"
        aria-live="polite"
        aria-label=${`Messages in ${open?.stream.name ?? ''}`}
        aria-description="The arrow keys go from message to message"
        tabindex="0"
        data-testid="log"
        @scroll=${this.#handleScroll}
        @click=${this.#handleClick}
        @auxclick=${this.#handleClick}
        @copy=${this.#handleCopy}
      >
        ${
          messages.length
            ? repeat(
                messages,
                ({ id }) => id,
                (message, index) => this.#renderMessage(message, messages[index - 1]),
              )
            : html`<p class="log-empty" data-testid="log-empty">
                ${search.trim() ? 'Nothing here has these words in it.' : 'No messages yet. Say the first word.'}
              </p>`
        }
      </div>
      ${
        this.isBehind
          ? html`<button class="to-end" @click=${this.#goToEnd}>${icons.down} New messages</button>`
          : nothing
      }
      <message-menu></message-menu>`;
  }

  #shownMessages(): Message[] {
    const wanted = this.search.trim().toLowerCase();
    return (this.open?.messages ?? []).filter((message) =>
      message.kind === 'maestro'
        ? this.parts.showSystemMessages && !wanted
        : !wanted || wordsOf(message).toLowerCase().includes(wanted),
    );
  }

  #renderMessage(message: Message, before: Message | undefined): TemplateResult {
    const { open, app, parts } = this;
    const isNewDay = !before || dayOf(before.sentAt) !== dayOf(message.sentAt);
    const isFirstUnread = message.id === open?.firstUnreadId;
    const isFurther =
      !isNewDay &&
      !isFirstUnread &&
      before.kind === 'social' &&
      before.author.id === message.author.id &&
      Date.parse(message.sentAt) - Date.parse(before.sentAt) < TOGETHER_MS;
    return html`
      ${isNewDay ? html`<p class="day"><span>${dayOf(message.sentAt)}</span></p>` : nothing}
      ${isFirstUnread ? html`<p class="day is-new"><span>New</span></p>` : nothing}
      ${
        message.kind === 'maestro'
          ? systemMessage(message)
          : chatMessage(message, {
              isMine: message.author.id === app?.state.user?.id,
              isFurther,
              hasCard: parts.showProfilePopover,
              ...this.#partsOf(message),
            })
      }
    `;
  }

  /** The same elements each time: a search takes messages away and brings them back. */
  #partsOf({ id, text, format, entities }: Message): MessageParts {
    const known = this.#texts.get(id);
    if (known) return known;
    const element = document.createElement('div');
    element.className = 'message-text';
    element.append(renderMessageText(text, { format, entities }));
    const parts = { text: element, buttons: buttonsBelow(element, entities) };
    this.#texts.set(id, parts);
    return parts;
  }

  #messageAt(target: EventTarget | null): Message | undefined {
    const element = target instanceof Element ? target.closest<HTMLElement>('.message') : null;
    return this.open?.messages.find(({ id }) => id === element?.dataset['messageId']);
  }

  /** What a card would be about there. */
  #subjectAt(target: EventTarget | null): ReturnType<SubjectAt> {
    const found = tagOf(target);
    if (found) {
      const { tag, element } = found;
      const isShown = tag.kind === 'cashtag' || (tag.kind === 'mention' && this.parts.showProfilePopover);
      return isShown ? { subject: tag, anchor: element } : undefined;
    }
    const anchor = target instanceof Element ? target.closest('.author, .message > .avatar') : null;
    const message = anchor && this.parts.showProfilePopover ? this.#messageAt(anchor) : undefined;
    return anchor && message ? { subject: { kind: 'person', person: message.author }, anchor } : undefined;
  }

  #handleClick(event: MouseEvent): void {
    const { app, open, parts } = this;
    const { target } = event;
    if (!app || !open) return;
    const address = internalAddressOf(target);
    if (address !== undefined && (target as Element).closest('.message-text')) {
      event.preventDefault();
      app.followInternalLink(address);
      return;
    }
    if (event.type === 'auxclick') return;
    const more = (target as Element).closest<HTMLElement>('.more');
    const message = this.#messageAt(target);
    if (more && message) {
      this.querySelector<MessageMenu>('message-menu')?.toggleAt(
        more,
        actionsFor(message, open.stream, app, parts),
      );
      return;
    }
    const tag = tagOf(target)?.tag;
    if (tag?.kind === 'action')
      app.interop(tag.button.intent, tag.button.context as Parameters<ChatApp['interop']>[1]);
    else if (tag?.kind === 'hashtag')
      this.dispatchEvent(new CustomEvent('searchfor', { detail: tag.text, bubbles: true }));
  }

  #handleCopy(event: ClipboardEvent): void {
    if (this.open && !isCopyable(this.open.stream)) event.preventDefault();
  }

  #handleScroll(event: Event): void {
    const { scrollHeight, scrollTop, clientHeight } = event.currentTarget as HTMLElement;
    const isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    // Away from the end without going up: what is around the log has grown, and nobody scrolled.
    if (isAtEnd || scrollTop < this.#lastTop) this.#followsEnd = isAtEnd;
    this.#lastTop = scrollTop;
    if (isAtEnd) this.isBehind = false;
  }

  readonly #goToEnd = (): void => {
    const log = this.querySelector('.log');
    if (log) log.scrollTop = log.scrollHeight;
    this.#followsEnd = true;
  };
}

/** All that a search looks at. */
function wordsOf({ text, author, entities }: Message): string {
  return [text, author.displayName, ...namesIn(entities)].join('\n');
}
