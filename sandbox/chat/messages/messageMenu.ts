import { html, type TemplateResult } from 'lit';
import { PageElement } from '../../look/pageElement.js';
import { placeNear } from '../look/placement.js';
import { announce } from '../openChat/announce.js';
import { inWords } from '../pod/podProblem.js';
import type { MessageAction } from './messageActions.js';

/** What can be done with one message: a menu that all messages share. */
export class MessageMenu extends PageElement {
  static override properties = { actions: { state: true } };
  declare actions: readonly MessageAction[];
  #anchor: HTMLElement | undefined;

  constructor() {
    super();
    this.actions = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.popover = 'auto';
    this.classList.add('popover', 'menu');
    this.role = 'menu';
    this.ariaLabel = 'Message';
    this.addEventListener('keydown', this.#handleKey);
    this.addEventListener('toggle', ({ newState }) => {
      if (newState === 'closed' && this.#anchor) this.#anchor.ariaExpanded = 'false';
    });
  }

  /** Opens at a button, or closes where it is open there. */
  toggleAt(anchor: HTMLElement, actions: readonly MessageAction[]): void {
    if (this.#anchor) this.#anchor.ariaExpanded = 'false';
    this.#anchor = anchor;
    this.actions = actions;
    anchor.ariaExpanded = 'true';
    this.showPopover({ source: anchor });
    void this.updateComplete.then(() => {
      placeNear(this, anchor);
      this.#items()[0]?.focus();
    });
  }

  protected override render(): TemplateResult[] {
    return this.actions.map(
      (action) =>
        html`<button
          role="menuitem"
          class="menu-item ${action.id === 'suppress' ? 'is-danger' : ''}"
          tabindex="-1"
          data-testid="menu-${action.id}"
          @click=${() => {
            this.#choose(action);
          }}
        >
          ${action.icon} ${action.label}
        </button>`,
    );
  }

  #choose({ run, label }: MessageAction): void {
    this.hidePopover();
    this.#anchor?.focus();
    run()
      .catch((thrown: unknown) => inWords(thrown, label.toLowerCase()))
      .then((words) => {
        announce(this, words);
      })
      .catch(console.warn);
  }

  readonly #handleKey = (event: KeyboardEvent): void => {
    const items = this.#items();
    const at = items.indexOf(document.activeElement as HTMLElement);
    const goTo = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === 'Tab') this.hidePopover();
    if (goTo === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    items.at(goTo % items.length)?.focus();
  };

  #items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[role=menuitem]')];
  }
}
