import type { Message } from '../../podApi/messages.js';

/** Until it is known how high the rows of this log are. */
const ROW_PX = 40;
const LEAST_ROWS = 6;
/** How many heights of the view are drawn at least, where there is so much. */
const DRAWN_VIEWS = 2;

/**
 * Which of the loaded messages are drawn: from one of them on to the last one. Of many that come at once, those that would be
 * out of sight right away are left out while the end is followed. The reader who goes up gets them.
 */
export class DrawnRows {
  #firstId: string | undefined;
  #lastId: string | undefined;
  #hidden = 0;
  #drawn = 0;
  /** How many rows are as much as has to be drawn. */
  #enough: number;

  /** @param heightPx - How high the view may be, as long as nothing is drawn in it. */
  constructor(heightPx: number) {
    this.#enough = Math.max(LEAST_ROWS, Math.ceil(heightPx / ROW_PX));
  }

  /** How many messages before the drawn ones are loaded. */
  get hidden(): number {
    return this.#hidden;
  }

  /** @param followsEnd - Whether the reader sees the last message, and not where they went. */
  of(messages: readonly Message[], followsEnd: boolean): readonly Message[] {
    let from = messages.findIndex(({ id }) => id === this.#firstId);
    if (followsEnd) {
      const seen = messages.findLastIndex(({ id }) => id === this.#lastId);
      const news = messages.length - 1 - seen;
      if (from === -1 || news >= this.#enough) from = messages.length - this.#enough;
    }
    this.#drawFrom(messages, from);
    this.#lastId = messages.at(-1)?.id;
    this.#drawn = messages.length - this.#hidden;
    return messages.slice(this.#hidden);
  }

  /** @param views - How many heights of the view the drawn rows take. */
  learn(views: number): void {
    // Where there is no view, or where all of the chat is less, it says nothing of what fills one.
    if (views <= 1 || views === Infinity) return;
    this.#enough = Math.max(LEAST_ROWS, Math.ceil((DRAWN_VIEWS * this.#drawn) / views));
  }

  /** Draws some more, the next time. */
  extend(messages: readonly Message[]): void {
    this.#drawFrom(messages, this.#hidden - this.#enough);
  }

  /** Draws a message, and some before it, the next time. Returns whether it was left out so far. */
  include(messages: readonly Message[], messageId: string): boolean {
    const at = messages.findIndex(({ id }) => id === messageId);
    const isHidden = at !== -1 && at < this.#hidden;
    if (isHidden) this.#drawFrom(messages, at - this.#enough);
    return isHidden;
  }

  #drawFrom(messages: readonly Message[], index: number): void {
    this.#hidden = Math.max(0, index);
    this.#firstId = messages[this.#hidden]?.id;
  }
}
