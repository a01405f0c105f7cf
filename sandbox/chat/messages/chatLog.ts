import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { PageElement } from '../../look/pageElement.js';
import type { Message } from '../../podApi/messages.js';
import type { ChatApp } from '../app/chatApp.js';
import type { OpenChat } from '../app/chatState.js';
import type { HoverCard } from '../cards/hoverCard.js';
import { icons } from '../look/icons.js';
import { announce } from '../openChat/announce.js';
import type { ShownParts } from '../openChat/shownParts.js';
import { inWords } from '../pod/podProblem.js';
import { DrawnRows } from './drawnRows.js';
import { handleLogClick, subjectAt } from './logClicks.js';
import { LogPlace } from './logPlace.js';
import { isCopyable } from './messageActions.js';
import { MessageFocus } from './messageFocus.js';
import type { MessageMenu } from './messageMenu.js';
import { MessageRows, type RowLooks } from './messageRows.js';
import { SpokenNews } from './spokenNews.js';
import { compareIds, type Edge } from './stretch.js';

/** A page is loaded before the reader is there: when so many views are left. */
const NEAR_VIEWS = 1.5;
/** Who follows the end sees nothing above, and only needs somewhere to go. */
const SPARE_VIEWS = 0.1;
/** When nothing has happened for so long, all that is loaded is drawn. */
const QUIET_MS = 1_500;

