import type { DistributionList, User } from '../../podApi/people.js';
import type { Recipients } from '../../podApi/sending.js';
import type { Stream } from '../../podApi/streams.js';
import type { Queries } from '../database/database.js';
import { mustBeConnected } from '../people/connections.js';
import { findLists } from '../people/distributionLists.js';
import { resolveUsers } from '../people/users.js';
import { PodError } from '../podError.js';
import { viewStreamsOf } from '../streams/streams.js';

/** Whom a message is for. All of them are there and may be written to. */
export interface FoundRecipients {
  users: User[];
  streams: Stream[];
  lists: DistributionList[];
  /** The people of users and lists together, each once, oneself left out. */
  personIds: string[];
}

/**
 * Finds out whom a message is for, and that one may write to all of them.
 *
 * @throws `INVALID_USERS`, `STREAM_NOT_FOUND`, `DISTRIBUTION_LIST_NOT_FOUND`, `NON_CONNECTED_USERS`, `NOT_ALLOWED`, each
 *   with those that it is about.
 */
export async function findRecipients(
  queries: Queries,
  me: User,
  { mode, users: references = [], streamIds = [], distributionListIds = [] }: Recipients,
): Promise<FoundRecipients> {
  if (mode === 'group' && streamIds.length)
    throw new PodError(400, 'INVALID_REQUEST', { message: 'A message to a group takes no streams.' });
  const users = await resolveUsers(queries, references);
  const lists = await findLists(queries, me.id, distributionListIds);
  const streams = await viewStreamsOf(queries, me.id, streamIds);
  const missing = streamIds.filter((id) => !streams.some((stream) => stream.id === id));
  if (missing.length) throw new PodError(404, 'STREAM_NOT_FOUND', { streamIds: missing });

  const listed = lists.flatMap(({ members }) => members.map(({ id }) => id));
  const personIds = [...new Set([...users.map(({ id }) => id), ...listed])].filter((id) => id !== me.id);
  if (references.length && !personIds.length)
    throw new PodError(400, 'INVALID_USERS', { userIds: [...references] });
  await mustBeConnected(queries, me.id, [...personIds, ...peopleOfDirectChats(streams)]);
  const closed = streams.filter(({ canWrite }) => !canWrite);
  if (closed.length) throw new PodError(403, 'NOT_ALLOWED', { streamIds: closed.map(({ id }) => id) });
  return { users, streams, lists, personIds };
}

function peopleOfDirectChats(streams: readonly Stream[]): string[] {
  return streams
    .filter(({ type }) => type === 'direct')
    .flatMap(({ members }) => members.map(({ id }) => id));
}
