/** The wordmark's sign, as the chat has it. It takes its colours from the page. */
export const MARK = `<svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
  <rect width="32" height="32" rx="9" fill="currentColor" />
  <path d="M22.5 9.7c-2-1.2-4.2-1.7-6.5-1.7-3.8 0-6 1.7-6 4 0 2.7 2.8 3.3 6 4s6 1.3 6 4c0 2.3-2.2 4-6 4-2.3 0-4.5-.5-6.5-1.7"
    fill="none" stroke="var(--on-primary)" stroke-width="3" stroke-linecap="round" /></svg>`;
