import type { Queries } from '../database/database.js';
import { groupBy } from '../groupBy.js';
import type { Viewer } from '../messages/messages.js';

/** A member of a stream, as far as it matters for what they are told of it. */
export interface Listener {
  viewer: Viewer;
  /** The name by which they know the stream. */
  streamName: string;
  unread: number;
  /** They see only what was posted after this message. */
  seesAfterId: bigint;
}

interface ListenerRow {
  stream_id: string;
  user_id: string;
  display_name: string;
  email: string;
  stream_name: string;
  unread: number;
  sees_after_id: string;
}

/** Those of these users who are in these streams, by stream. */
export async function audienceOf(
  queries: Queries,
  streamIds: readonly string[],
  userIds: readonly string[],
): Promise<Map<string, Listener[]>> {
  const rows = await queries.query<ListenerRow>(
    `select stream_id, user_id, viewer.display_name, viewer.email, sees_after_id::text as sees_after_id,
       posted_count - read_count as unread,
       coalesce(streams.name, (
         select string_agg(other.display_name, ', ' order by other.display_name)
         from stream_members as others join users as other on other.id = others.user_id
         where others.stream_id = streams.id and other.id <> viewer.id
       ), '') as stream_name
     from stream_members
     join streams on streams.id = stream_id
     join users as viewer on viewer.id = user_id
     where stream_id = any($1::text[]) and user_id = any($2::text[])`,
    [streamIds, userIds],
  );
  return new Map(
    [...groupBy(rows, ({ stream_id }) => stream_id)].map(([streamId, members]) => [
      streamId,
      members.map(listenerOf),
    ]),
  );
}

function listenerOf(row: ListenerRow): Listener {
  return {
    viewer: { id: row.user_id, displayName: row.display_name, email: row.email },
    streamName: row.stream_name,
    unread: row.unread,
    seesAfterId: BigInt(row.sees_after_id),
  };
}
