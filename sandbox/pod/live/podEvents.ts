import type { EndReason } from '../../podApi/notices.js';
import type { Queries } from '../database/database.js';
import type { EventBus } from './eventBus.js';

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

const SESSIONS_AN_EVENT = 100;

/** What happened at any pod of a database, this one included: every event takes the same way, so that one pod behaves like many. */
export class PodEvents {
  readonly #bus: EventBus;

  constructor(bus: EventBus) {
    this.#bus = bus;
  }

  /** Tells all pods, if `queries` is a transaction then when that has committed. */
  publish(queries: Queries, event: PodEvent): Promise<void> {
    return this.#bus.publish(queries, JSON.stringify(event));
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
    await this.#bus.listen((payload) => {
      try {
        handle(JSON.parse(payload) as PodEvent);
      } catch (error) {
        // Whatever else is told on this channel must not bring the pod down.
        console.error('Failed to handle what was told:', error);
      }
    }, onGap);
  }
}
