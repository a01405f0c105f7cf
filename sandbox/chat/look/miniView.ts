import type { ChatState } from '../app/chatState.js';

/** The style sheets know the same width. */
const narrow = matchMedia('(width < 700px)');

/** Whether the whole client is in so narrow a page that it shows one thing at a time, and nothing but chats. */
export function isMiniView({ mode }: ChatState): boolean {
  return mode === 'collaboration' && narrow.matches;
}

/** Calls back whenever the page becomes narrow, or is not any more. */
export function onWidthChange(listener: () => void): void {
  narrow.addEventListener('change', listener);
}
