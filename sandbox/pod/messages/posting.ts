import { randomUUID } from 'node:crypto';
import type { Maestro } from '../../podApi/messages.js';
import { queryOne, type Queries } from '../database/database.js';
import { groupBy } from '../groupBy.js';
import type { PodEvents } from '../live/podEvents.js';
import type { FileContent } from './dataUri.js';
import type { NewMessage } from './newMessage.js';

/** What is to be written, and where. */
export interface Posting {
  authorId: string;
  streamId: string;
  message: NewMessage;
}

/** What the database has made of a posting. */
export interface Posted {
  id: string;
  sent_at: Date;
  /** The last message that was in the stream before. */
  after_id: string;
}

// What a statement inserts it does not see.
const BEFORE = `(
  select coalesce(max(earlier.id), 0)::text from messages as earlier where earlier.stream_id = messages.stream_id
)`;

/**
 * Writes messages into streams, in their order. Whoever calls has locked the streams, and has made sure that the authors
 * may. An author has read what was there before. All pods hear of it.
 */
export async function postMessages(
  queries: Queries,
  events: PodEvents,
  postings: readonly Posting[],
): Promise<Posted[]> {
  const posted = await queries.query<Posted>(
    `with given as (
       select ordered.*, nextval(pg_get_serial_sequence('messages', 'id')) as id
       from (
         select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) with ordinality
           as posting (stream_id, author_id, text, format, entities, place)
         order by place
       ) as ordered
     ), numbered as (
       select given.*, posted_count + row_number() over (partition by stream_id order by place) as number
       from given join streams on streams.id = stream_id
     ), counted as (
       update streams set posted_count = newest.number
       from (select stream_id, max(number) as number from numbered group by stream_id) as newest
       where streams.id = newest.stream_id
     ), marked_read as (
       update stream_members as mine set read_count = newest.number
       from (
         select stream_id, author_id, max(number) as number from numbered group by stream_id, author_id
       ) as newest
       where (mine.stream_id, mine.user_id) = (newest.stream_id, newest.author_id)
     )
     insert into messages (id, stream_id, author_id, text, format, entities, sent_at) overriding system value
     select id, stream_id, author_id, text, format, entities::json, clock_timestamp()
     from numbered order by place
     returning id::text as id, sent_at, ${BEFORE} as after_id`,
    [
      postings.map(({ streamId }) => streamId),
      postings.map(({ authorId }) => authorId),
      postings.map(({ message }) => message.text),
      postings.map(({ message }) => message.format),
      postings.map(({ message }) => JSON.stringify(message.entities)),
    ],
  );
  const ids = posted.map(({ id }) => id);
  await keepFiles(queries, postings, ids);
  const streams = groupBy(posted.entries(), ([index]) => postings[index]?.streamId ?? '');
  await events.publish(
    queries,
    ...[...streams].map(([streamId, entries]) => ({
      type: 'messagesPosted' as const,
      streamId,
      afterId: entries[0]?.[1].after_id ?? '',
      lastId: entries.at(-1)?.[1].id ?? '',
      count: entries.length,
    })),
  );
  return posted;
}

/** Keeps what is attached to messages. However many have one and the same file, it is kept once. */
async function keepFiles(
  queries: Queries,
  postings: readonly Posting[],
  ids: readonly string[],
): Promise<void> {
  const fileIds = new Map<FileContent, string>();
  for (const [index, { message }] of postings.entries()) {
    for (const [key, file] of message.files) {
      let fileId = fileIds.get(file);
      if (fileId === undefined) {
        fileId = randomUUID();
        fileIds.set(file, fileId);
        await queries.query('insert into files (id, content_type, bytes) values ($1, $2, $3)', [
          fileId,
          file.contentType,
          file.bytes,
        ]);
      }
      await queries.query(
        'insert into attachments (message_id, key, name, file_id) values ($1::bigint, $2, $3, $4)',
        [ids[index], key, file.name, fileId],
      );
    }
  }
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
  const { id, after_id } = await queryOne<Posted>(
    queries,
    `insert into messages (stream_id, author_id, text, kind, maestro) values ($1, $2, '', 'maestro', $3::jsonb)
     returning id::text as id, sent_at, ${BEFORE} as after_id`,
    [streamId, authorId, JSON.stringify(maestro)],
  );
  await events.publish(queries, {
    type: 'messagesPosted',
    streamId,
    afterId: after_id,
    lastId: id,
    count: 1,
  });
  return id;
}
