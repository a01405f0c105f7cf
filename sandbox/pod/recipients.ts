import { mustBeConnected } from './connections.js';
import type { Queries } from './database.js';
import { findLists, type DistributionList } from './distributionLists.js';
import { PodError } from './podError.js';
import { viewStreamsOf, type Stream } from './streams.js';
import { resolveUsers, type User } from './users.js';

/** Whom a message is for, as pages say it. */
export interface RecipientsGiven {
  /** `blast`: to each of them apart; `group`: to all people together. */
  mode: 'blast' | 'group';
  /** Ids or e-mail addresses. */
  users?: readonly string[];
  streamIds?: readonly string[];
  distributionListIds?: readonly string[];
}

/** Whom a message is for. All of them are there and may be written to. */
export interface Recipients {
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
  { mode, users: references = [], streamIds = [], distributionListIds = [] }: RecipientsGiven,
): Promise<Recipients> {
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
