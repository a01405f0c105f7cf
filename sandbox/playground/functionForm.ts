import { html, nothing, type TemplateResult } from 'lit';
import { documentationUrl, type DocumentedFunction, type Parameter } from '../embeddedMode/documented.js';
import { ERRORS } from '../embeddedMode/errors.js';
import { FUNCTIONS, type FunctionName } from '../embeddedMode/functions.js';
import { icons } from '../look/deskIcons.js';
import { PageElement } from '../look/pageElement.js';
import { answerView } from './answerView.js';
import { readArgument, textOf } from './argument.js';
import { argumentField } from './argumentField.js';
import { callSource } from './callSource.js';
import { codeText } from './codeText.js';
import type { Playground } from './playground.js';

/** A function of the table as a form: its arguments, the code of the call, and the answer. */
export class FunctionForm extends PageElement {
  static override properties = {
    playground: { attribute: false },
    revision: { attribute: false },
    name: { attribute: false },
  };
  declare playground: Playground | undefined;
  declare revision: object;
  declare name: FunctionName;

  protected override render(): TemplateResult | typeof nothing {
    const { playground, name } = this;
    if (!playground) return nothing;
    const entry: DocumentedFunction = FUNCTIONS[name];
    const { does, parameters, resolvesWith, errors, modes, page, example } = entry;
    return html`
      <p>${codeText(does)}</p>
      ${
        isOfEvents(entry)
          ? this.#renderWayToEvents(playground, example)
          : this.#renderForm(playground, parameters)
      }
      <dl class="facts">
        <dt>Resolves with</dt>
        <dd>${codeText(resolvesWith)}</dd>
        <dt>Errors</dt>
        <dd>
          <details>
            <summary>${errors.length} ${errors.length === 1 ? 'type' : 'types'}</summary>
            <ul class="errors">
              ${errors.map((type) => html`<li><code>${type}</code> ${codeText(ERRORS[type])}</li>`)}
            </ul>
          </details>
        </dd>
        ${
          modes === 'both'
            ? nothing
            : html`<dt>Only in</dt>
                <dd>${modes === 'focus' ? 'Focus mode' : 'Collaboration mode'}</dd>`
        }
      </dl>
      <p>
        <a href=${documentationUrl(page)} target="_blank" rel="noreferrer"
          >Symphony’s documentation of <code>${name}</code> ${icons.away}</a
        >
      </p>
    `;
  }

  #renderForm(playground: Playground, parameters: readonly Parameter[]): TemplateResult {
    const { name } = this;
    const { args, isWhole } = this.#read(playground, parameters);
    const isRunning = playground.answers[name]?.state === 'running';
    return html`<form
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        if (isWhole) void playground.call(name, args);
      }}
    >
      ${parameters.map((parameter) =>
        argumentField({
          form: name,
          field: parameter,
          text: textIn(playground, name, parameter),
          onEnter: (text) => {
            playground.enter(name, parameter.name, text);
          },
        }),
      )}
      ${
        isWhole
          ? html`<code-block .source=${callSource(name, args)} .label=${name} .testId=${name}></code-block>`
          : nothing
      }
      <button class="button is-primary" type="submit" data-testid="run-${name}" ?disabled=${!isWhole}>
        ${icons.play} ${isRunning ? 'Run again' : 'Run'}<span class="unseen"> ${name}</span>
      </button>
      ${answerView(name, playground.answers[name])}
    </form>`;
  }

  #renderWayToEvents(playground: Playground, example: string): TemplateResult {
    return html`<code-block .source=${example} .label=${this.name} .testId=${this.name}></code-block>
      <button
        class="button"
        @click=${() => {
          playground.change({ panel: 'events' });
        }}
      >
        ${icons.bell} Try it under Events
      </button>`;
  }

  #read(
    playground: Playground,
    parameters: readonly Parameter[],
  ): { args: readonly unknown[]; isWhole: boolean } {
    const read = parameters.map((parameter) =>
      readArgument(parameter.entry, parameter.isOptional ?? false, textIn(playground, this.name, parameter)),
    );
    const args = read.map((argument) => ('value' in argument ? argument.value : undefined));
    const given = args.findLastIndex((value) => value !== undefined) + 1;
    return { args: args.slice(0, given), isWhole: read.every((argument) => 'value' in argument) };
  }
}

/** Whether it is tried where the page listens, and not by a form. */
export function isOfEvents({ parameters }: DocumentedFunction): boolean {
  return parameters.some(({ entry }) => entry === 'callback');
}

function textIn(playground: Playground, name: string, { name: parameter, entry, sample }: Parameter): string {
  return playground.entered(name)[parameter] ?? textOf(entry, sample);
}
