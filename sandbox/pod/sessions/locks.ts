import { createHash } from 'node:crypto';
import type { Queries } from '../database/database.js';

/**
 * Makes all other transactions that want one of these wait until this one ends. A transaction locks sessions of the
 * identity provider first, then browsers, then users, each in one call, so that no two transactions wait for each other.
 */
export async function lock(
  queries: Queries,
  kind: 'sso' | 'browser' | 'user',
  ids: readonly string[],
): Promise<void> {
  const keys = ids.map((id) => createHash('sha256').update(`${kind} ${id}`).digest().readBigInt64BE());
  const inOrder = [...new Set(keys)].sort((one, other) => (one < other ? -1 : 1));
  await queries.query('select pg_advisory_xact_lock(key) from unnest($1::bigint[]) as key', [
    inOrder.map(String),
  ]);
}
