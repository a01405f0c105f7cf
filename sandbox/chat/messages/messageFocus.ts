const CONTROLS = 'button, a[href]';

/**
 * Lets the keyboard go from message to message by the arrow keys: only what is in one of them, the last at first, is
 * stepped through with Tab, however many there are.
 */
export class MessageFocus {
  readonly #log: HTMLElement;
  readonly #messages: HTMLCollectionOf<HTMLElement>;
  #current: HTMLElement | undefined;
  #hasFocus = false;

  constructor(log: HTMLElement) {
    this.#log = log;
    this.#messages = log.getElementsByClassName('message') as HTMLCollectionOf<HTMLElement>;
    log.addEventListener('focusin', ({ target }) => {
      const message = (target as Element).closest<HTMLElement>('.message');
      if (message) this.#choose(message);
    });
    log.addEventListener('keydown', (event) => {
      this.#handleKey(event);
    });
  }

  /** To be called before other messages are shown. */
  remember(): void {
    this.#hasFocus = this.#current?.matches(':focus-within') === true;
  }

  /** To be called when other messages are shown. */
  refresh(): void {
    const isThere = this.#hasFocus && this.#current?.isConnected === true;
    const current = isThere ? this.#current : this.#messages.item(this.#messages.length - 1);
    if (current) {
      this.#choose(current);
      // What it has in it may be new.
      setReachable(current, true);
    }
    // The message went that had the focus: from the log, the arrow keys lead on.
    if (this.#hasFocus && !isThere) this.#log.focus({ preventScroll: true });
  }

  #handleKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const messages = [...this.#messages];
    const focused = messages.findIndex((message) => message.matches(':focus-within'));
    const from = focused < 0 ? messages.length : focused;
    const goTo = { ArrowUp: from - 1, ArrowDown: from + 1, Home: 0, End: messages.length - 1 }[event.key];
    const message = goTo === undefined ? undefined : messages[goTo];
    if (!message) return;
    event.preventDefault();
    message.focus();
    message.scrollIntoView({ block: 'nearest' });
  }

  #choose(message: HTMLElement): void {
    if (message === this.#current) return;
    if (this.#current) setReachable(this.#current, false);
    this.#current = message;
    setReachable(message, true);
  }
}

/** For messages that are new: Tab does not go through them. */
export function leaveOutOfTabOrder(message: Element): void {
  setReachable(message, false);
}

function setReachable(message: Element, isReachable: boolean): void {
  for (const control of message.querySelectorAll<HTMLElement>(CONTROLS))
    control.tabIndex = isReachable ? 0 : -1;
}
