import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icons } from '../look/deskIcons.js';
import { PageElement } from '../look/pageElement.js';
import type { LogEntry } from './eventLog.js';
import type { Playground } from './playground.js';

/** What was called and what came, the latest first. */
export class LogView extends PageElement {
  static override properties = { playground: { attribute: false }, revision: { attribute: false } };
  declare playground: Playground | undefined;
  declare revision: object;

  protected override render(): TemplateResult | typeof nothing {
    const { playground } = this;
    if (!playground) return nothing;
    const { entries } = playground.log;
    return html`<section class="card log" aria-labelledby="log-title">
      <header>
        <h2 id="log-title">Log</h2>
        <button
          class="button is-small"
          data-testid="clear-log"
          ?disabled=${!entries.length}
          @click=${() => {
            playground.clearLog();
          }}
        >
          ${icons.sweep} Clear<span class="unseen"> the log</span>
        </button>
      </header>
      ${
        entries.length
          ? html`<div class="entries" tabindex="0" role="log" aria-label="Calls and events" data-testid="log">
              <ol>
                ${repeat(
                  entries,
                  ({ id }) => id,
                  (entry) => renderEntry(entry),
                )}
              </ol>
            </div>`
          : html`<p class="hint">Calls appear here, and what the page is told: subscribe under Events.</p>`
      }
    </section>`;
  }
}

function renderEntry({ time, kind, title, detail }: LogEntry): TemplateResult {
  return html`<li class="entry is-${kind}" data-testid="log-entry" data-kind=${kind}>
    <time>${time}</time>
    <code class="entry-title">${title}</code>
    ${detail ? html`<code class="entry-detail">${detail}</code>` : nothing}
  </li>`;
}
