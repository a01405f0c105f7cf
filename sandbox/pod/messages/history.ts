import type { HistoryPage, HistoryPlace } from '../../podApi/history.js';
import type { Message } from '../../podApi/messages.js';
import { queryOne, type Database, type Queries } from '../database/database.js';
import { PodError } from '../podError.js';
import { membershipIn } from '../streams/membership.js';
import { messageOf, MESSAGES, type MessageRow, type Viewer } from './messages.js';

/** How many messages a page has; one around a message has as many before it and after it. */
export const PAGE_SIZE = 50;

/** Which messages the member `$2` of the stream `$1` may see. */
export const VISIBLE = `stream_id = $1 and messages.id > (
    select sees_after_id from stream_members as mine where mine.stream_id = $1 and mine.user_id = $2
  )`;

/** What was said in streams, page by page. */
export class History {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * The page at a place.
   *
   * @throws `UNKNOWN_STREAM`, `NOT_A_MEMBER`; `MESSAGE_ID_NOT_FOUND` if the message to be around is not there to see.
   */
  async page(viewer: Viewer, streamId: string, place: HistoryPlace): Promise<HistoryPage> {
    await membershipIn(this.#database, viewer.id, streamId);
    const reader = new Reader(this.#database, viewer, streamId);
    if ('before' in place) {
      const { messages, hasMore } = await reader.read('<', place.before);
      return { messages, hasOlder: hasMore, hasNewer: await reader.hasAny('>=', place.before) };
    }
    if ('after' in place) {
      const { messages, hasMore } = await reader.read('>', place.after);
      return { messages, hasOlder: await reader.hasAny('<=', place.after), hasNewer: hasMore };
    }
    const { around: messageId } = place;
    const [older, newer] = [await reader.read('<=', messageId), await reader.read('>', messageId)];
    if (older.messages.at(-1)?.id !== messageId)
      throw new PodError(404, 'MESSAGE_ID_NOT_FOUND', { messageId });
    const messages = [...older.messages, ...newer.messages];
    return { messages, hasOlder: older.hasMore, hasNewer: newer.hasMore };
  }
}

/** The newest page of a stream. */
export async function newestPage(queries: Queries, viewer: Viewer, streamId: string): Promise<HistoryPage> {
  const { messages, hasMore } = await new Reader(queries, viewer, streamId).read('<');
  return { messages, hasOlder: hasMore, hasNewer: false };
}

/** The oldest message that a member of a stream has not read, if there is one. */
export async function findFirstUnread(
  queries: Queries,
  userId: string,
  streamId: string,
): Promise<string | undefined> {
  // Who posts has read all that was posted before, so the unread messages are the last ones.
  const [row] = await queries.query<{ id: string }>(
    `select messages.id::text as id from messages
     where ${VISIBLE} and kind = 'social'
     order by messages.id desc limit 1 offset (
       select posted_count - read_count - 1 from streams join stream_members on stream_id = streams.id
       where streams.id = $1 and user_id = $2 and posted_count > read_count
     )`,
    [streamId, userId],
  );
  return row?.id;
}

/** Reads the messages of a stream that a member may see. */
class Reader {
  readonly #queries: Queries;
  readonly #viewer: Viewer;
  readonly #streamId: string;

  constructor(queries: Queries, viewer: Viewer, streamId: string) {
    this.#queries = queries;
    this.#viewer = viewer;
    this.#streamId = streamId;
  }

  /** The page on one side of a message, or the newest page, the oldest message first. */
  async read(side: '<' | '<=' | '>', messageId?: string): Promise<{ messages: Message[]; hasMore: boolean }> {
    const order = side === '>' ? 'asc' : 'desc';
    // One more than is asked for tells whether there are more.
    const rows = await this.#queries.query<MessageRow>(
      `${MESSAGES} where ${VISIBLE} and ($3::bigint is null or messages.id ${side} $3::bigint)
       order by messages.id ${order} limit ${String(PAGE_SIZE + 1)}`,
      [this.#streamId, this.#viewer.id, messageId ?? null],
    );
    const page = rows.slice(0, PAGE_SIZE).map((row) => messageOf(row, this.#viewer));
    return { messages: side === '>' ? page : page.reverse(), hasMore: rows.length > PAGE_SIZE };
  }

  async hasAny(side: '<=' | '>=', messageId: string): Promise<boolean> {
    const { found } = await queryOne<{ found: boolean }>(
      this.#queries,
      `select exists (select from messages where ${VISIBLE} and messages.id ${side} $3::bigint) as found`,
      [this.#streamId, this.#viewer.id, messageId],
    );
    return found;
  }
}
