import type { EndReason } from '../../podApi/notices.js';
import type { Queries } from '../database/database.js';
import type { PodEvents } from '../live/podEvents.js';

/** Which sessions are live, as a condition of SQL. */
export const LIVE = 'ended_at is null and expires_at > clock_timestamp()';

/**
 * Ends sessions, and tells all pods about those that were live.
 *
 * @param condition - Which ones, as a condition of SQL with these parameters.
 * @returns How many were live.
 */
export async function endSessions(
  { queries, events }: { queries: Queries; events: PodEvents },
  reason: EndReason,
  condition: string,
  parameters: readonly unknown[],
): Promise<number> {
  // In the order of their ids: two transactions that end the same sessions must not wait for each other.
  const rows = await queries.query<{ id: string }>(
    `select id from sessions where ended_at is null and ${condition} order by id for update`,
    parameters,
  );
  if (!rows.length) return 0;
  const ended = await queries.query<{ id: string; reason: EndReason }>(
    `update sessions set ended_at = clock_timestamp(),
       end_reason = case when expires_at > clock_timestamp() then $2 else 'expired' end
     where id = any($1::uuid[]) returning id, end_reason as reason`,
    [rows.map(({ id }) => id), reason],
  );
  const lived = ended.filter((row) => row.reason === reason).map(({ id }) => id);
  await events.publishEnd(queries, lived, reason);
  return lived.length;
}
