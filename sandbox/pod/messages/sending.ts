import type { Draft, Message } from '../../podApi/messages.js';
import type { User } from '../../podApi/people.js';
import type { Recipients, Resolved } from '../../podApi/sending.js';
import type { Stream } from '../../podApi/streams.js';
import type { Database, Queries } from '../database/database.js';
import type { PodEvents } from '../live/podEvents.js';
import { mustBeConnected } from '../people/connections.js';
import { profilesOf } from '../people/profiles.js';
import { PodError } from '../podError.js';
import { findChat, makeChat } from '../streams/chats.js';
import { lockStreams, mayWrite, membershipIn } from '../streams/membership.js';
import { viewStreamsOf } from '../streams/streams.js';
import { MESSAGES, messageOf, type MessageRow } from './messages.js';
import { takeMessage, type NewMessage } from './newMessage.js';
import { postMessage } from './posting.js';
import { findRecipients } from './recipients.js';

/** What users write, into one stream or to many recipients. */
export class Sending {
  readonly #database: Database;
  readonly #events: PodEvents;

  constructor(database: Database, events: PodEvents) {
    this.#database = database;
    this.#events = events;
  }

  /** Says something in a stream. All pods hear of it. */
  async post(me: User, streamId: string, draft: Draft): Promise<Message> {
    const message = takeMessage(draft);
    const [posted] = await this.#database.transaction(async (queries) => {
      await membershipIn(queries, me.id, streamId);
      return this.#post(queries, me, [streamId], message);
    });
    if (!posted) throw new Error(`Failed to write into stream ${streamId}: no message came of it.`);
    return posted;
  }

  /** Whom {@link send} would write to. */
  async preview(me: User, given: Recipients): Promise<Resolved> {
    const { users, streams, lists } = await findRecipients(this.#database, me, given);
    const userIds = users.map(({ id }) => id);
    return { users: await profilesOf(this.#database, me.id, userIds), streams, lists };
  }

  /** Writes to all of these, making the chats that are not there yet, or to nobody. */
  async send(me: User, draft: Draft, given: Recipients): Promise<{ streams: Stream[]; messages: Message[] }> {
    const message = takeMessage(draft);
    return this.#database.transaction(async (queries) => {
      const { streams, personIds } = await findRecipients(queries, me, given);
      if (!streams.length && !personIds.length)
        throw new PodError(400, 'INVALID_REQUEST', { message: 'The message is for nobody.' });
      const streamIds = new Set(streams.map(({ id }) => id));
      // In one order, so that two who make the same chats do not wait for each other.
      const groups = given.mode === 'group' ? [personIds] : [...personIds].sort().map((id) => [id]);
      for (const others of groups.filter(({ length }) => length)) {
        streamIds.add(
          (await findChat(queries, [me.id, ...others])) ??
            (await makeChat(queries, this.#events, me.id, others)),
        );
      }
      const messages = await this.#post(queries, me, [...streamIds], message);
      return { streams: await viewStreamsOf(queries, me.id, [...streamIds]), messages };
    });
  }

  async #post(
    queries: Queries,
    me: User,
    streamIds: readonly string[],
    message: NewMessage,
  ): Promise<Message[]> {
    await lockStreams(queries, streamIds, 'write');
    const closed: string[] = [];
    for (const streamId of streamIds) {
      const membership = await membershipIn(queries, me.id, streamId);
      if (membership.type === 'direct')
        await mustBeConnected(queries, me.id, await membersOf(queries, streamId));
      if (!mayWrite(membership)) closed.push(streamId);
    }
    if (closed.length) throw new PodError(403, 'NOT_ALLOWED', { streamIds: closed });
    const ids = await postMessage(queries, this.#events, { authorId: me.id, streamIds, message });
    const rows = await queries.query<MessageRow>(
      `${MESSAGES} where messages.id = any($1::bigint[]) order by messages.id`,
      [ids],
    );
    return rows.map((row) => messageOf(row, me));
  }
}

async function membersOf(queries: Queries, streamId: string): Promise<string[]> {
  const rows = await queries.query<{ user_id: string }>(
    'select user_id from stream_members where stream_id = $1',
    [streamId],
  );
  return rows.map(({ user_id }) => user_id);
}
