import { findChat, makeChat } from './chats.js';
import { mustBeConnected } from './connections.js';
import type { Database, Queries } from './database.js';
import type { DistributionList } from './distributionLists.js';
import { lockStreams, mayWrite, membershipIn } from './membership.js';
import { MESSAGES, messageOf, type Message, type MessageRow } from './messages.js';
import type { PodEvents } from './podEvents.js';
import { PodError } from './podError.js';
import { postMessage } from './posting.js';
import { profilesOf, type Profile } from './profiles.js';
import { findRecipients, type RecipientsGiven } from './recipients.js';
import { takeMessage, type NewMessage, type SharedMessage } from './sharedMessage.js';
import { viewStreamsOf, type Stream } from './streams.js';
import type { User } from './users.js';

/** What users write, into one stream or to many recipients. */
export class Sending {
  readonly #database: Database;
  readonly #events: PodEvents;

  constructor(database: Database, events: PodEvents) {
    this.#database = database;
    this.#events = events;
  }

  /** Says something in a stream. All pods hear of it. */
  async post(me: User, streamId: string, sharedMessage: SharedMessage): Promise<Message> {
    const message = takeMessage(sharedMessage);
    const [posted] = await this.#database.transaction(async (queries) => {
      await membershipIn(queries, me.id, streamId);
      return this.#post(queries, me, [streamId], message);
    });
    if (!posted) throw new Error(`Failed to write into stream ${streamId}: no message came of it.`);
    return posted;
  }

  /** Whom {@link send} would write to. */
  async preview(
    me: User,
    given: RecipientsGiven,
  ): Promise<{ users: Profile[]; streams: Stream[]; lists: DistributionList[] }> {
    const { users, streams, lists } = await findRecipients(this.#database, me, given);
    const userIds = users.map(({ id }) => id);
    return { users: await profilesOf(this.#database, me.id, userIds), streams, lists };
  }

  /** Writes to all of these, making the chats that are not there yet, or to nobody. */
  async send(
    me: User,
    sharedMessage: SharedMessage,
    given: RecipientsGiven,
  ): Promise<{ streams: Stream[]; messages: Message[] }> {
    const message = takeMessage(sharedMessage);
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
