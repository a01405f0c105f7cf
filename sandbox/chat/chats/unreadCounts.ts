import type { App } from 'symphony-embed/frame';
import type { User } from '../../podApi/people.js';
import type { ChatState } from '../app/chatState.js';

/**
 * Tells the page around the frame how many messages are unread: every count once somebody is logged in, and after that
 * only the counts that change, whatever changed them.
 */
export class UnreadCounts {
  readonly #host: () => Pick<App, 'notify'>;
  #user: User | undefined;
  #told: ReadonlyMap<string, number> | undefined;

  constructor(host: () => Pick<App, 'notify'>) {
    this.#host = host;
  }

  /** To be called whenever the chats of the state have changed. */
  tell({ user, streams }: ChatState): void {
    // After another login the page may have forgotten what it was told.
    const told = user === this.#user ? this.#told : undefined;
    const counts = new Map(streams.map(({ id, unread }) => [id, unread]));
    // A chat that the user has left has nothing unread.
    const ids = new Set([...counts.keys(), ...(told?.keys() ?? [])]);
    const changed = [...ids].filter((id) => !told || (told.get(id) ?? 0) !== (counts.get(id) ?? 0));
    this.#user = user;
    this.#told = counts;
    if (told && !changed.length) return;
    for (const streamId of changed)
      this.#host().notify('UnreadCountNotifications', { streamId, count: counts.get(streamId) ?? 0 });
    const notifications = [...counts]
      .filter(([, count]) => count > 0)
      .map(([streamId, count]) => ({ streamId, count }));
    const totalCount = notifications.reduce((total, { count }) => total + count, 0);
    this.#host().notify('GlobalUnreadCountNotifications', { notifications, totalCount });
  }
}
