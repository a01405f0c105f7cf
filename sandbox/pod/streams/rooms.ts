import { randomUUID } from 'node:crypto';
import type { Draft, Message } from '../../podApi/messages.js';
import type { User } from '../../podApi/people.js';
import type { OpenRoom, RoomSettings } from '../../podApi/rooms.js';
import type { Stream } from '../../podApi/streams.js';
import type { Database } from '../database/database.js';
import type { PodEvents } from '../live/podEvents.js';
import { findMessages, messageOf } from '../messages/messages.js';
import { takeMessage } from '../messages/newMessage.js';
import { postMaestro, postMessages } from '../messages/posting.js';
import { mustBeConnected } from '../people/connections.js';
import { resolveUsers } from '../people/users.js';
import { PodError } from '../podError.js';
import { lockStreams, membershipIn } from './membership.js';
import { addToRoom } from './roomMembers.js';
import { settleRoomSettings } from './roomSettings.js';
import { viewStream } from './streams.js';

/** A room as somebody would like to have it. */
export interface RoomWishes {
  name: string;
  /** Ids or e-mail addresses. */
  userIds: readonly string[];
  options?: Partial<RoomSettings> & { message?: Draft };
}

/** How long a room's name may be. */
export const ROOM_NAME_MAX_LENGTH = 50;
const FOUND_AT_ONCE = 50;

/** Chats with a name, an owner and settings of their own. */
export class Rooms {
  readonly #database: Database;
  readonly #events: PodEvents;

  constructor(database: Database, events: PodEvents) {
    this.#database = database;
    this.#events = events;
  }

  /** Makes a room with its people and its first message, or nothing of it. */
  async create(
    me: User,
    { name, userIds, options = {} }: RoomWishes,
  ): Promise<{ stream: Stream; message?: Message }> {
    const roomName = name.trim();
    if (roomName.length > ROOM_NAME_MAX_LENGTH)
      throw new PodError(400, 'ROOM_NAME_TOO_LONG', { maxLength: ROOM_NAME_MAX_LENGTH });
    const { message: draft, ...wishes } = options;
    const firstMessage = draft === undefined ? undefined : takeMessage(draft);
    return this.#database.transaction(async (queries) => {
      const others = (await resolveUsers(queries, userIds)).filter(({ id }) => id !== me.id);
      await mustBeConnected(
        queries,
        me.id,
        others.map(({ id }) => id),
      );
      const members = [me, ...others];
      const settings = settleRoomSettings(wishes, new Set(members.map(({ company }) => company)).size);
      const streamId = randomUUID();
      await queries.query(
        `insert into streams (id, type, name, settings) values ($1, 'room', $2, $3::jsonb)`,
        [streamId, roomName, JSON.stringify(settings)],
      );
      await queries.query(
        `insert into stream_members (stream_id, user_id, is_owner)
         select $1, member, member = $3 from unnest($2::text[]) as member`,
        [streamId, members.map(({ id }) => id), me.id],
      );
      await this.#events.publish(queries, { type: 'streamChanged', streamId });
      const [posted] = firstMessage
        ? await postMessages(queries, this.#events, [{ authorId: me.id, streamId, message: firstMessage }])
        : [];
      const [row] = posted ? await findMessages(queries, [posted.id]) : [];
      const stream = await viewStream(queries, me.id, streamId);
      return row ? { stream, message: messageOf(row, me) } : { stream };
    });
  }

  /** Closes a room for good: it can be read, and that is all. */
  async deactivate(me: User, streamId: string): Promise<Stream> {
    return this.#database.transaction(async (queries) => {
      await lockStreams(queries, [streamId]);
      const { type, isOwner, isActive } = await membershipIn(queries, me.id, streamId);
      if (type !== 'room' || !isOwner || !isActive) throw new PodError(403, 'NOT_ALLOWED');
      await queries.query('update streams set is_active = false where id = $1', [streamId]);
      await postMaestro(queries, this.#events, streamId, me.id, { event: 'DEACTIVATE_ROOM' });
      await this.#events.publish(queries, { type: 'streamChanged', streamId });
      return viewStream(queries, me.id, streamId);
    });
  }

  /** Rooms of colleagues that a user may find and is not in. */
  async search(me: User, words: string): Promise<OpenRoom[]> {
    const pattern = `%${words.replace(/[\\%_]/g, String.raw`\$&`)}%`;
    const rows = await this.#database.query<OpenRoom>(
      `select id, name, (settings->>'public')::boolean as "canJoin",
         (select count(*)::int from stream_members where stream_id = streams.id) as "memberCount",
         exists (select from access_requests where stream_id = streams.id and user_id = $1) as "hasAsked"
       from streams
       where is_active and (settings->>'discoverable')::boolean and name ilike $3 and ${OF_COLLEAGUES}
         and not exists (select from stream_members where stream_id = streams.id and user_id = $1)
       order by name limit ${String(FOUND_AT_ONCE)}`,
      [me.id, me.company, pattern],
    );
    return rows;
  }

  /** Lets a user into a public room of colleagues. */
  async join(me: User, streamId: string): Promise<Stream> {
    return this.#database.transaction(async (queries) => {
      await lockStreams(queries, [streamId]);
      const [room] = await queries.query<{ is_member: boolean; may_join: boolean }>(
        `select exists (select from stream_members where stream_id = streams.id and user_id = $1) as is_member,
           is_active and coalesce((settings->>'public')::boolean, false) and ${OF_COLLEAGUES} as may_join
         from streams where id = $3`,
        [me.id, me.company, streamId],
      );
      if (!room) throw new PodError(404, 'UNKNOWN_STREAM');
      if (!room.is_member) {
        if (!room.may_join) throw new PodError(403, 'NOT_ALLOWED');
        await addToRoom(queries, this.#events, { streamId, actorId: me.id, users: [me] });
      }
      return viewStream(queries, me.id, streamId);
    });
  }
}

const OF_COLLEAGUES = `exists (
  select from stream_members join users on users.id = user_id
  where stream_id = streams.id and is_owner and company = $2
)`;
