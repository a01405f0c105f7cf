import type { Maestro, Message } from '../../podApi/messages.js';
import type { Queries } from '../database/database.js';
import { PodError } from '../podError.js';
import { isMentioned } from './mentions.js';

/** Who looks at a message. */
export interface Viewer {
  id: string;
  displayName: string;
  email: string;
}

/** A message as {@link MESSAGES} give it. */
export interface MessageRow {
  id: string;
  stream_id: string;
  author_id: string;
  author_name: string;
  author_company: string;
  text: string;
  format: Message['format'];
  entities: Message['entities'];
  kind: Message['kind'];
  maestro: Maestro | null;
  sent_at: Date;
  is_suppressed: boolean;
  bookmarked_by: string[];
}

export const MESSAGES = `select messages.id::text as id, messages.stream_id, author_id, users.display_name as author_name,
    users.company as author_company, text, format, entities, kind, maestro, sent_at, is_suppressed,
    array(select user_id from bookmarks where message_id = messages.id) as bookmarked_by
  from messages join users on users.id = author_id`;

/** Messages by their ids, in the order in which they were posted. */
export function findMessages(queries: Queries, messageIds: readonly string[]): Promise<MessageRow[]> {
  return queries.query<MessageRow>(`${MESSAGES} where messages.id = any($1::bigint[]) order by messages.id`, [
    messageIds,
  ]);
}

/** The messages of streams that are in these ranges, in the order in which they were posted. */
export function findMessagesIn(
  queries: Queries,
  ranges: readonly { streamId: string; afterId: string; lastId: string }[],
): Promise<MessageRow[]> {
  return queries.query<MessageRow>(
    `${MESSAGES} join unnest($1::text[], $2::bigint[], $3::bigint[]) as part (stream_id, after_id, last_id)
       on part.stream_id = messages.stream_id and messages.id > after_id and messages.id <= last_id
     order by messages.id`,
    [
      ranges.map(({ streamId }) => streamId),
      ranges.map(({ afterId }) => afterId),
      ranges.map(({ lastId }) => lastId),
    ],
  );
}

/**
 * What somebody wrote, if it is there for the user to see.
 *
 * @throws `MESSAGE_ID_NOT_FOUND`, and does not tell whether it is somewhere else.
 */
export async function findVisibleMessage(
  queries: Queries,
  userId: string,
  messageId: string,
): Promise<MessageRow> {
  // Longer numbers are no ids, and the database would stumble over them.
  const [row] = /^\d{1,18}$/.test(messageId)
    ? await queries.query<MessageRow>(
        `${MESSAGES} join stream_members as mine on mine.stream_id = messages.stream_id and mine.user_id = $2
         where messages.id = $1::bigint and messages.id > mine.sees_after_id
           and kind = 'social' and not is_suppressed`,
        [messageId, userId],
      )
    : [];
  if (!row) throw new PodError(404, 'MESSAGE_ID_NOT_FOUND', { messageId });
  return row;
}

/** A message as a member sees it. */
export function messageOf(row: MessageRow, viewer: Viewer): Message {
  return {
    id: row.id,
    streamId: row.stream_id,
    author: { id: row.author_id, displayName: row.author_name, company: row.author_company },
    sentAt: row.sent_at.toISOString(),
    text: row.text,
    format: row.format,
    entities: withUrls(row),
    kind: row.kind,
    ...(row.maestro && { maestro: row.maestro }),
    isMention: isMentioned(row.text, viewer),
    isBookmarked: row.bookmarked_by.includes(viewer.id),
    isSuppressed: row.is_suppressed,
  };
}

function withUrls({ id, entities }: MessageRow): Message['entities'] {
  return Object.fromEntries(
    Object.entries(entities).map(([key, entity]) => [
      key,
      entity.type === 'fdc3.fileAttachment'
        ? {
            ...entity,
            data: { ...entity.data, url: `/api/messages/${id}/attachments/${encodeURIComponent(key)}` },
          }
        : entity,
    ]),
  );
}
