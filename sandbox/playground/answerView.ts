import { html, nothing, type TemplateResult } from 'lit';
import { ERRORS } from '../embeddedMode/errors.js';
import { icons } from '../look/deskIcons.js';
import { codeText } from './codeText.js';
import type { Answer } from './playground.js';

/**
 * What a call came to: nothing yet, what it resolved with, or its error and what that means.
 *
 * @param isBrief - In a line, where there are chats to be seen below it.
 */
export function answerView(
  name: string,
  answer: Answer | undefined,
  isBrief = false,
): TemplateResult | typeof nothing {
  if (!answer) return nothing;
  const { state, elapsedMs, value, failure } = answer;
  return html`<section
    class="answer is-${state} ${isBrief ? 'is-brief' : ''}"
    aria-label=${`Answer of ${name}`}
    aria-live="polite"
    data-testid="answer-${name}"
    data-state=${state}
  >
    ${
      state === 'running'
        ? html`<p class="answer-head">
            <span class="spinner" aria-hidden="true"></span> Waiting. What a person is asked to do in the chat
            takes as long as it takes.
          </p>`
        : html`<p class="answer-head">
              ${failure ? icons.cross : icons.check}
              <strong>${failure ? failure.type : 'Resolved'}</strong>
              <span class="answer-time">${Math.round(elapsedMs)} ms</span>
            </p>
            ${failure ? html`<p class="answer-message">${failure.message}</p>` : nothing}
            ${meaningOf(failure?.type)}
            ${
              // In brief, an error says no more than what stands above, but for its data.
              isBrief && failure && failure.data === undefined
                ? nothing
                : html`<pre
                    tabindex="0"
                    role="region"
                    aria-label=${`What ${name} resolved with`}
                  ><code>${show(isBrief && failure ? failure.data : value, isBrief)}</code></pre>`
            }`
    }
  </section>`;
}

function meaningOf(type: string | undefined): TemplateResult | typeof nothing {
  const means: Partial<Record<string, string>> = ERRORS;
  const text = type === undefined ? undefined : means[type];
  return text === undefined ? nothing : html`<p class="answer-meaning">${codeText(text)}</p>`;
}

function show(value: unknown, isBrief: boolean): string {
  return value === undefined ? 'undefined' : JSON.stringify(value, undefined, isBrief ? 0 : 2);
}
