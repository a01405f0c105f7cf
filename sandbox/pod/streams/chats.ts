import { randomUUID } from 'node:crypto';
import type { User } from '../../podApi/people.js';
import type { Stream } from '../../podApi/streams.js';
import { queryOne, type Database, type Queries } from '../database/database.js';
import type { PodEvents } from '../live/podEvents.js';
import { mustBeConnected } from '../people/connections.js';
import { resolveUsers } from '../people/users.js';
import { PodError } from '../podError.js';
import { viewStream } from './streams.js';

/** Direct and group chats: there is one of each set of people. */
export class Chats {
  readonly #database: Database;
  readonly #events: PodEvents;

  constructor(database: Database, events: PodEvents) {
    this.#database = database;
    this.#events = events;
  }

  /** The chat of exactly these users and me, found or made. */
  start(me: User, references: readonly string[]): Promise<Stream> {
    return this.#database.transaction(async (queries) => {
      const users = await resolveUsers(queries, references);
      if (users.every(({ id }) => id === me.id))
        throw new PodError(400, 'INVALID_USERS', { userIds: [...references] });
      const userIds = users.map(({ id }) => id);
      const streamId =
        (await findChat(queries, [me.id, ...userIds])) ??
        (await makeChat(queries, this.#events, me.id, userIds));
      return viewStream(queries, me.id, streamId);
    });
  }
}

/** The chat of exactly these users, if there is one. */
export async function findChat(queries: Queries, userIds: readonly string[]): Promise<string | undefined> {
  const [found] = await queries.query<{ id: string }>('select id from streams where members_key = $1', [
    keyOf(userIds),
  ]);
  return found?.id;
}

/**
 * Makes the chat of a user and others, unless somebody else has just done so.
 *
 * @throws `NON_CONNECTED_USERS`
 */
export async function makeChat(
  queries: Queries,
  events: PodEvents,
  makerId: string,
  others: readonly string[],
): Promise<string> {
  await mustBeConnected(queries, makerId, others);
  const userIds = [...new Set([makerId, ...others])];
  // The key being unique, two who start the same chat at once get one and the same.
  const [made] = await queries.query<{ id: string }>(
    `insert into streams (id, type, members_key) values ($1, $2, $3)
     on conflict (members_key) do nothing returning id`,
    [randomUUID(), userIds.length === 2 ? 'direct' : 'group', keyOf(userIds)],
  );
  if (!made) {
    const { id } = await queryOne<{ id: string }>(queries, 'select id from streams where members_key = $1', [
      keyOf(userIds),
    ]);
    return id;
  }
  await queries.query('insert into stream_members (stream_id, user_id) select $1, unnest($2::text[])', [
    made.id,
    userIds,
  ]);
  await events.publish(queries, { type: 'streamChanged', streamId: made.id });
  return made.id;
}

// Ids hold no spaces.
function keyOf(userIds: readonly string[]): string {
  return [...new Set(userIds)].sort().join(' ');
}
