import { html, nothing, type TemplateResult } from 'lit';
import { FUNCTIONS, type FunctionName } from '../embeddedMode/functions.js';
import { icons } from '../look/deskIcons.js';
import { PageElement } from '../look/pageElement.js';
import type { Playground } from './playground.js';

/** Every function of `window.symphony`. One form is open at a time. */
export class FunctionsPanel extends PageElement {
  static override properties = { playground: { attribute: false }, revision: { attribute: false } };
  declare playground: Playground | undefined;
  declare revision: object;

  protected override render(): TemplateResult | typeof nothing {
    const { playground } = this;
    if (!playground) return nothing;
    return html`${(Object.keys(FUNCTIONS) as FunctionName[]).map((name) => this.#renderFunction(playground, name))}`;
  }

  #renderFunction(playground: Playground, name: FunctionName): TemplateResult {
    const isOpen = playground.setup.open === name;
    return html`<details
      class="function"
      name="function"
      data-testid="function-${name}"
      ?open=${isOpen}
      @toggle=${(event: ToggleEvent) => {
        this.#handleToggle(event, name);
      }}
    >
      <summary><code>${FUNCTIONS[name].signature}</code>${signOf(playground, name)}</summary>
      ${
        isOpen
          ? html`<function-form .playground=${playground} .name=${name} .revision=${{}}></function-form>`
          : nothing
      }
    </details>`;
  }

  #handleToggle(event: ToggleEvent, name: FunctionName): void {
    const { playground } = this;
    // Details within the form say so, too; and a form that is closed may be so since another one was opened.
    if (event.target !== event.currentTarget) return;
    if (event.newState === 'open') playground?.change({ open: name });
    else if (playground?.setup.open === name) playground.change({ open: undefined });
  }
}

function signOf({ answers }: Playground, name: FunctionName): TemplateResult | typeof nothing {
  const state = answers[name]?.state;
  if (!state) return nothing;
  if (state === 'running') return html`<span class="spinner" role="img" aria-label="waiting"></span>`;
  return state === 'done'
    ? html`<span class="sign is-done" role="img" aria-label="resolved">${icons.check}</span>`
    : html`<span class="sign is-failed" role="img" aria-label="failed">${icons.cross}</span>`;
}
