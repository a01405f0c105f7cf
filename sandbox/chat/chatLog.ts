import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Settings } from 'symphony-embed/frame';
import { avatar } from './avatar.js';
import type { OpenChat } from './chatState.js';
import { dayOf, timeOf } from './clock.js';
import { icons } from './icons.js';
import { renderMessageText } from './messageText.js';
import type { Message } from './podApi.js';

const TOGETHER_MS = 5 * 60_000;
const NEAR_END_PX = 48;

/** What was said in a chat. Follows its end, unless the reader has gone up. */
export class ChatLog extends LitElement {
  static override properties = {
    open: { attribute: false },
    userId: { attribute: false },
    search: { attribute: false },
    settings: { attribute: false },
    isBehind: { state: true },
  };
  declare open: OpenChat | undefined;
  declare userId: string | undefined;
  declare search: string;
  declare settings: Settings;
  /** Something was said below of what the reader sees. */
  declare isBehind: boolean;
  #followsEnd = true;
  #lastTop = 0;
  readonly #texts = new Map<string, HTMLElement>();
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

  protected override firstUpdated(): void {
    const log = this.querySelector('.log');
    if (log) this.#resized.observe(log);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('open')) return;
    const before = changed.get('open');
    if (before?.stream.id !== this.open?.stream.id) {
      this.#followsEnd = true;
      this.isBehind = false;
    } else if (!this.#followsEnd && before?.messages.length !== this.open?.messages.length) {
      const isMine = this.open?.messages.at(-1)?.author.id === this.userId;
      this.#followsEnd = isMine;
      this.isBehind = !isMine;
    }
  }

  protected override updated(): void {
    if (this.#followsEnd) this.#goToEnd();
  }

  protected override render(): TemplateResult {
    const { open, search } = this;
    const wanted = search.trim().toLowerCase();
    const messages = (open?.messages ?? []).filter(({ text }) => text.toLowerCase().includes(wanted));
    return html`<div
        class="log"
        role="log"
        aria-live="polite"
        aria-label=${`Messages in ${open?.stream.name ?? ''}`}
        tabindex="0"
        data-testid="log"
        @scroll=${this.#handleScroll}
        @click=${this.#handleClick}
      >
        ${
          messages.length
            ? repeat(
                messages,
                ({ id }) => id,
                (message, index) => this.#renderMessage(message, messages[index - 1]),
              )
            : html`<p class="log-empty" data-testid="log-empty">
                ${wanted ? 'Nothing here has these words in it.' : 'No messages yet. Say the first word.'}
              </p>`
        }
      </div>
      ${
        this.isBehind
          ? html`<button class="to-end" @click=${this.#goToEnd}>${icons.down} New messages</button>`
          : nothing
      }`;
  }

  #renderMessage(message: Message, before: Message | undefined): TemplateResult {
    const isNewDay = !before || dayOf(before.sentAt) !== dayOf(message.sentAt);
    const isFirstUnread = message.id === this.open?.firstUnreadId;
    const isFurther =
      !isNewDay &&
      !isFirstUnread &&
      before.author.id === message.author.id &&
      Date.parse(message.sentAt) - Date.parse(before.sentAt) < TOGETHER_MS;
    const isMine = message.author.id === this.userId;
    return html`
      ${isNewDay ? html`<p class="day"><span>${dayOf(message.sentAt)}</span></p>` : nothing}
      ${isFirstUnread ? html`<p class="day is-new"><span>New</span></p>` : nothing}
      <article
        class="message ${isMine ? 'is-mine' : ''} ${isFurther ? 'is-further' : ''}"
        data-testid="message"
      >
        ${avatar(message.author)}
        <p class="message-head">
          <strong>${message.author.displayName}</strong>
          <time datetime=${message.sentAt}>${timeOf(message.sentAt)}</time>
        </p>
        ${this.#text(message)}
      </article>
    `;
  }

  /** The same element each time: a search takes messages away and brings them back. */
  #text({ id, text }: Message): HTMLElement {
    const known = this.#texts.get(id);
    if (known) return known;
    const element = document.createElement('div');
    element.className = 'message-text';
    element.append(renderMessageText(text));
    this.#texts.set(id, element);
    return element;
  }

  #handleScroll(event: Event): void {
    const { scrollHeight, scrollTop, clientHeight } = event.currentTarget as HTMLElement;
    const isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    // Away from the end without going up: what is around the log has grown, and nobody scrolled.
    if (isAtEnd || scrollTop < this.#lastTop) this.#followsEnd = isAtEnd;
    this.#lastTop = scrollTop;
    if (isAtEnd) this.isBehind = false;
  }

  /** A link leads somewhere only where the portal allows it. */
  #handleClick(event: MouseEvent): void {
    const link = (event.target as Element).closest('a');
    if (!link) return;
    const { canClickExternalLinks = false, canClickInternalLinks = false } = this.settings;
    event.preventDefault();
    if (link.origin === location.origin) {
      if (canClickInternalLinks)
        this.dispatchEvent(new CustomEvent('internallink', { detail: link.href, bubbles: true }));
    } else if (canClickExternalLinks) window.open(link.href, '_blank', 'noopener');
  }

  readonly #goToEnd = (): void => {
    const log = this.querySelector('.log');
    if (log) log.scrollTop = log.scrollHeight;
    this.#followsEnd = true;
  };
}
