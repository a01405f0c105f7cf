import { html, nothing, type TemplateResult } from 'lit';
import { icons } from '../look/icons.js';

/** What the search bar shows, and what it calls. */
export interface SearchBar {
  words: string;
  /** Whether what was found is out of sight: one of the messages is shown in the log. */
  isAtResult: boolean;
  onWords: (words: string) => void;
  onResults: () => void;
  onClose: () => void;
}

/** The box for what is looked for in a chat. */
export function searchBar({ words, isAtResult, onWords, onResults, onClose }: SearchBar): TemplateResult {
  return html`<div class="search-bar" role="search">
    ${icons.search}
    <input
      type="search"
      aria-label="Search in this chat"
      placeholder="Search in this chat"
      maxlength="200"
      data-testid="search-words"
      .value=${words}
      @input=${(event: InputEvent) => {
        onWords((event.currentTarget as HTMLInputElement).value);
      }}
      @keydown=${({ key }: KeyboardEvent) => {
        if (key === 'Escape') onClose();
      }}
    />
    ${
      isAtResult
        ? html`<button class="link-button" data-testid="search-results" @click=${onResults}>Results</button>`
        : nothing
    }
    <button class="icon-button" aria-label="Close the search" title="Close" @click=${onClose}>
      ${icons.close}
    </button>
  </div>`;
}
