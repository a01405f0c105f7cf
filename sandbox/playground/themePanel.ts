import { html, nothing, type TemplateResult } from 'lit';
import type { Theme } from 'symphony-embed/host';
import { COLOURS, SHADES, type ColourName, type ShadesName } from '../embeddedMode/theme.js';
import { icons } from '../look/deskIcons.js';
import { PageElement } from '../look/pageElement.js';
import { answerView } from './answerView.js';
import { callSource } from './callSource.js';
import type { Playground } from './playground.js';

const EXAMPLE = {
  primary: '#0f5c63',
  secondary: '#5b6b2f',
  accent: '#7a4a00',
  success: '#1f7a3d',
  error: '#b3261e',
  background: '#fbfdfd',
  surface: '#e8f1f1',
  mention: '#8a3a00',
  text: '#12292b',
  textPrimary: '#ffffff',
  textSecondary: '#ffffff',
  textAccent: '#ffffff',
  textSuccess: '#ffffff',
  textError: '#ffffff',
} as const satisfies Record<ColourName, string>;

type AnyShades = Partial<Record<string, string>>;

/** Every colour of a theme, and every shade. A change goes to the frames at once. */
export class ThemePanel extends PageElement {
  static override properties = { playground: { attribute: false }, revision: { attribute: false } };
  declare playground: Playground | undefined;
  declare revision: object;

  protected override render(): TemplateResult | typeof nothing {
    const { playground } = this;
    if (!playground) return nothing;
    const { theme } = playground.setup;
    return html`
      <p class="hint">
        ${
          playground.tag.mode === 'focus'
            ? 'What is not set is as the app has it.'
            : 'Themes are for Focus mode: here they have no effect.'
        }
      </p>
      <div class="buttons">
        <button
          class="button"
          data-testid="theme-example"
          @click=${() => void playground.changeTheme(EXAMPLE)}
        >
          Try an example
        </button>
        <button
          class="button"
          data-testid="theme-clear"
          ?disabled=${!Object.keys(theme).length}
          @click=${() => void playground.changeTheme({})}
        >
          ${icons.sweep} Clear all
        </button>
      </div>
      <fieldset class="colours">
        <legend>Colours</legend>
        ${(Object.keys(COLOURS) as ColourName[]).map((name) =>
          this.#renderColour(name, COLOURS[name], theme[name], EXAMPLE[name], (colour) =>
            withPart(theme, name, colour),
          ),
        )}
      </fieldset>
      <h3>Shades</h3>
      ${(Object.keys(SHADES) as ShadesName[]).map((name) => this.#renderShades(theme, name))}
      <code-block
        .source=${callSource('updateTheme', [theme])}
        .label=${'updateTheme'}
        .testId=${'theme'}
      ></code-block>
      ${answerView('updateTheme', playground.answers.updateTheme)}
    `;
  }

  #renderShades(theme: Theme, name: ShadesName): TemplateResult {
    const { of, steps, does } = SHADES[name];
    const shades = (theme[name] ?? {}) as AnyShades;
    const set = Object.keys(shades).length;
    return html`<details class="shades">
      <summary><code>${name}</code> <span class="type">${set ? `${set} set` : 'interpolated'}</span></summary>
      <p class="hint">${does}</p>
      <div class="colours">
        ${steps.map((step) =>
          this.#renderColour(`${name}-${step}`, '', shades[step], theme[of] ?? EXAMPLE[of], (colour) => {
            const changed = withPart(shades, step, colour);
            return withPart(theme, name, Object.keys(changed).length ? changed : undefined);
          }),
        )}
      </div>
    </details>`;
  }

  #renderColour(
    name: string,
    does: string,
    colour: string | undefined,
    suggestion: string,
    change: (colour: string | undefined) => Theme,
  ): TemplateResult {
    const id = `theme-${name}`;
    const set = (changed: string | undefined): void => {
      void this.playground?.changeTheme(change(changed));
    };
    return html`<div class="colour ${colour === undefined ? 'is-unset' : ''}">
      <input
        id=${id}
        type="color"
        data-testid=${id}
        .value=${colour ?? suggestion}
        @change=${(event: Event) => {
          set((event.currentTarget as HTMLInputElement).value);
        }}
      />
      <label for=${id}><code>${name.split('-').at(-1)}</code><span class="unseen"> of ${name}</span></label>
      <span class="type">${colour ?? 'not set'}</span>
      ${does ? html`<p class="hint">${does}</p>` : nothing}
      ${
        colour === undefined
          ? nothing
          : html`<button
              class="icon-button"
              aria-label=${`Clear ${name}`}
              data-testid="theme-clear-${name}"
              @click=${() => {
                set(undefined);
              }}
            >
              ${icons.cross}
            </button>`
      }
    </div>`;
  }
}

/** A map with a part set or, when it is `undefined`, without it. */
function withPart<Map extends object>(map: Map, name: string, part: unknown): Map {
  const others = Object.entries(map).filter(([other]) => other !== name);
  return { ...Object.fromEntries(others), ...(part !== undefined && { [name]: part }) } as Map;
}
