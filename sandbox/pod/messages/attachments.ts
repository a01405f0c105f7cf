import type { Database } from '../database/database.js';
import { PodError } from '../podError.js';
import { findVisibleMessage } from './messages.js';

/** A file that goes with a message. */
export interface Attachment {
  name: string;
  contentType: string;
  bytes: Buffer;
}

interface AttachmentRow {
  name: string;
  content_type: string;
  bytes: Uint8Array;
}

/** The files of messages, for who may see the messages. */
export class Attachments {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async find(userId: string, messageId: string, key: string): Promise<Attachment> {
    await findVisibleMessage(this.#database, userId, messageId);
    const [row] = await this.#database.query<AttachmentRow>(
      `select name, content_type, bytes from attachments join files on files.id = file_id
       where message_id = $1::bigint and key = $2`,
      [messageId, key],
    );
    if (!row) throw new PodError(404, 'UNKNOWN_ATTACHMENT');
    return { name: row.name, contentType: row.content_type, bytes: Buffer.from(row.bytes) };
  }
}
