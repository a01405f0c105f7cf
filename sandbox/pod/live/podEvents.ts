import type { EndReason } from '../../podApi/notices.js';
import type { Queries } from '../database/database.js';
import { groupBy } from '../groupBy.js';
import type { EventBus } from './eventBus.js';

/** What pods tell one another. */
export type PodEvent =
  | { type: 'sessionsEnded'; sessionIds: string[]; reason: EndReason }
  /** So many messages were posted in a stream, after one that was there before. */
  | { type: 'messagesPosted'; streamId: string; afterId: string; lastId: string; count: number }
  | { type: 'messageSuppressed'; streamId: string; messageId: string }
  | { type: 'streamChanged'; streamId: string }
  | { type: 'memberLeft'; streamId: string; userId: string }
  | { type: 'accessRefused'; streamId: string; userId: string }
  | { type: 'connectionAsked'; askerId: string; askedId: string }
  | { type: 'connectionChanged'; userIds: [string, string]; status: 'accepted' | 'deleted' }
  | { type: 'streamRead'; streamId: string; userIds: string[] };

/** How many ids there are in an event: far less than fits into a payload. */
const IDS_AN_EVENT = 100;
/** PostgreSQL takes less than 8,000 bytes. */
const PAYLOAD_MAX_BYTES = 7_900;

/** What happened at any pod of a database, this one included: every event takes the same way, so that one pod behaves like many. */
export class PodEvents {
  readonly #bus: EventBus;

  constructor(bus: EventBus) {
    this.#bus = bus;
  }

  /** Tells all pods, in this order; if `queries` is a transaction then when that has committed. */
  async publish(queries: Queries, ...events: PodEvent[]): Promise<void> {
    if (events.length) await this.#bus.publish(queries, payloadsOf(events));
  }

  publishEnd(queries: Queries, sessionIds: readonly string[], reason: EndReason): Promise<void> {
    const parts = inParts(sessionIds);
    return this.publish(
      queries,
      ...parts.map((part) => ({ type: 'sessionsEnded' as const, sessionIds: part, reason })),
    );
  }

  /** @param reads - Who has read all that there was, and where. */
  publishReads(queries: Queries, reads: Iterable<{ streamId: string; userId: string }>): Promise<void> {
    const events = [...groupBy(reads, ({ streamId }) => streamId)].flatMap(([streamId, readers]) =>
      inParts(readers.map(({ userId }) => userId)).map((userIds) => ({
        type: 'streamRead' as const,
        streamId,
        userIds,
      })),
    );
    return this.publish(queries, ...events);
  }

  /** @param onGap - Called when events may have been missed. */
  async listen(handle: (event: PodEvent) => void, onGap: () => void): Promise<void> {
    await this.#bus.listen((payload) => {
      try {
        for (const event of JSON.parse(payload) as PodEvent[]) handle(event);
      } catch (error) {
        // Whatever else is told on this channel must not bring the pod down.
        console.error('Failed to handle what was told:', error);
      }
    }, onGap);
  }
}

/** As few payloads as these events fit into. */
function payloadsOf(events: readonly PodEvent[]): string[] {
  const payloads: string[][] = [];
  let bytes = Infinity;
  for (const event of events) {
    const text = JSON.stringify(event);
    // With the comma or the bracket that follows it.
    bytes += Buffer.byteLength(text) + 1;
    if (bytes > PAYLOAD_MAX_BYTES) {
      payloads.push([]);
      bytes = 1 + Buffer.byteLength(text) + 1;
    }
    payloads.at(-1)?.push(text);
  }
  return payloads.map((texts) => `[${texts.join(',')}]`);
}

function inParts(ids: readonly string[]): string[][] {
  const parts: string[][] = [];
  for (let from = 0; from < ids.length; from += IDS_AN_EVENT)
    parts.push(ids.slice(from, from + IDS_AN_EVENT));
  return parts;
}
