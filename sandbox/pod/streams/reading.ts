import { Batches } from '../database/batches.js';
import type { Database } from '../database/database.js';
import type { PodEvents } from '../live/podEvents.js';
import { PodError } from '../podError.js';
import { lockStreams } from './membership.js';

interface Read {
  userId: string;
  streamId: string;
}

interface ReadRow {
  is_known: boolean;
  is_member: boolean;
  has_changed: boolean;
}

const BATCHES = { lanes: 2, size: 200, keyOf: ({ streamId }: Read) => streamId };

/** Up to where users have read. */
export class Reading {
  readonly #database: Database;
  readonly #events: PodEvents;
  readonly #reads: Batches<Read, ReadRow>;

  constructor(database: Database, events: PodEvents) {
    this.#database = database;
    this.#events = events;
    this.#reads = new Batches((reads) => this.#markAll(reads), BATCHES);
  }

  /**
   * From now on the user has seen all that is in the stream. All pods hear of it, unless the user had seen it before.
   *
   * @throws `UNKNOWN_STREAM`, `NOT_A_MEMBER`
   */
  async markRead(userId: string, streamId: string): Promise<void> {
    const { is_known, is_member } = await this.#reads.add({ userId, streamId });
    if (!is_known) throw new PodError(404, 'UNKNOWN_STREAM');
    if (!is_member) throw new PodError(403, 'NOT_A_MEMBER');
  }

  #markAll(reads: readonly Read[]): Promise<ReadRow[]> {
    const streamIds = reads.map(({ streamId }) => streamId);
    const userIds = reads.map(({ userId }) => userId);
    return this.#database.transaction(async (queries) => {
      await lockStreams(queries, streamIds);
      const rows = await queries.query<ReadRow>(
        `with given as (
           select * from unnest($1::text[], $2::text[]) with ordinality as given (stream_id, user_id, place)
         ), changed as (
           update stream_members as mine set read_count = posted_count from streams
           where streams.id = mine.stream_id and read_count < posted_count
             and (mine.stream_id, mine.user_id) in (select stream_id, user_id from given)
           returning mine.stream_id, mine.user_id
         )
         select streams.id is not null as is_known, mine.user_id is not null as is_member,
           changed.user_id is not null as has_changed
         from given
         left join streams on streams.id = given.stream_id
         left join stream_members as mine on (mine.stream_id, mine.user_id) = (given.stream_id, given.user_id)
         left join changed on (changed.stream_id, changed.user_id) = (given.stream_id, given.user_id)
         order by place`,
        [streamIds, userIds],
      );
      await this.#events.publishReads(
        queries,
        reads.filter((_, index) => rows[index]?.has_changed),
      );
      return rows;
    });
  }
}
