import { html, nothing, type TemplateResult } from 'lit';
import { PageElement } from '../../look/pageElement.js';
import type { Stream } from '../../podApi/streams.js';
import type { ChatApp } from '../app/chatApp.js';
import type { OpenChat } from '../app/chatState.js';
import type { ChatLog } from '../messages/chatLog.js';
import { canPin } from '../messages/messageActions.js';
import { pinnedMessage } from '../messages/pinnedMessage.js';
import { inWords } from '../pod/podProblem.js';
import { noChat } from './noChat.js';
import { roomHeader } from './roomHeader.js';
import { searchBar } from './searchBar.js';
import { shownParts, type ShownParts } from './shownParts.js';
import { Sounds } from './sounds.js';

const STATUS_FOR_MS = 6_000;

/** The open chat: its title and people, what was said, and the box to say something. */
export class ChatRoom extends PageElement {
  static override properties = {
    app: { attribute: false },
    revision: { attribute: false },
    search: { state: true },
    isAtResult: { state: true },
    isInputOff: { state: true },
    status: { state: true },
  };
  declare app: ChatApp | undefined;
  declare revision: object;
  /** What is looked for in the chat; `undefined` when nobody is looking. */
  declare search: string | undefined;
  /** Of what was found, one message is shown in the log. */
  declare isAtResult: boolean;
  /** The user has turned the message box off. */
  declare isInputOff: boolean;
  /** What came of the last thing that was done. */
  declare status: string;
  #streamId: string | undefined;
  #statusTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #sounds = new Sounds();

  constructor() {
    super();
    this.isInputOff = this.isAtResult = false;
    this.status = '';
    this.addEventListener('announce', (event) => {
      this.#say((event as CustomEvent<string>).detail);
    });
    this.addEventListener('searchfor', (event) => {
      if (this.app && this.#parts(this.app).showChatSearch)
        this.#searchFor((event as CustomEvent<string>).detail);
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#statusTimer);
  }

  protected override willUpdate(): void {
    const { open, settings, mode } = this.app?.state ?? {};
    if (settings && mode && !shownParts(settings, mode).showChatSearch) this.search = undefined;
    if (open?.stream.id === this.#streamId) return;
    this.#streamId = open?.stream.id;
    this.search = undefined;
    this.status = '';
  }

  protected override updated(): void {
    if (this.app) this.#makeSounds(this.app);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { app } = this;
    if (!app) return nothing;
    const { open } = app.state;
    if (!open) return noChat(app);
    const parts = this.#parts(app);
    const { stream } = open;
    const canWrite = stream.canWrite && stream.isActive;
    return html`
      ${roomHeader({
        app,
        stream,
        parts,
        isSearching: this.search !== undefined,
        hasInput: parts.showEditor && parts.showDisableInput && canWrite ? !this.isInputOff : undefined,
        onSearch: this.#handleSearch,
        onInput: this.#handleInput,
      })}
      ${this.search === undefined ? nothing : this.#renderSearchBar(this.search)}
      <access-requests .app=${app} .streams=${[stream]}></access-requests>
      ${this.#renderPinned(app, open)} ${this.#renderLog(app, open, parts)}
      <p class="status" role="status" data-testid="status">${this.status}</p>
      ${parts.showEditor ? this.#renderEditor(app, stream, parts) : nothing}
      ${
        parts.symphonyLogo
          ? html`<p class="logo" data-testid="logo">Powered by <strong>Symphony</strong></p>`
          : nothing
      }
      <hover-card .app=${app}></hover-card>
    `;
  }

  #renderEditor(app: ChatApp, stream: Stream, parts: ShownParts): TemplateResult {
    if (!stream.isActive) return html`<p class="no-composer">This room is closed.</p>`;
    if (!stream.canWrite) return html`<p class="no-composer">Only owners write in this room.</p>`;
    if (this.isInputOff && parts.showDisableInput) {
      return html`<p class="no-composer">
        The message box is turned off.
        <button class="link-button" @click=${this.#handleInputOn}>Turn it on</button>
      </p>`;
    }
    return html`<chat-composer .app=${app} .stream=${stream} .parts=${parts}></chat-composer>`;
  }

  #renderPinned(app: ChatApp, { stream }: OpenChat): TemplateResult | typeof nothing {
    const { pinned } = stream;
    if (!pinned) return nothing;
    const unpin = (): void => {
      app.messages.unpin(stream.id).catch((thrown: unknown) => {
        this.#say(inWords(thrown, 'unpin the message'));
      });
    };
    return pinnedMessage(pinned, {
      go: () => {
        this.search = undefined;
        this.#goTo(pinned.id);
      },
      unpin: canPin(stream) ? unpin : undefined,
    });
  }

  #renderSearchBar(words: string): TemplateResult {
    return searchBar({
      words,
      isAtResult: this.isAtResult,
      onWords: (typed) => {
        this.#searchFor(typed);
      },
      onResults: () => {
        this.isAtResult = false;
        void this.updateComplete.then(() => this.querySelector<HTMLElement>('.found')?.focus());
      },
      onClose: this.#closeSearch,
    });
  }

  /** What was found lies over the log, which stays where it is. */
  #renderLog(app: ChatApp, open: OpenChat, parts: ShownParts): TemplateResult {
    const words = this.search?.trim() ?? '';
    const { stream } = open;
    const newestId = app.state.streams.find(({ id }) => id === stream.id)?.lastMessage?.id;
    const isCovered = words !== '' && !this.isAtResult;
    return html`<div class="log-stage">
      <chat-log
        .app=${app}
        .open=${open}
        .parts=${parts}
        .newestId=${newestId}
        ?inert=${isCovered}
      ></chat-log>
      ${
        words
          ? html`<found-messages
              .app=${app}
              .streamId=${stream.id}
              .words=${words}
              ?hidden=${!isCovered}
              @choose=${(event: CustomEvent<string>) => {
                this.isAtResult = true;
                this.#goTo(event.detail);
              }}
            ></found-messages>`
          : nothing
      }
    </div>`;
  }

