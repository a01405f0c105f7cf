import { html, LitElement, type TemplateResult } from 'lit';

const COLUMNS = 8;

// prettier-ignore
const EMOJIS: readonly (readonly [sign: string, name: string])[] = [
  ['👍', 'thumbs up'], ['👎', 'thumbs down'], ['👏', 'clapping'], ['🙏', 'thank you'],
  ['🙌', 'hooray'], ['👋', 'waving'], ['👀', 'looking'], ['💪', 'strong'],
  ['😀', 'grinning'], ['😄', 'happy'], ['😂', 'tears of joy'], ['🙂', 'smiling'],
  ['😉', 'winking'], ['😍', 'in love'], ['😎', 'cool'], ['🤔', 'thinking'],
  ['😐', 'neutral'], ['😕', 'confused'], ['😟', 'worried'], ['😢', 'sad'],
  ['😭', 'crying'], ['😱', 'shocked'], ['😡', 'angry'], ['😴', 'asleep'],
  ['✅', 'done'], ['❌', 'no'], ['❗', 'important'], ['❓', 'question'],
  ['⚠️', 'warning'], ['🔥', 'fire'], ['🚀', 'rocket'], ['🎉', 'party'],
  ['📈', 'rising'], ['📉', 'falling'], ['📊', 'chart'], ['💰', 'money'],
  ['💵', 'dollars'], ['💶', 'euros'], ['🏦', 'bank'], ['💼', 'briefcase'],
  ['📅', 'date'], ['⏰', 'alarm clock'], ['📞', 'call'], ['✉️', 'letter'],
  ['📌', 'pin'], ['🔒', 'locked'], ['☕', 'coffee'], ['❤️', 'heart'],
];

/** A few signs to put into a message. Fires `pick` with the one that was chosen. */
export class EmojiPicker extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('keydown', this.#handleKey);
    this.addEventListener('toggle', ({ newState }) => {
      if (newState === 'open') this.querySelector('button')?.focus();
    });
  }

  protected override render(): TemplateResult[] {
    return EMOJIS.map(
      ([sign, name], index) =>
        html`<button
          type="button"
          class="emoji"
          aria-label=${name}
          title=${name}
          tabindex=${index ? -1 : 0}
          @click=${() => {
            this.#pick(sign);
          }}
        >
          ${sign}
        </button>`,
    );
  }

  #pick(sign: string): void {
    this.hidePopover();
    this.dispatchEvent(new CustomEvent('pick', { detail: sign }));
  }

  readonly #handleKey = (event: KeyboardEvent): void => {
    const buttons = [...this.querySelectorAll('button')];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS }[event.key];
    if (steps === undefined) return;
    event.preventDefault();
    buttons[at + steps]?.focus();
  };
}
