import { html, nothing, type TemplateResult } from 'lit';
import type { Settings } from 'symphony-embed/host';
import { icons } from '../look/deskIcons.js';
import { PageElement } from '../look/pageElement.js';
import type { Portal } from './portal.js';
import { SETTING_SWITCHES } from './settingSwitches.js';
import { SLOTS } from './slots.js';
import { THEMES, type NamedTheme } from './themes.js';

const PEOPLE = ['bob', 'carol', 'dave'];
const PASSWORD = 'symphony';

/** Where there is little room the chats come first. */
const HAS_ROOM = '(width >= 1040px)';

/** The SDK's functions, for trying them by hand. */
export class ControlPanel extends PageElement {
  static override properties = {
    portal: { attribute: false },
    revision: { attribute: false },
    people: { state: true },
    themeId: { state: true },
    roomSlotId: { state: true },
  };
  declare portal: Portal | undefined;
  declare revision: object;
  declare people: ReadonlySet<string>;
  declare themeId: string;
  declare roomSlotId: string;
  readonly #hasRoom = matchMedia(HAS_ROOM).matches;

  constructor() {
    super();
    this.people = new Set(['bob']);
    this.themeId = 'own';
    this.roomSlotId = '1';
  }

  protected override render(): TemplateResult | typeof nothing {
    const { portal } = this;
    if (!portal) return nothing;
    const { isRendered, isLoggingOut, mode } = portal;
    return html`<div class="card panel">
      <h2>Symphony SDK</h2>
      <div class="buttons">
        <button
          class="button is-primary"
          data-testid="render"
          ?disabled=${isLoggingOut}
          @click=${this.#handleRender}
        >
          ${icons.play} ${isRendered ? 'Render again' : 'Render'}
        </button>
        <button
          class="button is-danger"
          data-testid="logout"
          ?disabled=${isLoggingOut}
          @click=${() => void portal.logOut()}
        >
          ${icons.logOut} ${isLoggingOut ? 'Logging out' : 'Log out'}
        </button>
        <button
          class="button is-wide"
          data-testid="check-auth"
          ?disabled=${isLoggingOut}
          @click=${() => void portal.checkAuth()}
        >
          Who is logged in?
        </button>
      </div>
      <p class="hint" data-testid="hint">
        Log in as <code>alice@acme.example</code>, or as bob, carol or dave, with the password
        <code>${PASSWORD}</code>.
      </p>
      ${this.#renderSettings(portal)} ${mode === 'focus' ? this.#renderTheme(portal) : nothing}
      ${this.#renderPeople(portal)}
    </div>`;
  }

