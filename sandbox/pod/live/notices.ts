import type { Notice } from '../../podApi/notices.js';
import type { Database } from '../database/database.js';
import { groupBy } from '../groupBy.js';
import { isMentioned } from '../messages/mentions.js';
import { findMessages, messageOf, type MessageRow } from '../messages/messages.js';
import { audienceOf, type Listener } from '../streams/audience.js';
import { viewStreamsFor } from '../streams/streams.js';
import type { PodEvent } from './podEvents.js';

/** Who is to hear what. */
export interface AddressedNotice {
  userIds: readonly string[];
  notice: Notice;
}

/** What happens at any pod; the ends of sessions are another matter. */
export type UserEvent = Exclude<PodEvent, { type: 'sessionsEnded' }>;

/** What the database says about a number of events. */
interface Facts {
  messages: ReadonlyMap<string, MessageRow>;
  audience: ReadonlyMap<string, readonly Listener[]>;
  views: Awaited<ReturnType<typeof viewStreamsFor>>;
}

/** Makes notices of events: as each user sees it, and for nobody else. */
export class Notices {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Notices of these events, in their order. How much is unread is told once for a stream, after everything else. The
   * database is asked once for all of them, so it says how things are now: never older than the events.
   *
   * @param userIds - Who is there to be told.
   */
  async about(events: readonly UserEvent[], userIds: readonly string[]): Promise<AddressedNotice[]> {
    const facts = await this.#factsAbout(events, userIds);
    return [...events.flatMap((event) => noticesOf(event, facts)), ...unreadNotices(events, facts)];
  }

  async #factsAbout(events: readonly UserEvent[], userIds: readonly string[]): Promise<Facts> {
    const messageIds = events.flatMap(messagesIn);
    const listening = events.filter(({ type }) => LISTENED_TO.includes(type)).flatMap(streamsIn);
    const changed = events.filter(({ type }) => type === 'streamChanged').flatMap(streamsIn);
    const messages = messageIds.length ? await findMessages(this.#database, messageIds) : [];
    return {
      messages: new Map(messages.map((row) => [row.id, row])),
      audience: listening.length
        ? await audienceOf(this.#database, [...new Set(listening)], userIds)
        : new Map(),
      views: changed.length ? await viewStreamsFor(this.#database, [...new Set(changed)], userIds) : [],
    };
  }
}

const LISTENED_TO: readonly UserEvent['type'][] = ['messagesPosted', 'messageSuppressed', 'streamRead'];

function messagesIn(event: UserEvent): string[] {
  if (event.type === 'messagesPosted') return event.messageIds;
  return event.type === 'messageSuppressed' ? [event.messageId] : [];
}

function streamsIn(event: UserEvent): string[] {
  return 'streamId' in event ? [event.streamId] : [];
}

function noticesOf(event: UserEvent, { messages, audience, views }: Facts): AddressedNotice[] {
  switch (event.type) {
    case 'messagesPosted':
    case 'messageSuppressed':
      return messagesIn(event).flatMap((id) => {
        const row = messages.get(id);
        return row ? messageNotices(event.type, row, audience.get(row.stream_id) ?? []) : [];
      });
    case 'streamRead':
      return [];
    case 'streamChanged':
      return views
        .filter(({ stream }) => stream.id === event.streamId)
        .map(({ viewer, stream }) => ({ userIds: [viewer.id], notice: { type: 'stream', stream } }));
    case 'memberLeft':
      return [{ userIds: [event.userId], notice: { type: 'left', streamId: event.streamId } }];
    case 'accessRefused':
      return [{ userIds: [event.userId], notice: { type: 'accessRefused', streamId: event.streamId } }];
    case 'connectionAsked': {
      const { askerId, askedId } = event;
      return [
        { userIds: [askedId], notice: { type: 'connection', userId: askerId, status: 'pending_incoming' } },
      ];
    }
    case 'connectionChanged': {
      const { userIds: both, status } = event;
      const [one, other] = both;
      return [
        { userIds: [one], notice: { type: 'connection', userId: other, status } },
        { userIds: [other], notice: { type: 'connection', userId: one, status } },
      ];
    }
  }
}

/** A message is the same for most of those who hear of it: they get one notice together. */
function messageNotices(
  type: 'messagesPosted' | 'messageSuppressed',
  row: MessageRow,
  listeners: readonly Listener[],
): AddressedNotice[] {
  const variants = new Map<string, { userIds: string[]; notice: Notice }>();
  for (const { viewer, streamName, seesAfterId } of listeners) {
    if (BigInt(row.id) <= seesAfterId) continue;
    const key = [isMentioned(row.text, viewer), row.bookmarked_by.includes(viewer.id), streamName].join(' ');
    const variant = variants.get(key);
    if (variant) {
      variant.userIds.push(viewer.id);
      continue;
    }
    const message = messageOf(row, viewer);
    variants.set(key, {
      userIds: [viewer.id],
      notice:
        type === 'messagesPosted'
          ? { type: 'message', message, streamName }
          : { type: 'messageChanged', message },
    });
  }
  return [...variants.values()];
}

/** How much is unread, for everybody for whom that may have changed. */
function unreadNotices(events: readonly UserEvent[], { messages, audience }: Facts): AddressedNotice[] {
  const concerned = new Map<string, Map<string, Listener>>();
  for (const event of events) {
    if (event.type !== 'messagesPosted' && event.type !== 'streamRead') continue;
    const { streamId } = event;
    const isNews =
      event.type === 'streamRead' || event.messageIds.some((id) => messages.get(id)?.kind === 'social');
    const listeners = concerned.get(streamId) ?? new Map<string, Listener>();
    if (isNews) concerned.set(streamId, listeners);
    for (const listener of audience.get(streamId) ?? []) {
      if (event.type === 'messagesPosted' || event.userIds.includes(listener.viewer.id))
        listeners.set(listener.viewer.id, listener);
    }
  }
  return [...concerned].flatMap(([streamId, listeners]) =>
    [...groupBy(listeners.values(), ({ unread }) => unread)].map(([count, alike]) => ({
      userIds: alike.map(({ viewer }) => viewer.id),
      notice: { type: 'unread' as const, streamId, count },
    })),
  );
}
