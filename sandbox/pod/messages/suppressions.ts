import type { Message } from '../../podApi/messages.js';
import type { User } from '../../podApi/people.js';
import type { Database, Queries } from '../database/database.js';
import type { PodEvents } from '../live/podEvents.js';
import { PodError } from '../podError.js';
import { lockStreams } from '../streams/membership.js';
import { findMessages, findVisibleMessage, messageOf } from './messages.js';
import { postMaestro } from './posting.js';

/** What people take back of what they wrote. It is gone for everybody, and not only hidden. */
export class Suppressions {
  readonly #database: Database;
  readonly #events: PodEvents;

  constructor(database: Database, events: PodEvents) {
    this.#database = database;
    this.#events = events;
  }

  suppress(me: User, messageId: string): Promise<Message> {
    return this.#database.transaction(async (queries) => {
      const { stream_id: streamId, author_id } = await findVisibleMessage(queries, me.id, messageId);
      if (author_id !== me.id) throw new PodError(403, 'NOT_ALLOWED');
      await lockStreams(queries, [streamId]);
      await wipe(queries, messageId);
      await this.#events.publish(queries, { type: 'messageSuppressed', streamId, messageId });
      const [unpinned] = await queries.query(
        `update streams set pinned_message_id = null where id = $1 and pinned_message_id = $2::bigint
         returning id`,
        [streamId, messageId],
      );
      if (unpinned) {
        await this.#events.publish(queries, { type: 'streamChanged', streamId });
        await postMaestro(queries, this.#events, streamId, me.id, {
          event: 'UPDATE_ROOM',
          roomUpdate: { updateType: 'UNPIN_MESSAGE' },
        });
      }
      const [row] = await findMessages(queries, [messageId]);
      if (!row) throw new Error(`Failed to suppress message ${messageId}: it is not there any more.`);
      return messageOf(row, me);
    });
  }
}

async function wipe(queries: Queries, messageId: string): Promise<void> {
  await queries.query(
    `update messages set text = '', entities = '{}', is_suppressed = true where id = $1::bigint`,
    [messageId],
  );
  const files = await queries.query<{ file_id: string }>(
    'delete from attachments where message_id = $1::bigint returning file_id',
    [messageId],
  );
  // A file that was sent to many stays as long as one message has it.
  await queries.query(
    `delete from files where id = any($1::uuid[])
       and not exists (select from attachments where file_id = files.id)`,
    [files.map(({ file_id }) => file_id)],
  );
}