  #renderSettings({ settings, mode }: Portal): TemplateResult {
    return html`<details class="group" ?open=${this.#hasRoom}>
      <summary>Settings</summary>
      <div class="switches">
        ${this.#renderSwitch('Dark', 'dark', settings.mode === 'dark', (on) => ({ mode: on ? 'dark' : 'light' }))}
        ${SETTING_SWITCHES[mode].map(([name, label, usual]) =>
          this.#renderSwitch(label, name, settings[name] ?? usual, (on) => ({
            [name]: on,
          })),
        )}
      </div>
    </details>`;
  }

  #renderSwitch(label: string, id: string, on: boolean, change: (on: boolean) => Settings): TemplateResult {
    return html`<label class="flag">
      <input
        type="checkbox"
        role="switch"
        data-testid="setting-${id}"
        .checked=${on}
        ?disabled=${this.portal?.isLoggingOut}
        @change=${(event: Event) => {
          void this.#change(change((event.currentTarget as HTMLInputElement).checked));
        }}
      />
      <span>${label}</span>
    </label>`;
  }

  #renderTheme(portal: Portal): TemplateResult {
    const { primary = '#0b62c9' } = portal.theme ?? {};
    return html`<details class="group" ?open=${this.#hasRoom}>
      <summary>Theme</summary>
      <div class="switches" role="group" aria-label="Theme">
        ${THEMES.map(
          (theme) =>
            html`<button
              class="tool"
              aria-pressed=${theme.id === this.themeId ? 'true' : 'false'}
              data-testid="theme-${theme.id}"
              ?disabled=${portal.isLoggingOut}
              @click=${() => void this.#chooseTheme(theme)}
            >
              ${swatch(theme, portal)} ${theme.name}
            </button>`,
        )}
        <label class="tool">
          <input
            type="color"
            data-testid="theme-primary"
            .value=${primary}
            ?disabled=${portal.isLoggingOut}
            @change=${this.#handleColour}
          />
          <span>Primary colour</span>
        </label>
      </div>
    </details>`;
  }

  #renderPeople({ isRendered, isLoggingOut, mode }: Portal): TemplateResult {
    return html`<details class="group" ?open=${this.#hasRoom}>
      <summary>Start a chat with</summary>
      <div class="switches">
        ${PEOPLE.map(
          (person) =>
            html`<label class="flag">
              <input
                type="checkbox"
                data-testid="person-${person}"
                .checked=${this.people.has(person)}
                ?disabled=${isLoggingOut}
                @change=${() => {
                  this.#togglePerson(person);
                }}
              />
              <span>${person.slice(0, 1).toUpperCase()}${person.slice(1)}</span>
            </label>`,
        )}
      </div>
      <div class="row">
        ${mode === 'focus' ? this.#renderRoomSlot(isLoggingOut) : nothing}
        <button
          class="button"
          data-testid="start-room"
          ?disabled=${isLoggingOut || !isRendered || !this.people.size}
          @click=${this.#handleStartRoom}
        >
          ${icons.people} Start
        </button>
      </div>
    </details>`;
  }

  #renderRoomSlot(isDisabled: boolean): TemplateResult {
    return html`<select
      class="input"
      aria-label="Where the chat opens"
      data-testid="room-slot"
      ?disabled=${isDisabled}
      @change=${this.#handleRoomSlot}
    >
      ${SLOTS.map((slot) => html`<option value=${slot.id} ?selected=${slot.id === this.roomSlotId}>${slot.name}</option>`)}
    </select>`;
  }

  readonly #handleRender = (): void => {
    const select = document.querySelector<HTMLSelectElement>('[data-testid="stream-main"]');
    void this.portal?.render(select?.value ?? 'fx-desk');
  };

  /** A theme has a light and a dark version: the mode takes its one along. */
  async #change(change: Settings): Promise<void> {
    await this.portal?.updateSettings(change);
    const theme = THEMES.find(({ id }) => id === this.themeId);
    if (change.mode && theme && this.portal?.theme) await this.portal.updateTheme(theme[change.mode]);
  }

  async #chooseTheme(theme: NamedTheme): Promise<void> {
    this.themeId = theme.id;
    await this.portal?.updateTheme(theme[this.portal.settings.mode ?? 'light']);
  }

  #handleColour(event: Event): void {
    const primary = (event.currentTarget as HTMLInputElement).value;
    this.themeId = '';
    void this.portal?.updateTheme({ ...this.portal.theme, primary });
  }

  #togglePerson(person: string): void {
    const people = new Set(this.people);
    if (!people.delete(person)) people.add(person);
    this.people = people;
  }

  #handleRoomSlot(event: Event): void {
    this.roomSlotId = (event.currentTarget as HTMLSelectElement).value;
  }

  #handleStartRoom(): void {
    // The whole client has one frame.
    const slotId = this.portal?.mode === 'focus' ? this.roomSlotId : 'main';
    const slot = SLOTS.find(({ id }) => id === slotId);
    if (slot)
      void this.portal?.startRoom(
        slot,
        [...this.people].map((person) => `${person}@acme.example`),
      );
  }
}

function swatch(theme: NamedTheme, { settings }: Portal): TemplateResult {
  const { primary = '#0b62c9', surface = '#e9eef5' } = theme[settings.mode ?? 'light'];
  return html`<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
    <circle cx="10" cy="10" r="9" fill=${surface} stroke="currentColor" stroke-opacity=".25" />
    <path d="M10 1a9 9 0 0 1 0 18z" fill=${primary} />
  </svg>`;
}
