const CONTROLS = 'button, a[href]';

/**
 * Lets the keyboard go from message to message by the arrow keys: only what is in one of them, the last at first, is
 * stepped through with Tab, however many there are.
 */
export class MessageFocus {
  readonly #log: HTMLElement;
  #current: HTMLElement | undefined;

  constructor(log: HTMLElement) {
    this.#log = log;
    log.addEventListener('focusin', ({ target }) => {
      const message = (target as Element).closest<HTMLElement>('.message');
      if (message) this.#choose(message);
    });
    log.addEventListener('keydown', (event) => {
      this.#handleKey(event);
    });
  }

  /** To be called when other messages are shown. */
  refresh(): void {
    const messages = this.#messages();
    const isThere =
      this.#current && messages.includes(this.#current) && this.#current.matches(':focus-within');
    const current = isThere ? this.#current : messages.at(-1);
    this.#current = current;
    for (const message of messages) setReachable(message, message === current);
  }

  #handleKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const messages = this.#messages();
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

  #messages(): HTMLElement[] {
    return [...this.#log.querySelectorAll<HTMLElement>('.message')];
  }
}

function setReachable(message: HTMLElement, isReachable: boolean): void {
  for (const control of message.querySelectorAll<HTMLElement>(CONTROLS))
    control.tabIndex = isReachable ? 0 : -1;
}
