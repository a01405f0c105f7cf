import type { DistributionList } from '../../podApi/people.js';
import type { Database, Queries } from '../database/database.js';
import { PodError } from '../podError.js';

const LISTS = `select id, name, coalesce((
    select json_agg(json_build_object(
      'id', users.id, 'displayName', display_name, 'company', company
    ) order by display_name)
    from distribution_list_members join users on users.id = user_id where list_id = distribution_lists.id
  ), '[]') as members
  from distribution_lists where owner_id = $1`;

/** The distribution lists of users, each for its owner only. */
export class DistributionLists {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  list(userId: string): Promise<DistributionList[]> {
    return this.#database.query<DistributionList>(`${LISTS} order by name`, [userId]);
  }
}

/**
 * These lists of a user.
 *
 * @throws `DISTRIBUTION_LIST_NOT_FOUND` with the ids that are not there, or are somebody else's.
 */
export async function findLists(
  queries: Queries,
  userId: string,
  ids: readonly string[],
): Promise<DistributionList[]> {
  const lists = await queries.query<DistributionList>(`${LISTS} and id = any($2::text[]) order by name`, [
    userId,
    ids,
  ]);
  const missing = ids.filter((id) => !lists.some((list) => list.id === id));
  if (missing.length)
    throw new PodError(404, 'DISTRIBUTION_LIST_NOT_FOUND', { distributionListIds: missing });
  return lists;
}