/** What was said in a chat, as far as it is loaded. Follows its end, unless the reader has gone up. */
export class ChatLog extends PageElement {
  static override properties = {
    app: { attribute: false },
    open: { attribute: false },
    parts: { attribute: false },
    newestId: { attribute: false },
    isBehind: { state: true },
  };
  declare app: ChatApp | undefined;
  declare open: OpenChat | undefined;
  declare parts: ShownParts;
  /** The last message in the chat, also where it is not loaded. */
  declare newestId: string | undefined;
  /** Something was said below of what the reader sees. */
  declare isBehind: boolean;
  #rows = new MessageRows();
  #drawn = new DrawnRows(window.innerHeight);
  #quietTimer: ReturnType<typeof setTimeout> | undefined;
  #place: LogPlace | undefined;
  #focus: MessageFocus | undefined;
  #news: SpokenNews | undefined;
  /** Where to go as soon as it is loaded. */
  #target: { messageId: string } | 'end' | undefined;
  readonly #resized = new ResizeObserver(() => {
    this.#place?.restore();
  });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    clearTimeout(this.#quietTimer);
    this.#news?.forget();
  }

  /** Brings a message into sight, and loads what was said around it where it is not loaded. */
  goTo(messageId: string): Promise<void> {
    return this.#goTo({ messageId });
  }

  protected override firstUpdated(): void {
    const [log, rows, news] = ['.log', '.log-rows', '.log-news'].map((part) =>
      this.querySelector<HTMLElement>(part),
    );
    if (!log || !rows || !news) return;
    this.#place = new LogPlace(log, rows, () => {
      this.#handleMoved();
    });
    this.#resized.observe(log);
    this.#resized.observe(rows);
    this.#focus = new MessageFocus(log);
    this.#news = new SpokenNews(news);
    this.closest('chat-room')
      ?.querySelector<HoverCard>('hover-card')
      ?.attend(log, (target) => subjectAt(this.open, this.parts, target));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#place?.remember();
    this.#focus?.remember();
    const { open } = this;
    const before = changed.has('open') ? changed.get('open') : open;
    if (before?.stream.id !== open?.stream.id) {
      this.#rows = new MessageRows();
      this.#drawn = new DrawnRows(window.innerHeight);
      this.#news?.forget();
      this.isBehind = false;
      this.#target = undefined;
      this.#place?.goToEnd();
    } else if (open) {
      const newestId = changed.has('newestId') ? changed.get('newestId') : this.newestId;
      this.#takeNews(open, before?.messages.at(-1)?.id, newestId);
    }
    if (this.#place) this.#place.hasEnd = open?.newer === 'end';
  }

  protected override updated(): void {
    const rows = this.querySelector('.log-rows');
    if (rows) this.#rows.finish(rows, this.#looks());
    this.#focus?.refresh();
    this.#place?.restore();
    if (this.#target) this.#reachTarget(this.#target);
    this.#handleMoved();
    clearTimeout(this.#quietTimer);
    if (this.#drawn.hidden) this.#quietTimer = setTimeout(this.#drawMore, QUIET_MS);
  }

  protected override render(): TemplateResult {
    const { open } = this;
    const all = this.#shownMessages();
    const messages = this.#drawn.of(all, this.#place?.followsEnd ?? true);
    const isLocked = open && !isCopyable(open.stream);
    const isLoading = open?.older === 'loading' || open?.newer === 'loading';
    return html`<div
        class="log ${isLocked ? 'is-locked' : ''}"
        role="log"
        aria-live="off"
        aria-busy=${isLoading ? 'true' : 'false'}
        aria-label=${`Messages in ${open?.stream.name ?? ''}`}
        aria-description="The arrow keys go from message to message"
        tabindex="0"
        data-testid="log"
        @click=${this.#handleClick}
        @auxclick=${this.#handleClick}
        @copy=${this.#handleCopy}
      >
        ${this.#renderEdge('older', this.#drawn.hidden ? 'more' : open?.older)}
        <div class="log-rows">${this.#rows.render(messages, this.#looks())}</div>
        ${
          all.length || open?.older !== 'end'
            ? nothing
            : html`<p class="log-empty" data-testid="log-empty">No messages yet. Say the first word.</p>`
        }
        ${this.#renderEdge('newer', open?.newer)}
      </div>
      <div class="log-news unseen" aria-live="polite" data-testid="log-news"></div>
      ${this.#renderToEnd()}
      <message-menu></message-menu>`;
  }

  #renderEdge(side: 'older' | 'newer', edge: Edge | undefined): TemplateResult | typeof nothing {
    if (edge === undefined || edge === 'end') return nothing;
    const which = side === 'older' ? 'Earlier' : 'Later';
    return html`<p class="log-edge" data-testid="log-${side}" data-edge=${edge}>
      ${
        edge === 'failed'
          ? html`${which} messages could not be loaded.
              <button class="link-button" @click=${() => void this.#load(side)}>Try again</button>`
          : `Loading ${which.toLowerCase()} messages`
      }
    </p>`;
  }

  #renderToEnd(): TemplateResult | typeof nothing {
    const isLoaded = this.open?.newer === 'end';
    if (isLoaded && !this.isBehind) return nothing;
    return html`<button class="to-end" data-testid="to-end" @click=${() => void this.#goTo('end')}>
      ${icons.down} ${this.isBehind ? 'New messages' : 'Newest messages'}
    </button>`;
  }

  #shownMessages(): readonly Message[] {
    const messages = this.open?.messages ?? [];
    return this.parts.showSystemMessages ? messages : messages.filter(({ kind }) => kind !== 'maestro');
  }

  #looks(): RowLooks {
    const { canClickExternalLinks: external, canClickInternalLinks: internal } = this.parts;
    return {
      userId: this.app?.state.user?.id,
      firstUnreadId: this.open?.firstUnreadId,
      hasCards: this.parts.showProfilePopover,
      links: { external, internal },
    };
  }

  /** Something was said since, or only more was loaded. */
  #takeNews(open: OpenChat, lastId: string | undefined, newestId: string | undefined): void {
    const userId = this.app?.state.user?.id;
    const isNews = ({ id, kind }: Message): boolean =>
      kind === 'social' &&
      (lastId === undefined || compareIds(id, lastId) > 0) &&
      (newestId === undefined || compareIds(id, newestId) > 0);
    const news = open.newer === 'end' ? open.messages.filter(isNews) : [];
    this.#news?.tell(news.filter(({ author }) => author.id !== userId));
    const hasNews = news.length > 0 || (newestId !== undefined && newestId !== this.newestId);
    if (!hasNews || this.#place?.followsEnd !== false) return;
    if (news.at(-1)?.author.id === userId) this.#place.goToEnd();
    else this.isBehind = true;
  }

  /** What is loaded follows the reader. */
  #handleMoved(): void {
    const { app, open } = this;
    const place = this.#place;
    if (!app || !open || !place) return;
    const middle = place.middle?.getAttribute('data-message-id');
    if (place.followsEnd) {
      app.history.readerAt = undefined;
      this.isBehind = false;
    } else if (middle) app.history.readerAt = middle;
    const { above, below } = place.room;
    this.#drawn.learn(above + 1 + below);
    if (above < (place.followsEnd ? SPARE_VIEWS : NEAR_VIEWS) && this.#drawn.hidden) this.#drawMore();
    else if (above < NEAR_VIEWS && open.older === 'more') void this.#load('older');
    if (below < NEAR_VIEWS && open.newer === 'more') void this.#load('newer');
  }

  readonly #drawMore = (): void => {
    this.#drawn.extend(this.#shownMessages());
    this.requestUpdate();
  };

  #load(side: 'older' | 'newer'): Promise<void> | undefined {
    return side === 'older' ? this.app?.history.loadOlder() : this.app?.history.loadNewer();
  }

  async #goTo(target: { messageId: string } | 'end'): Promise<void> {
    const { history } = this.app ?? {};
    this.#target = target;
    try {
      await (target === 'end' ? history?.bringNewest() : history?.bring(target.messageId));
      this.requestUpdate();
    } catch (thrown) {
      this.#target = undefined;
      announce(this, inWords(thrown, target === 'end' ? 'go to the newest messages' : 'go to the message'));
    }
  }

  #reachTarget(target: { messageId: string } | 'end'): void {
    if (target === 'end') {
      if (this.open?.newer !== 'end') return;
      this.#place?.goToEnd();
    } else {
      const message = this.querySelector<HTMLElement>(`[data-message-id="${CSS.escape(target.messageId)}"]`);
      if (!message) {
        if (this.#drawn.include(this.#shownMessages(), target.messageId)) this.requestUpdate();
        return;
      }
      this.#place?.goTo(message);
      message.focus({ preventScroll: true });
    }
    this.#target = undefined;
  }

  readonly #handleClick = (event: MouseEvent): void => {
    const { app, open, parts } = this;
    const menu = this.querySelector<MessageMenu>('message-menu');
    if (app && open) handleLogClick(event, { app, open, parts, menu });
  };

  #handleCopy(event: ClipboardEvent): void {
    if (this.open && !isCopyable(this.open.stream)) event.preventDefault();
  }
}