  #parts({ state: { settings, mode } }: ChatApp): ShownParts {
    return shownParts(settings, mode);
  }

  /** In Focus mode one hears of the chat that is shown; other frames may show the others. */
  #makeSounds(app: ChatApp): void {
    const { streams, open, user, mode } = app.state;
    const heard = mode === 'focus' ? streams.filter(({ id }) => id === open?.stream.id) : streams;
    const due = this.#sounds.notice(heard, user?.id, this.#parts(app).sound);
    const element = this.closest<HTMLElement>('symphony-chat');
    if (due && element) element.dataset['sounds'] = String(Number(element.dataset['sounds'] ?? 0) + due);
  }

  #say(words: string): void {
    clearTimeout(this.#statusTimer);
    this.status = words;
    this.#statusTimer = setTimeout(() => {
      this.status = '';
    }, STATUS_FOR_MS);
  }

  readonly #handleInput = (): void => {
    this.isInputOff = !this.isInputOff;
  };

  readonly #handleInputOn = (): void => {
    this.isInputOff = false;
    // The button that was pressed goes: the message box comes in its place.
    void this.updateComplete.then(() => {
      this.querySelector<HTMLElement>('textarea')?.focus();
    });
  };

  readonly #handleSearch = (): void => {
    if (this.search !== undefined) {
      this.#closeSearch();
      return;
    }
    this.#searchFor('');
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.search-bar input')?.focus());
  };

  #searchFor(words: string): void {
    this.search = words;
    this.isAtResult = false;
  }

  #goTo(messageId: string): void {
    void this.updateComplete.then(() => this.querySelector<ChatLog>('chat-log')?.goTo(messageId));
  }

  readonly #closeSearch = (): void => {
    this.search = undefined;
    this.querySelector<HTMLElement>('[data-testid=search]')?.focus();
  };
}
