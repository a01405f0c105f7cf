import { html, nothing, type TemplateResult } from 'lit';
import type { Modes } from '../embeddedMode/documented.js';
import { SETTINGS, type DocumentedSetting, type SettingName } from '../embeddedMode/settings.js';
import { icons } from '../look/deskIcons.js';
import { PageElement } from '../look/pageElement.js';
import { answerView } from './answerView.js';
import { callSource } from './callSource.js';
import { codeText } from './codeText.js';
import type { Playground } from './playground.js';

const GROUPS: readonly (readonly [modes: Modes, headline: string])[] = [
  ['both', 'In both modes'],
  ['focus', 'In Focus mode only'],
  ['collaboration', 'In Collaboration mode only'],
];

/** Which chat to show is said where it is rendered. */
const OF_THE_CHAT: readonly string[] = ['streamId', 'userIds'] satisfies SettingName[];

/** Every setting. A change goes to the frames at once. */
export class SettingsPanel extends PageElement {
  static override properties = { playground: { attribute: false }, revision: { attribute: false } };
  declare playground: Playground | undefined;
  declare revision: object;

  protected override render(): TemplateResult | typeof nothing {
    const { playground } = this;
    if (!playground) return nothing;
    const { settings } = playground.setup;
    return html`
      <p class="hint">
        ${
          playground.isRendered
            ? html`A change goes to the frames at once, by <code>updateSettings</code>.`
            : html`What is set here goes into <code>render</code>.`
        }
      </p>
      ${GROUPS.map(([modes, headline]) => this.#renderGroup(playground, modes, headline))}
      <code-block
        .source=${callSource('updateSettings', [settings])}
        .label=${'updateSettings'}
        .testId=${'settings'}
      ></code-block>
      <button
        class="button"
        data-testid="reset-settings"
        ?disabled=${!Object.keys(settings).length}
        @click=${() => void playground.resetSettings()}
      >
        ${icons.sweep} Set all to their defaults
      </button>
      ${answerView('updateSettings', playground.answers.updateSettings)}
    `;
  }

  #renderGroup(playground: Playground, wanted: Modes, headline: string): TemplateResult {
    const entries = (Object.entries(SETTINGS) as [SettingName, DocumentedSetting][]).filter(
      ([name, { modes }]) => modes === wanted && !OF_THE_CHAT.includes(name),
    );
    const isIdle = wanted !== 'both' && wanted !== playground.tag.mode;
    return html`<fieldset class="settings ${isIdle ? 'is-idle' : ''}">
      <legend>${headline}</legend>
      ${isIdle ? html`<p class="hint">Without effect here: switch the mode in the head of the page.</p>` : nothing}
      ${entries.map(([name, setting]) => this.#renderSetting(playground, name, setting))}
    </fieldset>`;
  }

  #renderSetting(playground: Playground, name: SettingName, setting: DocumentedSetting): TemplateResult {
    const { default: usual, does, shows } = setting;
    const value = (playground.setup.settings as Record<string, boolean | string | undefined>)[name];
    return html`<div class="setting ${value === undefined ? '' : 'is-changed'}">
      <label for="setting-${name}"><code>${name}</code></label>
      ${this.#renderControl(playground, name, setting, value ?? usual)}
      <p class="hint" id="setting-${name}-hint">
        ${codeText(does)} ${codeText(shows)}
        ${usual === undefined ? nothing : html`<span class="default">Default: ${typeof usual === 'boolean' ? (usual ? 'on' : 'off') : usual}.</span>`}
      </p>
    </div>`;
  }

  #renderControl(
    playground: Playground,
    name: SettingName,
    { kind, words = [] }: DocumentedSetting,
    value: boolean | string | undefined,
  ): TemplateResult {
    const id = `setting-${name}`;
    const change = (changed: boolean | string): void => {
      void playground.changeSetting(name, changed);
    };
    const handleChange = (event: Event): void => {
      change((event.currentTarget as HTMLInputElement).value);
    };
    if (kind === 'flag') {
      return html`<input
        id=${id}
        type="checkbox"
        role="switch"
        data-testid=${id}
        aria-describedby="${id}-hint"
        .checked=${value === true}
        @change=${(event: Event) => {
          change((event.currentTarget as HTMLInputElement).checked);
        }}
      />`;
    }
    if (kind === 'words') {
      return html`<select
        id=${id}
        class="input"
        data-testid=${id}
        aria-describedby="${id}-hint"
        @change=${handleChange}
      >
        ${words.map((word) => html`<option ?selected=${word === value}>${word}</option>`)}
      </select>`;
    }
    return html`<input
      id=${id}
      class="input code-input"
      type="text"
      spellcheck="false"
      autocomplete="off"
      data-testid=${id}
      aria-describedby="${id}-hint"
      .value=${typeof value === 'string' ? value : ''}
      @change=${handleChange}
    />`;
  }
}
