import type { OpenedStream } from '../../podApi/history.js';
import type { Message } from '../../podApi/messages.js';
import type { RoomSettings } from '../../podApi/rooms.js';
import type { Person } from '../../podApi/people.js';
import type { Member, Stream } from '../../podApi/streams.js';
import type { Database, Queries } from '../database/database.js';
import type { PodEvents } from '../live/podEvents.js';
import { findFirstUnread, newestPage } from '../messages/history.js';
import { findMessages, messageOf, type Viewer } from '../messages/messages.js';
import { membershipIn } from './membership.js';
import { Reading } from './reading.js';

interface StreamRow {
  id: string;
  name: string | null;
  type: Stream['type'];
  is_active: boolean;
  settings: RoomSettings | null;
  members: Member[];
  unread: number;
  viewer_id: string;
  viewer_name: string;
  viewer_email: string;
  is_owner: boolean;
  is_connected: boolean;
  last_id: string | null;
  pinned_id: string | null;
  access_requests: Person[] | null;
}

/** The columns by which a stream is seen, for each member `mine` as the person `viewer`. */
const STREAMS = `select streams.id, streams.name, type, is_active, settings, mine.is_owner,
    viewer.id as viewer_id, viewer.display_name as viewer_name, viewer.email as viewer_email,
    (
      select json_agg(json_build_object(
        'id', users.id, 'displayName', display_name, 'company', company, 'isOwner', is_owner
      ) order by display_name)
      from stream_members join users on users.id = user_id where stream_id = streams.id
    ) as members,
    (
      select json_agg(json_build_object(
        'id', users.id, 'displayName', display_name, 'company', company
      ) order by asked_at)
      from access_requests join users on users.id = user_id
      where stream_id = streams.id and mine.is_owner and is_active
    ) as access_requests,
    posted_count - mine.read_count as unread,
    type <> 'direct' or exists (
      select from stream_members join users on users.id = user_id
      where stream_id = streams.id and user_id <> viewer.id and (company = viewer.company or exists (
        select from connections
        where accepted_at is not null and least(asker_id, asked_id) = least(users.id, viewer.id)
          and greatest(asker_id, asked_id) = greatest(users.id, viewer.id)
      ))
    ) as is_connected,
    last.id::text as last_id,
    case when pinned_message_id > mine.sees_after_id then pinned_message_id::text end as pinned_id
  from streams
  join stream_members as mine on mine.stream_id = streams.id
  join users as viewer on viewer.id = mine.user_id
  left join lateral (
    select messages.id, sent_at from messages
    where messages.stream_id = streams.id and kind = 'social' and messages.id > mine.sees_after_id
    order by messages.id desc limit 1
  ) as last on true`;

/** Chats and rooms as their members see them. */
export class Streams {
  readonly #database: Database;
  readonly #reading: Reading;

  constructor(database: Database, events: PodEvents) {
    this.#database = database;
    this.#reading = new Reading(database, events);
  }

  /** A user's streams, the liveliest first. */
  async list(userId: string): Promise<Stream[]> {
    const views = await viewStreams(this.#database, 'mine.user_id = $1', [userId]);
    return views.map(({ stream }) => stream);
  }

  /**
   * A stream as it is opened: with its newest messages, and where to go on reading.
   *
   * @param listed - The streams of the viewer, as they were a moment ago.
   * @throws `UNKNOWN_STREAM`, `NOT_A_MEMBER`
   */
  async open(viewer: Viewer, streamId: string, listed: readonly Stream[] = []): Promise<OpenedStream> {
    const stream =
      listed.find(({ id }) => id === streamId) ?? (await viewStream(this.#database, viewer.id, streamId));
    const page = await newestPage(this.#database, viewer, streamId);
    const firstUnreadId = stream.unread
      ? await findFirstUnread(this.#database, viewer.id, streamId)
      : undefined;
    return { stream, ...page, ...(firstUnreadId !== undefined && { firstUnreadId }) };
  }

  /** From now on the user has seen all that is in the stream. */
  markRead(userId: string, streamId: string): Promise<void> {
    return this.#reading.markRead(userId, streamId);
  }
}

/**
 * A stream as a user sees it.
 *
 * @throws `UNKNOWN_STREAM`, `NOT_A_MEMBER`
 */
export async function viewStream(queries: Queries, userId: string, streamId: string): Promise<Stream> {
  await membershipIn(queries, userId, streamId);
  const [stream] = await viewStreamsOf(queries, userId, [streamId]);
  if (!stream) throw new Error(`Failed to view stream ${streamId}: its member left meanwhile.`);
  return stream;
}

/** Those of these streams that a user is in, the liveliest first. */
export async function viewStreamsOf(
  queries: Queries,
  userId: string,
  streamIds: readonly string[],
): Promise<Stream[]> {
  const views = await viewStreams(queries, 'mine.user_id = $1 and streams.id = any($2::text[])', [
    userId,
    streamIds,
  ]);
  return views.map(({ stream }) => stream);
}

/** These streams as each of these users sees them who is in them. */
export function viewStreamsFor(
  queries: Queries,
  streamIds: readonly string[],
  userIds: readonly string[],
): Promise<{ viewer: Viewer; stream: Stream }[]> {
  return viewStreams(queries, 'streams.id = any($1::text[]) and mine.user_id = any($2::text[])', [
    streamIds,
    userIds,
  ]);
}

async function viewStreams(
  queries: Queries,
  condition: string,
  parameters: readonly unknown[],
): Promise<{ viewer: Viewer; stream: Stream }[]> {
  const rows = await queries.query<StreamRow>(
    `${STREAMS} where ${condition} order by coalesce(last.sent_at, created_at) desc, last.id desc nulls last`,
    parameters,
  );
  const messageIds = rows.flatMap(({ last_id, pinned_id }) => [last_id, pinned_id]);
  const messages = await findMessages(queries, [...new Set(messageIds.filter((id) => id !== null))]);
  const byId = new Map(messages.map((row) => [row.id, row]));
  return rows.map((row) => {
    const viewer = { id: row.viewer_id, displayName: row.viewer_name, email: row.viewer_email };
    const seen = (id: string | null): Message | undefined => {
      const message = id === null ? undefined : byId.get(id);
      return message && messageOf(message, viewer);
    };
    return { viewer, stream: streamOf(row, seen(row.last_id), seen(row.pinned_id)) };
  });
}

function streamOf(row: StreamRow, lastMessage: Message | undefined, pinned: Message | undefined): Stream {
  const { id, type, members, unread, settings, is_active: isActive, is_owner: isOwner } = row;
  return {
    id,
    name: nameFor(row),
    type,
    members,
    isActive,
    ...(settings && { settings }),
    ...(pinned && { pinned }),
    ...(lastMessage && { lastMessage }),
    ...(row.access_requests && { accessRequests: row.access_requests }),
    unread,
    canWrite: isActive && row.is_connected && (isOwner || settings?.allowSendMessages !== false),
    canAddPeople: isActive && settings !== null && (isOwner || settings.allowAddUser),
    isOwner,
  };
}

function nameFor({ name, members, viewer_id }: StreamRow): string {
  if (name !== null) return name;
  const others = members.filter(({ id }) => id !== viewer_id);
  return others.map(({ displayName }) => displayName).join(', ');
}
