import type { EndReason } from '../../podApi/notices.js';
import type { Database, Queries } from '../database/database.js';

/** What pods tell one another. Small: a notification may not exceed 8,000 bytes. */
export type PodEvent =
  | { type: 'sessionsEnded'; sessionIds: string[]; reason: EndReason }
  | { type: 'messagePosted'; messageId: string }
  | { type: 'messageSuppressed'; messageId: string }
  | { type: 'streamChanged'; streamId: string }
  | { type: 'memberLeft'; streamId: string; userId: string }
  | { type: 'accessRefused'; streamId: string; userId: string }
  | { type: 'connectionAsked'; askerId: string; askedId: string }
  | { type: 'connectionChanged'; userIds: [string, string]; status: 'accepted' | 'deleted' }
  | { type: 'streamRead'; streamId: string; userId: string };

const CHANNEL = 'symphony_pod';
const SESSIONS_AN_EVENT = 100;

/**
 * What happened at any pod of this database, this one included: every event takes the way through the database, so
 * that one pod behaves like many.
 */
export class PodEvents {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Tells all pods, if `queries` is a transaction then when that commits. */
  async publish(queries: Queries, event: PodEvent): Promise<void> {
    await queries.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify(event)]);
  }

  /** As {@link publish}, in as many events as it takes. */
  async publishEnd(queries: Queries, sessionIds: readonly string[], reason: EndReason): Promise<void> {
    for (let from = 0; from < sessionIds.length; from += SESSIONS_AN_EVENT) {
      const part = sessionIds.slice(from, from + SESSIONS_AN_EVENT);
      await this.publish(queries, { type: 'sessionsEnded', sessionIds: part, reason });
    }
  }

  /** @param onGap - Called when events may have been missed. */
  async listen(handle: (event: PodEvent) => void, onGap: () => void): Promise<void> {
    await this.#database.listen(
      CHANNEL,
      (payload) => {
        try {
          handle(JSON.parse(payload) as PodEvent);
        } catch (error) {
          // Whatever else notifies on this channel must not bring the pod down.
          console.error('Failed to handle what was notified:', error);
        }
      },
      onGap,
    );
  }
}
