import { html, nothing, type TemplateResult } from 'lit';
import { PageElement } from '../../look/pageElement.js';
import type { DistributionList, Profile } from '../../podApi/people.js';
import type { Resolved } from '../../podApi/sending.js';
import type { ChatApp } from '../app/chatApp.js';
import { icons } from '../look/icons.js';
import { placeNear } from '../look/placement.js';
import { avatar } from '../people/avatar.js';
import { matching, picks, withPick, withoutPick, type Pick } from './picks.js';

let made = 0;

/** Chooses people, and where `kinds` is `all` chats and distribution lists too: a text field with suggestions. */
export class RecipientPicker extends PageElement {
  static override properties = {
    app: { attribute: false },
    kinds: { attribute: false },
    picked: { attribute: false },
    label: { type: String },
    words: { state: true },
    people: { state: true },
    lists: { state: true },
    isOpen: { state: true },
    active: { state: true },
  };
  declare app: ChatApp | undefined;
  declare kinds: 'people' | 'all';
  declare picked: Resolved;
  declare label: string;
  declare words: string;
  declare people: readonly Profile[];
  declare lists: readonly DistributionList[];
  declare isOpen: boolean;
  /** Which of the suggestions Enter takes. */
  declare active: number;
  readonly #id = `picker-${++made}`;

  constructor() {
    super();
    this.kinds = 'people';
    this.picked = { users: [], streams: [], lists: [] };
    this.label = this.words = '';
    this.people = this.lists = [];
    this.isOpen = false;
    this.active = 0;
  }

  protected override render(): TemplateResult {
    const suggestions = this.#suggestions();
    const isOpen = this.isOpen && suggestions.length > 0;
    const chosen = picks(this.picked);
    return html`<div class="field picker">
      <label for=${this.#id}>${this.label}</label>
      <div class="field-box">
        ${chosen.map((pick) => this.#renderPick(pick))}
        <input
          id=${this.#id}
          role="combobox"
          autocomplete="off"
          aria-autocomplete="list"
          aria-expanded=${isOpen ? 'true' : 'false'}
          aria-controls="${this.#id}-list"
          aria-activedescendant=${isOpen ? this.#optionId(this.active) : nothing}
          placeholder=${chosen.length ? '' : this.kinds === 'all' ? 'People, chats, lists' : 'Name or e-mail'}
          .value=${this.words}
          @click=${this.#open}
          @blur=${this.#close}
          @input=${this.#handleInput}
          @keydown=${this.#handleKey}
        />
      </div>
      <ul
        id="${this.#id}-list"
        class="popover picker-list"
        role="listbox"
        aria-label=${`Suggestions: ${this.label}`}
        popover="manual"
      >
        ${suggestions.map((pick, index) => this.#renderOption(pick, index))}
      </ul>
    </div>`;
  }

  protected override updated(): void {
    const list = this.querySelector<HTMLElement>('[role=listbox]');
    const box = this.querySelector<HTMLElement>('.field-box');
    if (!list || !box) return;
    if (list.childElementCount === 0 || !this.isOpen) {
      list.hidePopover();
      return;
    }
    // Over what is around it: nothing is to move from under the pointer when it comes and goes.
    list.style.width = `${box.offsetWidth}px`;
    list.showPopover();
    placeNear(list, box);
  }

  #renderPick(pick: Pick): TemplateResult {
    return html`<span class="pick">
      ${pick.name}
      <button
        type="button"
        class="icon-button"
        aria-label=${`Remove ${pick.name}`}
        @click=${() => {
          this.#tell(withoutPick(this.picked, pick));
          this.querySelector('input')?.focus();
        }}
      >
        ${icons.close}
      </button>
    </span>`;
  }

  #renderOption(pick: Pick, index: number): TemplateResult {
    return html`<li
      id=${this.#optionId(index)}
      role="option"
      class="picker-option"
      aria-selected=${index === this.active ? 'true' : 'false'}
      aria-disabled=${pick.refusal ? 'true' : 'false'}
      @mousedown=${(event: MouseEvent) => {
        // Or the field loses the focus, and with it the list.
        event.preventDefault();
        this.#take(pick);
      }}
    >
      ${
        pick.kind === 'users'
          ? avatar(pick.item)
          : html`<span class="avatar is-place">${pick.kind === 'streams' ? icons.room : icons.group}</span>`
      }
      <span class="picker-name">${pick.name}</span>
      <span class="quiet">${pick.refusal ?? pick.note}</span>
    </li>`;
  }

  #optionId(index: number): string {
    return `${this.#id}-${index}`;
  }

  /** What goes with the words and is not chosen yet. */
  #suggestions(): Pick[] {
    const { user, streams } = this.app?.state ?? {};
    const isAll = this.kinds === 'all';
    const all = picks({
      users: this.people.filter(({ id }) => id !== user?.id),
      streams: isAll ? (streams ?? []).filter(({ type, canWrite }) => type !== 'direct' && canWrite) : [],
      lists: isAll ? [...this.lists] : [],
    });
    const chosen = new Set(picks(this.picked).map(({ key }) => key));
    return matching(all, this.words).filter(({ key }) => !chosen.has(key));
  }

  async #search(): Promise<void> {
    const { words } = this;
    const people = (await this.app?.people.search(words.trim())) ?? [];
    if (words === this.words) this.people = people;
  }

  #handleInput(event: InputEvent): void {
    this.words = (event.currentTarget as HTMLInputElement).value;
    this.#open();
  }

  #handleKey(event: KeyboardEvent): void {
    const suggestions = this.#suggestions();
    const { key } = event;
    if (key === 'ArrowDown' && !this.isOpen) this.#open();
    else if (key === 'ArrowDown' || key === 'ArrowUp') {
      const step = key === 'ArrowDown' ? 1 : -1;
      this.active = (this.active + step + suggestions.length) % Math.max(suggestions.length, 1);
      void this.updateComplete.then(() =>
        this.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }),
      );
    } else if (key === 'Enter' && this.isOpen && suggestions.length) {
      const pick = suggestions[this.active];
      if (pick) this.#take(pick);
    } else if (key === 'Escape' && this.isOpen) {
      this.#close();
    } else if (key === 'Backspace' && !this.words) {
      const last = picks(this.picked).at(-1);
      if (last) this.#tell(withoutPick(this.picked, last));
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #take(pick: Pick): void {
    if (pick.refusal) return;
    this.words = '';
    this.#close();
    this.#tell(withPick(this.picked, pick));
  }

  #open(): void {
    this.active = 0;
    this.isOpen = true;
    this.#search().catch(console.warn);
    if (this.kinds === 'all' && !this.lists.length)
      this.app?.outbox.lists().then((lists) => (this.lists = lists), console.warn);
  }

  #close(): void {
    this.isOpen = false;
  }

  #tell(picked: Resolved): void {
    this.dispatchEvent(new CustomEvent('pick', { detail: picked }));
  }
}
