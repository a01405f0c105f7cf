import type { Connection, KnownConnection, User } from '../../podApi/people.js';
import type { Database, Queries } from '../database/database.js';
import type { PodEvents } from '../live/podEvents.js';
import { PodError } from '../podError.js';
import { isKnown, profilesOf } from './profiles.js';
import { resolveUsers } from './users.js';

interface ConnectionRow {
  user_id: string;
  display_name: string;
  company: string;
  status: Connection;
}

const BETWEEN = '(asker_id = $1 and asked_id = $2) or (asker_id = $2 and asked_id = $1)';

/** Who of one company may write to whom of another. */
export class Connections {
  readonly #database: Database;
  readonly #events: PodEvents;

  constructor(database: Database, events: PodEvents) {
    this.#database = database;
    this.#events = events;
  }

  /** A user's connections and the requests for them, in both directions. */
  async list(userId: string): Promise<KnownConnection[]> {
    const rows = await this.#database.query<ConnectionRow>(
      `select users.id as user_id, display_name, company,
         case
           when accepted_at is not null then 'accepted'
           when asked_id = $1 then 'pending_incoming'
           else 'pending_outgoing'
         end as status
       from connections join users on users.id in (asker_id, asked_id) and users.id <> $1
       where $1 in (asker_id, asked_id) order by display_name`,
      [userId],
    );
    return rows.map(({ user_id, display_name, company, status }) => ({
      user: { id: user_id, displayName: display_name, company },
      status,
    }));
  }

  /** Asks somebody of another company for a connection, or accepts when they have asked already. */
  async ask(me: User, reference: string): Promise<Connection> {
    return this.#database.transaction(async (queries) => {
      const [other] = await resolveUsers(queries, [reference]);
      if (!other || other.company === me.company)
        throw new PodError(400, 'INVALID_USERS', { userIds: [reference] });
      const [asked] = await queries.query(
        'insert into connections (asker_id, asked_id) values ($1, $2) on conflict do nothing returning asker_id',
        [me.id, other.id],
      );
      if (asked) {
        await this.#events.publish(queries, {
          type: 'connectionAsked',
          askerId: me.id,
          askedId: other.id,
        });
        return 'pending_outgoing';
      }
      if (await this.#accept(queries, me.id, other.id)) return 'accepted';
      const [profile] = await profilesOf(queries, me.id, [other.id]);
      return profile?.connection ?? 'none';
    });
  }

  /** Accepts what somebody has asked for. */
  async accept(userId: string, otherId: string): Promise<Connection> {
    const accepted = await this.#database.transaction((queries) => this.#accept(queries, userId, otherId));
    if (!accepted) throw new PodError(404, 'UNKNOWN_CONNECTION');
    return 'accepted';
  }

  /** Declines or takes back a request, or ends a connection. */
  async remove(userId: string, otherId: string): Promise<Connection> {
    await this.#database.transaction(async (queries) => {
      const [removed] = await queries.query(`delete from connections where ${BETWEEN} returning asker_id`, [
        userId,
        otherId,
      ]);
      if (!removed) throw new PodError(404, 'UNKNOWN_CONNECTION');
      await this.#publishChange(queries, [userId, otherId], 'deleted');
    });
    return 'none';
  }

  async #accept(queries: Queries, userId: string, askerId: string): Promise<boolean> {
    const [accepted] = await queries.query(
      `update connections set accepted_at = now()
       where asker_id = $1 and asked_id = $2 and accepted_at is null returning asker_id`,
      [askerId, userId],
    );
    if (accepted) await this.#publishChange(queries, [userId, askerId], 'accepted');
    return accepted !== undefined;
  }

  async #publishChange(
    queries: Queries,
    userIds: [string, string],
    status: 'accepted' | 'deleted',
  ): Promise<void> {
    await this.#events.publish(queries, { type: 'connectionChanged', userIds, status });
    // Whether they may write in it has changed with the connection.
    const chats = await queries.query<{ id: string }>('select id from streams where members_key = $1', [
      [...userIds].sort().join(' '),
    ]);
    for (const { id } of chats) await this.#events.publish(queries, { type: 'streamChanged', streamId: id });
  }
}

/**
 * Refuses to write to people of another company with whom there is no connection.
 *
 * @throws `NON_CONNECTED_USERS` with their ids.
 */
export async function mustBeConnected(
  queries: Queries,
  userId: string,
  others: readonly string[],
): Promise<void> {
  const profiles = await profilesOf(queries, userId, others);
  const strangers = profiles.filter(({ connection }) => !isKnown(connection));
  if (strangers.length)
    throw new PodError(403, 'NON_CONNECTED_USERS', { userIds: strangers.map(({ id }) => id) });
}
