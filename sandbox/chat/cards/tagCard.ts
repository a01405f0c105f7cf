import { html, type TemplateResult } from 'lit';
import type { ChatApp } from '../app/chatApp.js';

/** What a cashtag stands for, and a way to see more of it. */
export function tagCard(ticker: string, app: ChatApp, act: (work: () => unknown) => void): TemplateResult {
  return html`<div data-testid="tag-card">
    <div class="person">
      <span class="avatar is-instrument" aria-hidden="true" data-initials="$"></span>
      <div class="person-name">
        <h2>${ticker}</h2>
        <p class="quiet">Financial instrument</p>
      </div>
    </div>
    <div class="card-actions">
      <button
        class="button is-primary"
        data-testid="view-instrument"
        @click=${() => {
          act(() => {
            app.interop('ViewInstrument', {
              type: 'fdc3.instrument',
              name: 'Symphony cashtag',
              id: { ticker },
            });
          });
        }}
      >
        View Instrument
      </button>
    </div>
  </div>`;
}
