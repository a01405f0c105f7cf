import type { FoundMessages } from '../../podApi/history.js';
import type { Database } from '../database/database.js';
import { membershipIn } from '../streams/membership.js';
import { VISIBLE } from './history.js';
import { messageOf, MESSAGES, type MessageRow, type Viewer } from './messages.js';

/** How many messages a page of what was found has. */
const FOUND_PAGE_SIZE = 20;

/** All that is searched of a message: its text, its author, and what its files, buttons and cards are called. */
const WORDS = `concat_ws(E'\\n', text, users.display_name, case when entities::text <> '{}' then (
    select string_agg(concat_ws(E'\\n', value->>'title', value->'data'->>'title', value->'data'->>'name'), E'\\n')
    from json_each(entities)
  ) end)`;

/**
 * Finds messages of one stream by their words.
 *
 * There is no index for the words. Only the messages of one stream are read, by `messages_by_stream`, and reading them
 * takes less time than people need to type. An index of trigrams would make every post slower, and needs an extension
 * that not every server lets its users create.
 */
export class MessageSearch {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * The newest messages that have all these words in them, in upper or lower case, also as parts of words.
   *
   * @param before - Only messages that are older than this one.
   * @throws `UNKNOWN_STREAM`, `NOT_A_MEMBER`
   */
  async find(viewer: Viewer, streamId: string, words: string, before?: string): Promise<FoundMessages> {
    await membershipIn(this.#database, viewer.id, streamId);
    // The candidates are read one by one, the newest first, until there are enough: `offset 0` keeps them apart.
    const found = await this.#database.query<{ id: string }>(
      `select id::text as id from (
         select messages.id, ${WORDS} as words from messages join users on users.id = author_id
         where ${VISIBLE} and kind = 'social' and not is_suppressed
           and ($4::bigint is null or messages.id < $4::bigint)
         order by messages.id desc offset 0
       ) as candidates where words ilike all($3::text[]) limit ${String(FOUND_PAGE_SIZE + 1)}`,
      [streamId, viewer.id, words.trim().split(/\s+/).map(asPattern), before ?? null],
    );
    const page = await this.#database.query<MessageRow>(
      `${MESSAGES} where messages.id = any($1::bigint[]) order by messages.id desc`,
      [found.slice(0, FOUND_PAGE_SIZE).map(({ id }) => id)],
    );
    return { messages: page.map((row) => messageOf(row, viewer)), hasOlder: found.length > FOUND_PAGE_SIZE };
  }
}

/** What people type means itself: `%` and `_` are no wildcards. */
function asPattern(word: string): string {
  return `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
