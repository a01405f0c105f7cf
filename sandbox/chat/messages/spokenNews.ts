import type { Message } from '../../podApi/messages.js';
import { inOneLine } from '../messageContent/messageWords.js';

/** What comes in one by one is read out together, or nobody could follow. */
const COLLECT_MS = 1_000;
/** Of more messages than this only the number is read out. */
const MOST_READ_OUT = 3;

/**
 * Has screen readers say what others write. The log itself cannot: in it, older messages that were loaded look the same as
 * new ones.
 */
export class SpokenNews {
  readonly #region: HTMLElement;
  #news: Message[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param region - An element with `aria-live`. */
  constructor(region: HTMLElement) {
    this.#region = region;
  }

  tell(messages: readonly Message[]): void {
    if (!messages.length) return;
    this.#news.push(...messages);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#region.textContent = inWords(this.#news);
      this.#news = [];
    }, COLLECT_MS);
  }

  /** Says nothing more of what came in. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#news = [];
    this.#region.textContent = '';
  }
}

function inWords(messages: readonly Message[]): string {
  if (messages.length > MOST_READ_OUT) return `${String(messages.length)} new messages`;
  return messages.map((message) => `${message.author.displayName}: ${inOneLine(message)}`).join('. ');
}
