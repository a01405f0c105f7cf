import type { Queries } from '../database/database.js';
import { PodError } from '../podError.js';

/** Somebody who would like to write in a stream. */
export interface Writing {
  authorId: string;
  streamId: string;
}

interface WritingRow {
  is_known: boolean;
  is_member: boolean;
  is_open: boolean;
  stranger_ids: string[];
}

/**
 * Finds out why these may not write: `undefined` for each who may. The streams are locked.
 *
 * @returns `UNKNOWN_STREAM`, `NOT_A_MEMBER`, `NON_CONNECTED_USERS` with their ids, or `NOT_ALLOWED` with the stream's.
 */
export async function findRefusals(
  queries: Queries,
  writings: readonly Writing[],
): Promise<(PodError | undefined)[]> {
  const rows = await queries.query<WritingRow>(
    `select streams.id is not null as is_known, mine.user_id is not null as is_member,
       is_active and (mine.is_owner or coalesce((settings->>'allowSendMessages')::boolean, true)) as is_open,
       array(
         select other.id from stream_members join users as other on other.id = user_id
         where type = 'direct' and stream_id = streams.id and other.id <> author.id
           and other.company <> author.company and not exists (
             select from connections
             where accepted_at is not null and least(asker_id, asked_id) = least(other.id, author.id)
               and greatest(asker_id, asked_id) = greatest(other.id, author.id)
           )
       ) as stranger_ids
     from unnest($1::text[], $2::text[]) with ordinality as writing (stream_id, author_id, place)
     left join streams on streams.id = writing.stream_id
     left join stream_members as mine on mine.stream_id = streams.id and mine.user_id = writing.author_id
     left join users as author on author.id = mine.user_id
     order by place`,
    [writings.map(({ streamId }) => streamId), writings.map(({ authorId }) => authorId)],
  );
  return rows.map((row, index) => refusalOf(row, writings[index]?.streamId ?? ''));
}

function refusalOf(row: WritingRow, streamId: string): PodError | undefined {
  if (!row.is_known) return new PodError(404, 'UNKNOWN_STREAM');
  if (!row.is_member) return new PodError(403, 'NOT_A_MEMBER');
  if (row.stranger_ids.length) return new PodError(403, 'NON_CONNECTED_USERS', { userIds: row.stranger_ids });
  return row.is_open ? undefined : new PodError(403, 'NOT_ALLOWED', { streamIds: [streamId] });
}
