import { randomUUID } from 'node:crypto';
import type { Maestro } from '../../podApi/messages.js';
import { queryOne, type Queries } from '../database/database.js';
import type { PodEvents } from '../live/podEvents.js';
import { markReadUpTo } from '../streams/streams.js';
import type { NewMessage } from './newMessage.js';

/** What is to be written. */
interface Posting {
  authorId: string;
  streamIds: readonly string[];
  message: NewMessage;
}

/**
 * Writes a message into each of these streams, in their order. Whoever calls has made sure that the author may.
 *
 * @returns The ids of the messages.
 */
export async function postMessage(
  queries: Queries,
  events: PodEvents,
  { authorId, streamIds, message }: Posting,
): Promise<string[]> {
  const { text, format, entities, files } = message;
  const ids: string[] = [];
  for (const streamId of streamIds) {
    const { id } = await queryOne<{ id: string }>(
      queries,
      `insert into messages (stream_id, author_id, text, format, entities) values ($1, $2, $3, $4, $5::json)
       returning id::text as id`,
      [streamId, authorId, text, format, JSON.stringify(entities)],
    );
    await markReadUpTo(queries, streamId, authorId, id);
    await events.publish(queries, { type: 'messagePosted', messageId: id });
    ids.push(id);
  }
  // However many get it, a file is kept once.
  for (const [key, { name, contentType, bytes }] of files) {
    const fileId = randomUUID();
    await queries.query('insert into files (id, content_type, bytes) values ($1, $2, $3)', [
      fileId,
      contentType,
      bytes,
    ]);
    await queries.query(
      `insert into attachments (message_id, key, name, file_id) select unnest($1::bigint[]), $2, $3, $4`,
      [ids, key, name, fileId],
    );
  }
  return ids;
}

/**
 * Writes down what somebody did with a stream, for its members to read.
 *
 * @returns The message's id.
 */
export async function postMaestro(
  queries: Queries,
  events: PodEvents,
  streamId: string,
  authorId: string,
  maestro: Maestro,
): Promise<string> {
  const { id } = await queryOne<{ id: string }>(
    queries,
    `insert into messages (stream_id, author_id, text, kind, maestro) values ($1, $2, '', 'maestro', $3::jsonb)
     returning id::text as id`,
    [streamId, authorId, JSON.stringify(maestro)],
  );
  await events.publish(queries, { type: 'messagePosted', messageId: id });
  return id;
}
