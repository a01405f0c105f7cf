import { SymphonyError, type ErrorType } from 'symphony-embed/frame';
import type { Person } from '../../podApi/people.js';
import { sizeOf } from '../look/sizes.js';
import { PodRefusal } from './podRefusal.js';

type Details = Partial<Record<'userIds' | 'streamIds' | 'distributionListIds', string[]>> &
  Partial<Record<'length' | 'maxLength' | 'maxBytes', number>>;
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
  ROOM_NAME_TOO_LONG: [
    'ROOM_NAME_TOO_LONG',
    ({ maxLength }) => `a room has a name of ${String(maxLength)} characters at most`,
  ],
  MESSAGE_TOO_LONG: [
    'MESSAGE_TOO_LONG',
    ({ length, maxLength }) =>
      `it has ${String(length)} characters, and may have ${String(maxLength)} at most`,
  ],
  ATTACHMENTS_TOO_LARGE: [
    'ATTACHMENTS_TOO_LARGE',
    ({ maxBytes = 0 }) => `the attachments of a message hold ${sizeOf(maxBytes)} together at most`,
  ],
  MESSAGE_ID_NOT_FOUND: ['MESSAGE_ID_NOT_FOUND', () => 'the user can see no such message'],
  NOT_ALLOWED: ['ERROR', () => 'the pod does not allow it here'],
  UNKNOWN_USER: ['INVALID_USERS', () => 'the pod knows nobody of this id'],
  INVALID_REQUEST: ['INVALID_ARGUMENT', () => 'a part of it is missing, too long or broken'],
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
