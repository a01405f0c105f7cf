import { html, nothing, type TemplateResult } from 'lit';
import type { Entry, Field } from '../embeddedMode/documented.js';
import { readArgument } from './argument.js';
import { codeText } from './codeText.js';

/** A field of a form, for an argument or a part of one. */
export interface ArgumentField {
  form: string;
  field: Field & { entry: Entry; default?: string };
  text: string;
  onEnter: (text: string) => void;
}

const HINTS: Partial<Record<Entry, string>> = { list: 'comma-separated', json: 'JSON' };

/** Shows a field with what it is for and, where what is in it cannot be read, why. */
export function argumentField({ form, field, text, onEnter }: ArgumentField): TemplateResult {
  const { name, type, entry, isOptional = false, does, default: usual } = field;
  const id = `argument-${form}-${name}`;
  const argument = readArgument(entry, isOptional, text);
  const problem = 'problem' in argument ? argument.problem : undefined;
  const handleInput = (event: Event): void => {
    onEnter((event.currentTarget as HTMLInputElement).value);
  };
  return html`<div class="field">
    <label for=${id}>
      <code>${name}${isOptional ? '?' : ''}</code>
      <span class="type">${type}${HINTS[entry] ? `, ${HINTS[entry]}` : ''}</span>
    </label>
    ${inputOf({ id, entry, text, usual, isOptional, isWrong: problem !== undefined, handleInput })}
    ${problem === undefined ? nothing : html`<p class="problem" id="${id}-problem" role="alert">${problem}</p>`}
    <p class="hint" id="${id}-hint">
      ${codeText(does)}
      ${isOptional && usual !== undefined ? html`Default: ${/^['{]|^(true|false)$/.test(usual) ? html`<code>${usual}</code>` : usual}.` : nothing}
    </p>
  </div>`;
}

interface Input {
  id: string;
  entry: Entry;
  text: string;
  usual: string | undefined;
  isOptional: boolean;
  isWrong: boolean;
  handleInput: (event: Event) => void;
}

function inputOf({ id, entry, text, usual, isOptional, isWrong, handleInput }: Input): TemplateResult {
  const described = isWrong ? `${id}-problem ${id}-hint` : `${id}-hint`;
  if (entry === 'flag') {
    return html`<select id=${id} data-testid=${id} aria-describedby=${described} @change=${handleInput}>
      ${isOptional ? html`<option value="" ?selected=${text === ''}>left out${usual ? ` (${usual})` : ''}</option>` : nothing}
      <option value="true" ?selected=${text === 'true'}>true</option>
      <option value="false" ?selected=${text === 'false'}>false</option>
    </select>`;
  }
  if (entry === 'json') {
    const rows = Math.min(14, Math.max(3, text.split('\n').length));
    return html`<textarea
      id=${id}
      class="code-input"
      data-testid=${id}
      rows=${rows}
      spellcheck="false"
      autocomplete="off"
      aria-describedby=${described}
      aria-invalid=${isWrong ? 'true' : 'false'}
      .value=${text}
      @input=${handleInput}
    ></textarea>`;
  }
  return html`<input
    id=${id}
    class="code-input"
    data-testid=${id}
    type="text"
    spellcheck="false"
    autocapitalize="off"
    autocomplete="off"
    placeholder=${isOptional ? 'left out' : ''}
    aria-describedby=${described}
    .value=${text}
    @input=${handleInput}
  />`;
}
