import type { RoomSettings } from '../../podApi/rooms.js';
import type { Stream } from '../../podApi/streams.js';
import type { Queries } from '../database/database.js';
import { PodError } from '../podError.js';

/** A stream, as far as it matters for what a member of it may do. */
export interface Membership {
  streamId: string;
  type: Stream['type'];
  isActive: boolean;
  isOwner: boolean;
  /** Rooms only. */
  settings: RoomSettings | undefined;
  pinnedMessageId: string | undefined;
}

interface MembershipRow {
  type: Stream['type'];
  is_active: boolean;
  settings: RoomSettings | null;
  pinned_message_id: string | null;
  is_member: boolean;
  is_owner: boolean;
}

/**
 * A user's place in a stream.
 *
 * @throws `UNKNOWN_STREAM`, `NOT_A_MEMBER`
 */
export async function membershipIn(queries: Queries, userId: string, streamId: string): Promise<Membership> {
  const [row] = await queries.query<MembershipRow>(
    `select type, is_active, settings, pinned_message_id::text as pinned_message_id,
       mine.user_id is not null as is_member, coalesce(mine.is_owner, false) as is_owner
     from streams left join stream_members as mine on mine.stream_id = streams.id and mine.user_id = $2
     where streams.id = $1`,
    [streamId, userId],
  );
  if (!row) throw new PodError(404, 'UNKNOWN_STREAM');
  if (!row.is_member) throw new PodError(403, 'NOT_A_MEMBER');
  return {
    streamId,
    type: row.type,
    isActive: row.is_active,
    isOwner: row.is_owner,
    settings: row.settings ?? undefined,
    pinnedMessageId: row.pinned_message_id ?? undefined,
  };
}

/**
 * Holds streams as they are until the transaction ends, for whoever writes in them, reads them or changes them. So the
 * messages of a stream are committed in the order of their ids. In a statement of its own, so that what is read next is
 * what the wait has led to.
 */
export async function lockStreams(queries: Queries, streamIds: readonly string[]): Promise<void> {
  // In one order, so that no two wait for each other.
  await queries.query('select from streams where id = any($1::text[]) order by id for no key update', [
    [...new Set(streamIds)],
  ]);
}
