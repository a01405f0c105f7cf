import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { PageElement } from '../../look/pageElement.js';
import type { Message } from '../../podApi/messages.js';
import type { ChatApp } from '../app/chatApp.js';
import { momentOf } from '../look/clock.js';
import { inOneLine, namesIn } from '../messageContent/messageWords.js';
import { avatar } from '../people/avatar.js';
import { inWords } from '../pod/podProblem.js';
import { hasWords, markedWords } from './markedWords.js';

/** How long nobody types before the pod is asked. */
const PAUSE_MS = 250;

type Search =
  | { kind: 'searching' }
  | { kind: 'found'; messages: readonly Message[]; older: 'end' | 'more' | 'loading' }
  | { kind: 'failed'; text: string };

/** The messages of a chat that have the words of a search in them. Choosing one fires `choose` with its id. */
export class FoundMessages extends PageElement {
  static override properties = {
    app: { attribute: false },
    streamId: { attribute: false },
    words: { attribute: false },
    search: { state: true },
  };
  declare app: ChatApp | undefined;
  declare streamId: string;
  declare words: string;
  declare search: Search;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.search = { kind: 'searching' };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('words') && !changed.has('streamId')) return;
    clearTimeout(this.#timer);
    this.search = { kind: 'searching' };
    this.#timer = setTimeout(() => void this.#find(), PAUSE_MS);
  }

  protected override render(): TemplateResult {
    return html`<div class="found" role="region" aria-label="Found messages" tabindex="0" data-testid="found">
      <p class="found-status" role="status" data-testid="found-status">${this.#status()}</p>
      ${this.#renderRest()}
    </div>`;
  }

  #status(): string {
    const { search } = this;
    switch (search.kind) {
      case 'searching':
        return 'Searching';
      case 'failed':
        return search.text;
      case 'found': {
        const { length } = search.messages;
        if (!length) return 'Nothing in this chat has these words in it.';
        if (search.older !== 'end') return `The newest ${String(length)} messages`;
        return length === 1 ? '1 message' : `${String(length)} messages`;
      }
    }
  }

  #renderRest(): TemplateResult | typeof nothing {
    const { search } = this;
    if (search.kind === 'searching') return nothing;
    if (search.kind === 'failed') {
      return html`<button class="button is-small" @click=${() => void this.#find()}>Try again</button>`;
    }
    const { messages, older } = search;
    return html`<ul>
        ${repeat(
          messages,
          ({ id }) => id,
          (message) => this.#renderMessage(message),
        )}
      </ul>
      ${
        older === 'end'
          ? nothing
          : html`<button
              class="button is-small"
              ?disabled=${older === 'loading'}
              data-testid="found-more"
              @click=${() => void this.#find(messages)}
            >
              ${older === 'loading' ? 'Searching' : 'Older messages'}
            </button>`
      }`;
  }

  #renderMessage(message: Message): TemplateResult {
    const { words } = this;
    const { id, author, sentAt, entities } = message;
    const line = inOneLine(message);
    const names = namesIn(entities).filter((name) => hasWords(name, words) && !line.includes(name));
    return html`<li>
      <button
        class="found-message"
        data-testid="found-message"
        @click=${() => {
          this.dispatchEvent(new CustomEvent('choose', { detail: id }));
        }}
      >
        ${avatar(author)}
        <span class="found-head">
          <strong>${markedWords(author.displayName, words)}</strong>
          <time datetime=${sentAt}>${momentOf(sentAt)}</time>
        </span>
        <span class="found-text">${markedWords([line, ...names].join(' · '), words)}</span>
      </button>
    </li>`;
  }

  /** @param known - What was found already: older messages are asked for. */
  async #find(known: readonly Message[] = []): Promise<void> {
    const { app, streamId, words } = this;
    this.search = known.length ? { kind: 'found', messages: known, older: 'loading' } : { kind: 'searching' };
    const asked = this.search;
    try {
      const answer = await app?.history.search(streamId, words, known.at(-1)?.id);
      // Somebody has typed on.
      if (!answer || this.search !== asked) return;
      const messages = [...known, ...answer.messages];
      this.search = { kind: 'found', messages, older: answer.hasOlder ? 'more' : 'end' };
    } catch (thrown) {
      if (this.search === asked) this.search = { kind: 'failed', text: inWords(thrown, 'search') };
    }
  }
}
