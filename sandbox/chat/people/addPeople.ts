import { html, nothing, type TemplateResult } from 'lit';
import type { Profile } from '../../podApi/people.js';
import type { Stream } from '../../podApi/streams.js';
import { AttemptElement } from './attemptElement.js';
import { personLine } from './personLine.js';

/** Looks for people, and adds those who are ticked to a chat. Fires `done` with how many they were. */
export class AddPeople extends AttemptElement {
  static override properties = {
    ...AttemptElement.properties,
    stream: { attribute: false },
    found: { state: true },
    chosen: { state: true },
    isBusy: { state: true },
  };
  declare stream: Stream | undefined;
  declare found: readonly Profile[];
  declare chosen: readonly string[];
  declare isBusy: boolean;
  #searches = 0;

  constructor() {
    super();
    this.found = this.chosen = [];
    this.isBusy = false;
  }

  protected override firstUpdated(): void {
    void this.#search('');
  }

  protected override render(): TemplateResult {
    const members = new Set(this.stream?.members.map(({ id }) => id));
    const others = this.found.filter(({ id }) => !members.has(id));
    return html`<form class="add-people" @submit=${this.#handleSubmit}>
      <h2>Add people</h2>
      <input
        type="search"
        class="input"
        aria-label="Search people"
        placeholder="Search people"
        data-testid="add-people-search"
        @input=${this.#handleInput}
      />
      <ul class="people is-choice">
        ${others.map((person) => this.#renderPerson(person))}
        ${others.length ? nothing : html`<li class="quiet">Nobody else of this name.</li>`}
      </ul>
      ${this.renderProblem()}
      <div class="card-actions">
        <button type="button" class="button" @click=${this.#handleCancel}>Cancel</button>
        <button
          class="button is-primary"
          data-testid="add-people-confirm"
          ?disabled=${!this.chosen.length || this.isBusy}
        >
          Add ${this.chosen.length ? this.chosen.length : nothing}
        </button>
      </div>
    </form>`;
  }

  #renderPerson(person: Profile): TemplateResult {
    const { id } = person;
    return html`<li>
      <label class="person">
        <input
          type="checkbox"
          .checked=${this.chosen.includes(id)}
          @change=${({ currentTarget }: Event) => {
            const others = this.chosen.filter((each) => each !== id);
            this.chosen = (currentTarget as HTMLInputElement).checked ? [...others, id] : others;
          }}
        />
        ${personLine(person)}
      </label>
    </li>`;
  }

  #handleInput({ currentTarget }: InputEvent): void {
    void this.#search((currentTarget as HTMLInputElement).value.trim());
  }

  #handleCancel(): void {
    this.#tellDone(0);
  }

  #handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    void this.#add();
  }

  async #search(text: string): Promise<void> {
    const search = ++this.#searches;
    await this.attempt('look for people', async () => {
      const found = (await this.app?.people.search(text)) ?? [];
      // Answers may overtake each other.
      if (search === this.#searches) this.found = found;
    });
  }

  async #add(): Promise<void> {
    const { app, stream, chosen } = this;
    if (!app || !stream || !chosen.length) return;
    this.isBusy = true;
    const add = async (): Promise<void> => {
      await app.rooms.addPeople(stream.id, chosen);
      this.#tellDone(chosen.length);
    };
    await this.attempt('add them', add, this.found);
    this.isBusy = false;
  }

  #tellDone(count: number): void {
    this.dispatchEvent(new CustomEvent('done', { detail: count }));
  }
}
