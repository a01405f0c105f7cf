import type { Message } from '../../podApi/messages.js';
import type { User } from '../../podApi/people.js';
import type { Database } from '../database/database.js';
import { findVisibleMessage, messageOf } from './messages.js';

/** Messages that users have marked, each for themselves. */
export class Bookmarks {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  put(me: User, messageId: string): Promise<Message> {
    return this.#change(
      me,
      messageId,
      'insert into bookmarks (message_id, user_id) values ($1::bigint, $2) on conflict do nothing',
    );
  }

  remove(me: User, messageId: string): Promise<Message> {
    return this.#change(
      me,
      messageId,
      'delete from bookmarks where message_id = $1::bigint and user_id = $2',
    );
  }

  #change(me: User, messageId: string, sql: string): Promise<Message> {
    return this.#database.transaction(async (queries) => {
      await findVisibleMessage(queries, me.id, messageId);
      await queries.query(sql, [messageId, me.id]);
      return messageOf(await findVisibleMessage(queries, me.id, messageId), me);
    });
  }
}
