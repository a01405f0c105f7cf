import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icons } from '../look/deskIcons.js';
import { PageElement } from '../look/pageElement.js';
import type { CallRecord } from './portal.js';

/** What the page called, the latest first, with the result or the typed error. */
export class CallLog extends PageElement {
  static override properties = { calls: { attribute: false } };
  declare calls: readonly CallRecord[];

  constructor() {
    super();
    this.calls = [];
  }

  protected override render(): TemplateResult {
    return html`<div class="card panel calls">
      <h2>Calls</h2>
      ${
        this.calls.length
          ? html`<ol aria-live="polite" data-testid="calls">
              ${repeat(
                this.calls,
                ({ id }) => id,
                (call) => renderCall(call),
              )}
            </ol>`
          : html`<p class="hint">Each call of this page appears here, with its result or its typed error.</p>`
      }
    </div>`;
  }
}

function renderCall({ text, state, elapsedMs, result, failure }: CallRecord): TemplateResult {
  const sign = { running: html`<span class="spinner"></span>`, done: icons.check, failed: icons.cross }[
    state
  ];
  const answer = show(result);
  return html`<li class="call is-${state}" data-testid="call" data-state=${state}>
    <span class="call-sign" role="img" aria-label=${state}>${sign}</span>
    <code class="call-text">${text}</code>
    <span class="call-time">${state === 'running' ? '' : `${elapsedMs.toFixed(0)} ms`}</span>
    ${state === 'done' && answer ? html`<code class="call-answer">${answer}</code>` : nothing}
    ${
      failure
        ? html`<p class="call-failure" data-testid="call-error">
            <strong>${failure.type}</strong> ${failure.message}
          </p>`
        : nothing
    }
  </li>`;
}

function show(result: unknown): string {
  if (result === undefined) return '';
  if (typeof result === 'object' && result !== null && 'frames' in result) return 'LogoutReport, see below';
  const text = JSON.stringify(result);
  return text === '{}' ? '' : text.replaceAll('"', '').replaceAll(',', ', ').replaceAll(':', ': ');
}
