import type { User } from '../../podApi/people.js';
import type { Access } from '../../podApi/rooms.js';
import type { Stream } from '../../podApi/streams.js';
import type { Database, Queries } from '../database/database.js';
import type { PodEvents } from '../live/podEvents.js';
import { resolveUsers } from '../people/users.js';
import { mustBeConnected } from '../people/connections.js';
import { PodError } from '../podError.js';
import { lockStreams, membershipIn } from './membership.js';
import { addToRoom } from './roomMembers.js';
import { viewStream } from './streams.js';

interface AccessRow {
  is_member: boolean;
  is_open: boolean;
  is_public: boolean;
  knows_owner: boolean;
  is_colleague: boolean;
  has_asked: boolean;
}

/**
 * Requests of people who are not in a room to be let in. Whoever knows an owner of a room may ask, and any owner may
 * accept or refuse. Other chats have a fixed set of people.
 */
export class AccessRequests {
  readonly #database: Database;
  readonly #events: PodEvents;

  constructor(database: Database, events: PodEvents) {
    this.#database = database;
    this.#events = events;
  }

  /**
   * What a user may do to get into a stream.
   *
   * @throws `UNKNOWN_STREAM`
   */
  find(me: User, streamId: string): Promise<Access> {
    return accessOf(this.#database, me, streamId);
  }

  /** Asks the owners of a room. Asking again changes nothing. */
  ask(me: User, streamId: string): Promise<Access> {
    return this.#database.transaction(async (queries) => {
      await lockStreams(queries, [streamId]);
      const access = await accessOf(queries, me, streamId);
      if (access === 'none') throw new PodError(403, 'NOT_ALLOWED');
      if (access !== 'ask') return access;
      await queries.query('insert into access_requests (stream_id, user_id) values ($1, $2)', [
        streamId,
        me.id,
      ]);
      await this.#events.publish(queries, { type: 'streamChanged', streamId });
      return 'asked';
    });
  }

  /** Lets somebody in who has asked. */
  accept(me: User, streamId: string, userId: string): Promise<Stream> {
    return this.#database.transaction(async (queries) => {
      await lockStreams(queries, [streamId]);
      await mustOwn(queries, me, streamId);
      if (!(await forgetRequest(queries, streamId, userId))) throw new PodError(404, 'UNKNOWN_REQUEST');
      await mustBeConnected(queries, me.id, [userId]);
      const users = await resolveUsers(queries, [userId]);
      await addToRoom(queries, this.#events, { streamId, actorId: me.id, users });
      return viewStream(queries, me.id, streamId);
    });
  }

  /** Refuses somebody who has asked, or takes one's own request back. */
  async remove(me: User, streamId: string, userId: string): Promise<void> {
    await this.#database.transaction(async (queries) => {
      await lockStreams(queries, [streamId]);
      if (userId !== me.id) await mustOwn(queries, me, streamId);
      if (!(await forgetRequest(queries, streamId, userId))) throw new PodError(404, 'UNKNOWN_REQUEST');
      await this.#events.publish(queries, { type: 'streamChanged', streamId });
      if (userId !== me.id) await this.#events.publish(queries, { type: 'accessRefused', streamId, userId });
    });
  }
}

async function accessOf(queries: Queries, me: User, streamId: string): Promise<Access> {
  const [row] = await queries.query<AccessRow>(
    `select
       exists (select from stream_members where stream_id = streams.id and user_id = $2) as is_member,
       type = 'room' and is_active as is_open,
       coalesce((settings->>'public')::boolean, false) as is_public,
       exists (
         select from stream_members join users on users.id = user_id
         where stream_id = streams.id and is_owner and company = $3
       ) as is_colleague,
       exists (
         select from stream_members join connections on user_id in (asker_id, asked_id) and $2 in (asker_id, asked_id)
         where stream_id = streams.id and is_owner and user_id <> $2 and accepted_at is not null
       ) as knows_owner,
       exists (select from access_requests where stream_id = streams.id and user_id = $2) as has_asked
     from streams where id = $1`,
    [streamId, me.id, me.company],
  );
  if (!row) throw new PodError(404, 'UNKNOWN_STREAM');
  if (row.is_member) return 'member';
  if (!row.is_open) return 'none';
  if (row.is_public && row.is_colleague) return 'join';
  if (row.has_asked) return 'asked';
  return row.is_colleague || row.knows_owner ? 'ask' : 'none';
}

async function mustOwn(queries: Queries, me: User, streamId: string): Promise<void> {
  const { isOwner, isActive } = await membershipIn(queries, me.id, streamId);
  if (!isOwner || !isActive) throw new PodError(403, 'NOT_ALLOWED');
}

/** Whether there was a request. */
async function forgetRequest(queries: Queries, streamId: string, userId: string): Promise<boolean> {
  const [forgotten] = await queries.query(
    'delete from access_requests where stream_id = $1 and user_id = $2 returning user_id',
    [streamId, userId],
  );
  return forgotten !== undefined;
}
