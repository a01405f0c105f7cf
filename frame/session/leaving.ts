import { emptySynchronously } from './storage.js';

/**
 * Empties the storage again when the browser takes this document away after its session has ended. The removal of a frame
 * runs the app's handlers for `pagehide` and `visibilitychange`. An app that saves drafts there writes after its
 * acknowledgement. So this has to run after those handlers, also those that the app adds later.
 */
export function emptyOnLeaving(hasEnded: () => boolean): void {
  const empty = (): void => {
    if (hasEnded() && document.hidden) emptySynchronously();
  };
  window.addEventListener(
    'visibilitychange',
    () => {
      // Listeners run in the order in which they were added. This one runs before all others, and moves `empty` to the end.
      window.removeEventListener('visibilitychange', empty);
      window.addEventListener('visibilitychange', empty);
    },
    true,
  );
  // For browsers that do not hide a document before they take it away.
  window.addEventListener('pagehide', () => {
    if (hasEnded()) emptySynchronously();
  });
}
