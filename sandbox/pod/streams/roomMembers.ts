import type { Person, User } from '../../podApi/people.js';
import type { RoomSettings } from '../../podApi/rooms.js';
import type { Stream } from '../../podApi/streams.js';
import type { Database, Queries } from '../database/database.js';
import type { PodEvents } from '../live/podEvents.js';
import { postMaestro } from '../messages/posting.js';
import { mustBeConnected } from '../people/connections.js';
import { resolveUsers } from '../people/users.js';
import { PodError } from '../podError.js';
import { lockStreams, membershipIn } from './membership.js';
import { settleRoomSettings } from './roomSettings.js';
import { viewStream } from './streams.js';

/** Who comes into a room, and who brings them. */
interface Addition {
  streamId: string;
  actorId: string;
  users: readonly Person[];
}

/** The people of rooms. Those of other chats never change. */
export class RoomMembers {
  readonly #database: Database;
  readonly #events: PodEvents;

  constructor(database: Database, events: PodEvents) {
    this.#database = database;
    this.#events = events;
  }

  /** Adds people to a room. Who is in it already stays as they are. */
  add(me: User, streamId: string, references: readonly string[]): Promise<Stream> {
    return this.#database.transaction(async (queries) => {
      await lockStreams(queries, [streamId]);
      const { isActive, isOwner, settings } = await membershipIn(queries, me.id, streamId);
      const mayAdd = settings !== undefined && isActive && (isOwner || settings.allowAddUser);
      if (!mayAdd) throw new PodError(403, 'NOT_ALLOWED');
      const users = await resolveUsers(queries, references);
      await mustBeConnected(
        queries,
        me.id,
        users.map(({ id }) => id),
      );
      await addToRoom(queries, this.#events, { streamId, actorId: me.id, users });
      return viewStream(queries, me.id, streamId);
    });
  }

  /** Takes somebody out of a room, or oneself. Resolves with the room as one last saw it, then without oneself. */
  remove(me: User, streamId: string, userId: string): Promise<Stream> {
    return this.#database.transaction(async (queries) => {
      await lockStreams(queries, [streamId]);
      const { type, isOwner } = await membershipIn(queries, me.id, streamId);
      const isMe = userId === me.id;
      if (type !== 'room' || !(isMe || isOwner)) throw new PodError(403, 'NOT_ALLOWED');
      const before = await viewStream(queries, me.id, streamId);
      // For owners only, and who leaves is none any more.
      delete before.accessRequests;
      const leaver = before.members.find(({ id }) => id === userId);
      if (!leaver) throw new PodError(404, 'UNKNOWN_USER');

      await queries.query('delete from stream_members where stream_id = $1 and user_id = $2', [
        streamId,
        userId,
      ]);
      await handOn(queries, streamId);
      await postMaestro(queries, this.#events, streamId, me.id, {
        event: 'LEAVE_ROOM',
        userId,
        userName: leaver.displayName,
      });
      await this.#events.publish(queries, { type: 'memberLeft', streamId, userId });
      await this.#events.publish(queries, { type: 'streamChanged', streamId });
      if (!isMe) return viewStream(queries, me.id, streamId);
      return {
        ...before,
        members: before.members.filter(({ id }) => id !== me.id),
        canWrite: false,
        canAddPeople: false,
        isOwner: false,
      };
    });
  }
}

/** Adds people to a locked room and makes it what it has to be for them. Whoever calls has made sure that they may come. */
export async function addToRoom(
  queries: Queries,
  events: PodEvents,
  { streamId, actorId, users }: Addition,
): Promise<void> {
  const added = await queries.query<{ user_id: string }>(
    `insert into stream_members (stream_id, user_id, read_count, sees_after_id)
     select streams.id, newcomer, posted_count,
       case when (settings->>'allowHistoryBrowsing')::boolean then 0 else latest.id end
     from streams, unnest($2::text[]) as newcomer,
       (select coalesce(max(id), 0) as id from messages where stream_id = $1) as latest
     where streams.id = $1
     on conflict do nothing returning user_id`,
    [streamId, users.map(({ id }) => id)],
  );
  const [room] = await queries.query<{ settings: RoomSettings; companies: number }>(
    `select settings, (
       select count(distinct company)::int from stream_members join users on users.id = user_id
       where stream_id = streams.id
     ) as companies from streams where id = $1`,
    [streamId],
  );
  if (!added.length || !room) return;
  // However they come in: nobody has to decide on what they asked for any more.
  await queries.query('delete from access_requests where stream_id = $1 and user_id = any($2::text[])', [
    streamId,
    added.map(({ user_id }) => user_id),
  ]);
  await queries.query('update streams set settings = $2::jsonb where id = $1', [
    streamId,
    JSON.stringify(settleRoomSettings(room.settings, room.companies)),
  ]);
  await events.publish(queries, { type: 'streamChanged', streamId });
  for (const { user_id: userId } of added) {
    const userName = users.find(({ id }) => id === userId)?.displayName;
    await postMaestro(queries, events, streamId, actorId, {
      event: 'JOIN_ROOM',
      userId,
      ...(userName !== undefined && { userName }),
    });
  }
}

/** A room has an owner: when the last one leaves, whoever is in it for longest. */
async function handOn(queries: Queries, streamId: string): Promise<void> {
  await queries.query(
    `update stream_members set is_owner = true
     where stream_id = $1
       and not exists (select from stream_members where stream_id = $1 and is_owner)
       and user_id = (
         select user_id from stream_members where stream_id = $1 order by joined_at, user_id limit 1
       )`,
    [streamId],
  );
}
