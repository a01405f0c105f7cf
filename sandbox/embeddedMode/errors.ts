import type { ErrorType } from 'symphony-embed/host';

/** Every error type, with what it says in a sentence. */
export const ERRORS = {
  ERROR: 'Something that has no type of its own went wrong; the message says what.',
  INVALID_USERS: 'Some of the users do not exist; `data.userIds` names them.',
  NON_CONNECTED_USERS:
    'Some users of another company are not connected with this one; `data.userIds` names them.',
  MESSAGE_ID_NOT_FOUND: 'There is no such message for this user; `data` has `messageId`.',
  INVALID_ARGUMENT: 'An argument is not as documented, and nothing happened.',
  NOT_RENDERED: '`render` has not been called, or not since the last logout, and nothing happened.',
  NOT_SUPPORTED: 'The app in the frame does not know this function.',
  STREAM_NOT_FOUND: 'A chat does not exist, or not for this user; `data.streamIds` names it.',
  DISTRIBUTION_LIST_NOT_FOUND: 'The user has no such distribution list; `data.distributionListIds` names it.',
  ROOM_NAME_TOO_LONG: 'The name of a room has more than 50 characters.',
  MESSAGE_TOO_LONG:
    'The text of a message is longer than the pod allows; `data.maxLength` says how long it may be.',
  ATTACHMENTS_TOO_LARGE: 'The attachments of a message hold more than 1 MB together.',
  CANCELLED: 'The person closed the dialog, or another one took its place.',
  NOT_LOGGED_IN: 'Nobody is logged in, and this cannot wait for it.',
  CONNECTION_FAILED: 'No page of the pod answered in the iframe, which is removed again.',
  INCOMPATIBLE_VERSION: 'The two halves speak different versions of the protocol.',
  TIMEOUT: 'The frame is there, but did not answer in time.',
  SUPERSEDED:
    'A later call took the place of this one: another chat was opened in the slot, or `render` was called again.',
  FRAME_GONE: 'The frame was removed, reloaded or killed while the call was under way.',
  LOGGED_OUT: 'A logout, or the end of the session, overtook the call.',
  LOGOUT_UNCONFIRMED: 'The pod did not confirm the logout: the user may still be logged in.',
  LOGOUT_INCOMPLETE: 'The user is logged out, but a frame did not confirm that its data are gone.',
} as const satisfies Record<ErrorType, string>;
