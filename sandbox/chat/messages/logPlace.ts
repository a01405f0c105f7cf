const NEAR_END_PX = 48;

/** Where something stands in the log's view. */
interface Mark {
  element: Element;
  topPx: number;
}

/**
 * Where the reader is in the log: at its end, which is followed, or at what they see, which stays where it is, whatever is
 * put before it, taken away or changes its height.
 */
export class LogPlace {
  readonly #log: HTMLElement;
  readonly #rows: HTMLElement;
  readonly #onMoved: () => void;
  /** Of what is seen, where it stands: if the first of it goes, the next one tells. */
  #marks: Mark[] = [];
  #topPx = 0;
  #followsEnd = true;
  /** Whether the log's end is the end of what was said: another end is not followed. */
  hasEnd = true;

  /** @param onMoved - Called when the reader has moved. */
  constructor(log: HTMLElement, rows: HTMLElement, onMoved: () => void) {
    this.#log = log;
    this.#rows = rows;
    this.#onMoved = onMoved;
    log.addEventListener('scroll', () => {
      this.#note();
      this.#onMoved();
    });
  }

  get followsEnd(): boolean {
    return this.#followsEnd;
  }

  /** What is seen in the middle of the view, unless the end is followed. */
  get middle(): Element | undefined {
    return this.#followsEnd ? undefined : this.#marks[this.#marks.length >> 1]?.element;
  }

  /** How many heights of the view there are above it, and below. Infinitely many where there is no view. */
  get room(): { above: number; below: number } {
    const { scrollTop, scrollHeight, clientHeight } = this.#log;
    if (!clientHeight) return { above: Infinity, below: Infinity };
    return {
      above: scrollTop / clientHeight,
      below: (scrollHeight - scrollTop - clientHeight) / clientHeight,
    };
  }

  /** To be called before anything in the log changes. */
  remember(): void {
    // Somebody has scrolled, and the event is still to come.
    if (this.#log.scrollTop !== this.#topPx) this.#note();
  }

  /** To be called when something in the log has changed, or its size. */
  restore(): void {
    if (this.#followsEnd) {
      this.goToEnd();
      return;
    }
    const mark = this.#marks.find(({ element }) => element.isConnected);
    if (!mark) {
      // Nothing is left of what was seen.
      if (this.hasEnd) this.goToEnd();
      return;
    }
    const movedPx = this.#topOf(mark.element) - mark.topPx;
    if (movedPx) this.#log.scrollTop += movedPx;
    this.#topPx = this.#log.scrollTop;
    this.#marks = this.#seen();
  }

  goToEnd(): void {
    this.#followsEnd = true;
    this.#marks = [];
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#topPx = this.#log.scrollTop;
  }

  /** Brings something into the middle of the view. */
  goTo(element: Element): void {
    this.#followsEnd = false;
    element.scrollIntoView({ block: 'center' });
    this.#note();
    this.#onMoved();
  }

  #note(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#log;
    // A log that is not displayed has no place.
    if (!clientHeight) return;
    const isAtEnd = this.hasEnd && scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    // Away from the end without going up: what is around the log has grown, and nobody scrolled.
    if (isAtEnd || scrollTop < this.#topPx) this.#followsEnd = isAtEnd;
    this.#topPx = scrollTop;
    this.#marks = this.#followsEnd ? [] : this.#seen();
  }

  #seen(): Mark[] {
    const rows = this.#rows.children;
    const marks: Mark[] = [];
    for (let at = this.#firstSeen(rows); at < rows.length; at++) {
      // The message itself: the day over it may go.
      const element = rows[at]?.lastElementChild;
      const topPx = element ? this.#topOf(element) : Infinity;
      if (!element || topPx > this.#log.clientHeight) break;
      marks.push({ element, topPx });
    }
    return marks;
  }

  /** The index of the first row that ends below the top of the view. */
  #firstSeen(rows: HTMLCollection): number {
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const row = rows[middle];
      if (row && this.#topOf(row) + row.clientHeight <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #topOf(element: Element): number {
    return element.getBoundingClientRect().top - this.#log.getBoundingClientRect().top;
  }
}
