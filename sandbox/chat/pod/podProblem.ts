import { SymphonyError, type ErrorType } from 'symphony-embed/frame';
import type { Person } from '../../podApi/people.js';
import { PodRefusal } from './podRefusal.js';

type Details = Partial<Record<'userIds' | 'streamIds' | 'distributionListIds', string[]>>;
type Names = (ids: readonly string[] | undefined) => string;

const PROBLEMS: Record<string, readonly [ErrorType, (details: Details, names: Names) => string]> = {
  INVALID_USERS: ['INVALID_USERS', ({ userIds }, names) => `the pod knows nobody as ${names(userIds)}`],
  NON_CONNECTED_USERS: [
    'NON_CONNECTED_USERS',
    ({ userIds }, names) => `there is no accepted connection with ${names(userIds)}`,
  ],
  STREAM_NOT_FOUND: [
    'STREAM_NOT_FOUND',
    ({ streamIds }, names) => `the user is in no chat ${names(streamIds)}`,
  ],
  DISTRIBUTION_LIST_NOT_FOUND: [
    'DISTRIBUTION_LIST_NOT_FOUND',
    ({ distributionListIds }, names) => `the user has no distribution list ${names(distributionListIds)}`,
  ],
  ROOM_NAME_TOO_LONG: ['ROOM_NAME_TOO_LONG', () => 'a room has a name of 50 characters at most'],
  ATTACHMENTS_TOO_LARGE: [
    'ATTACHMENTS_TOO_LARGE',
    () => 'the attachments of a message hold 1 MB together at most',
  ],
  MESSAGE_ID_NOT_FOUND: ['MESSAGE_ID_NOT_FOUND', () => 'the user can see no such message'],
  NOT_ALLOWED: ['ERROR', () => 'the pod does not allow it here'],
  UNKNOWN_USER: ['INVALID_USERS', () => 'the pod knows nobody of this id'],
  INVALID_REQUEST: ['ERROR', () => 'the pod did not understand it: a text may be too long, or a file broken'],
  OFFLINE: ['ERROR', () => 'Symphony cannot be reached at the moment. Check the network and try again'],
};

/**
 * What portals and people are told when the pod refused something.
 *
 * @param doing - What failed, as in "Failed to `doing`: …".
 * @param known - People whose names may stand in the place of their ids.
 */
export function podProblem(thrown: unknown, doing: string, known: readonly Person[] = []): SymphonyError {
  if (thrown instanceof SymphonyError) return thrown;
  if (!(thrown instanceof PodRefusal)) return new SymphonyError('ERROR', (thrown as Error).message);
  const problem = PROBLEMS[thrown.code];
  if (!problem) return new SymphonyError('ERROR', `Failed to ${doing}: ${thrown.message}`);
  const [type, why] = problem;
  const details = (thrown.data ?? {}) as Details;
  const names: Names = (ids = []) =>
    ids.map((id) => known.find((person) => person.id === id)?.displayName ?? id).join(', ');
  const data = Object.keys(details).length ? details : undefined;
  return new SymphonyError(type, `Failed to ${doing}: ${why(details, names)}.`, data);
}

/** The same as a whole sentence for the user. */
export function inWords(thrown: unknown, doing = 'do this', known: readonly Person[] = []): string {
  return podProblem(thrown, doing, known).message;
}
