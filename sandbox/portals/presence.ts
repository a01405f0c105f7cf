/** How far Symphony is on the page, as its user sees it. */
export type Presence = 'absent' | 'connecting' | 'waitingForLogin' | 'connected' | 'loggingOut' | 'failed';

/** What the head of the page says about it. */
export const PRESENCE_WORDS: Record<Presence, string> = {
  absent: 'Symphony is not on this page',
  connecting: 'Connecting to Symphony',
  waitingForLogin: 'Log in to Symphony',
  connected: 'Connected to Symphony',
  loggingOut: 'Logging out of Symphony',
  failed: 'Symphony could not be shown',
};
