import type { Notice } from '../../podApi/notices.js';
import type { Database } from '../database/database.js';
import { groupBy } from '../groupBy.js';
import { isMentioned } from '../messages/mentions.js';
import { findMessages, findMessagesIn, messageOf, type MessageRow } from '../messages/messages.js';
import { audienceOf, type Listener } from '../streams/audience.js';
import { viewStreamsFor } from '../streams/streams.js';
import type { PodEvent } from './podEvents.js';
import { ToldRanges } from './toldRanges.js';

/** Who is to hear what. */
export interface AddressedNotice {
  userIds: readonly string[];
  notice: Notice;
}

/** What happens at any pod; the ends of sessions are another matter. */
export type UserEvent = Exclude<PodEvent, { type: 'sessionsEnded' }>;

/** What the database says about a number of events. */
interface Facts {
  /** New messages by stream. */
  posted: ReadonlyMap<string, readonly MessageRow[]>;
  suppressed: ReadonlyMap<string, MessageRow>;
  audience: ReadonlyMap<string, readonly Listener[]>;
  views: Awaited<ReturnType<typeof viewStreamsFor>>;
}

/** Makes notices of events: as each user sees it, and for nobody else. */
export class Notices {
  readonly #database: Database;
  readonly #told = new ToldRanges();

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
    const firstPosts = new Map(
      events
        .filter(isPost)
        .reverse()
        .map((event) => [event.streamId, event]),
    );
    return [
      ...events.flatMap((event) =>
        isPost(event) && firstPosts.get(event.streamId) !== event ? [] : noticesOf(event, facts),
      ),
      ...unreadNotices(events, facts),
    ];
  }

  /** There is a gap in the events, or nobody was told of some. */
  handleGap(): void {
    this.#told.clear();
  }

  async #factsAbout(events: readonly UserEvent[], userIds: readonly string[]): Promise<Facts> {
    const ranges = events.filter(isPost).flatMap((event) => this.#told.add(event) ?? []);
    const suppressed = events.filter(isSuppression).map(({ messageId }) => messageId);
    const listening = events.filter(({ type }) => LISTENED_TO.includes(type)).flatMap(streamsIn);
    const changed = events.filter(({ type }) => type === 'streamChanged').flatMap(streamsIn);
    const posted = ranges.length ? await findMessagesIn(this.#database, ranges) : [];
    const rows = suppressed.length ? await findMessages(this.#database, suppressed) : [];
    return {
      posted: groupBy(posted, ({ stream_id }) => stream_id),
      suppressed: new Map(rows.map((row) => [row.id, row])),
      audience: listening.length
        ? await audienceOf(this.#database, [...new Set(listening)], userIds)
        : new Map(),
      views: changed.length ? await viewStreamsFor(this.#database, [...new Set(changed)], userIds) : [],
    };
  }
}

const LISTENED_TO: readonly UserEvent['type'][] = ['messagesPosted', 'messageSuppressed', 'streamRead'];

function isPost(event: UserEvent): event is Extract<UserEvent, { type: 'messagesPosted' }> {
  return event.type === 'messagesPosted';
}

function isSuppression(event: UserEvent): event is Extract<UserEvent, { type: 'messageSuppressed' }> {
  return event.type === 'messageSuppressed';
}

function streamsIn(event: UserEvent): string[] {
  return 'streamId' in event ? [event.streamId] : [];
}

function noticesOf(event: UserEvent, { posted, suppressed, audience, views }: Facts): AddressedNotice[] {
  switch (event.type) {
    case 'messagesPosted':
      return (posted.get(event.streamId) ?? []).flatMap((row) =>
        messageNotices(event.type, row, audience.get(event.streamId) ?? []),
      );
    case 'messageSuppressed': {
      const row = suppressed.get(event.messageId);
      return row ? messageNotices(event.type, row, audience.get(event.streamId) ?? []) : [];
    }
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
function unreadNotices(events: readonly UserEvent[], { posted, audience }: Facts): AddressedNotice[] {
  const concerned = new Map<string, Map<string, Listener>>();
  for (const event of events) {
    if (event.type !== 'messagesPosted' && event.type !== 'streamRead') continue;
    const { streamId } = event;
    const isNews = !isPost(event) || posted.get(streamId)?.some(({ kind }) => kind === 'social') === true;
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
