import { anything } from '../wire/anything.js';
import { listOf, object, optional, type Schema } from '../wire/schema.js';
import { connectionStatus, flag, number, oneOf, string, text } from '../wire/schemas.js';

const unread = object({ streamId: text, count: number });

const social = object({
  type: oneOf('SOCIALMESSAGE'),
  streamId: text,
  fromWhomId: number,
  isMention: flag,
  streamName: optional(string),
  fromWhomName: optional(string),
  message: optional(string),
});
const maestro = object({
  type: oneOf('MAESTRO'),
  streamId: text,
  event: oneOf('JOIN_ROOM LEAVE_ROOM DEACTIVATE_ROOM UPDATE_ROOM'),
  userId: optional(text),
  roomUpdate: optional(
    object({ updateType: oneOf('PIN_MESSAGE UNPIN_MESSAGE'), pinnedMessageId: optional(text) }),
  ),
});

/** The schemas of notification payloads, by type. `null`: no payload. */
export const notificationPayloads = {
  UnreadCountNotifications: unread,
  GlobalUnreadCountNotifications: object({ notifications: listOf(unread), totalCount: number }),
  // System messages have another schema, `maestro`.
  MessageNotifications: social,
  ActivityNotifications: null,
  ConnectionNotifications: object({ status: connectionStatus, userId: number }),
  InternalLinkNotifications: object({ url: text, selector: optional(string) }),
} satisfies {
  [Type in NotificationType]: NotificationPayloads[Type] extends undefined
    ? null
    : Schema<Exclude<NotificationPayloads[Type], MaestroMessage>>;
};

/** Returns the schema of a payload. `null` if the type has no payload. */
export function payloadSchema(type: NotificationType, payload: unknown): Schema<object> | null {
  const isMaestro =
    type === 'MessageNotifications' && (Object(payload) as { type?: unknown }).type === 'MAESTRO';
  return isMaestro ? maestro : notificationPayloads[type];
}

export const sessionEnd = oneOf('logout expired revoked');

/** The schema of {@link NotificationBatch}. */
export const notificationBatch = listOf(
  // The payloads are validated one by one later, so that an invalid one does not reject the whole batch.
  object({ ids: listOf(number), type: text, payload: optional(anything) }),
);

/** Why a session is over: the user logged out, it expired, or it was revoked. */
export type SessionEnd = 'logout' | 'expired' | 'revoked';

/** Why an app has to stop: its session ends, or the page closes its frame and the session goes on. */
export type StopReason = SessionEnd | 'closed';

/** The number of unread messages in a chat. */
export interface UnreadCount {
  streamId: string;
  count: number;
}

/** The number of unread messages in all chats. */
export interface GlobalUnreadCount {
  /** One entry for each chat with unread messages. */
  notifications: UnreadCount[];
  totalCount: number;
}

/** A message that somebody wrote. */
export interface SocialMessage {
  type: 'SOCIALMESSAGE';
  streamId: string;
  /** The id of the author. Unlike other user ids, it is a number. */
  fromWhomId: number;
  /** Whether the user is mentioned in it. */
  isMention: boolean;
  streamName?: string | undefined;
  fromWhomName?: string | undefined;
  message?: string | undefined;
}

/** A system message: somebody joined or left, or a room changed. Only sent with `withMaestroMessages`. */
export interface MaestroMessage {
  type: 'MAESTRO';
  streamId: string;
  event: 'JOIN_ROOM' | 'LEAVE_ROOM' | 'DEACTIVATE_ROOM' | 'UPDATE_ROOM';
  /** The id of the user who joined or left, as a text. */
  userId?: string | undefined;
  roomUpdate?:
    | {
        updateType: 'PIN_MESSAGE' | 'UNPIN_MESSAGE';
        pinnedMessageId?: string | undefined;
      }
    | undefined;
}

/** A connection with somebody of another company has changed. */
export interface ConnectionChange {
  status: 'pending_incoming' | 'accepted' | 'deleted';
  /** The id of the other user. Unlike other user ids, it is a number. */
  userId: number;
}

/** The user followed a link to something in Symphony. */
export interface InternalLink {
  /** The whole link. */
  url: string;
  /** The slot of the frame with the link. Missing for the main frame. */
  selector?: string | undefined;
}

/** The payloads of notifications, by type. */
export interface NotificationPayloads {
  UnreadCountNotifications: UnreadCount;
  GlobalUnreadCountNotifications: GlobalUnreadCount;
  MessageNotifications: SocialMessage | MaestroMessage;
  /** The user is active in a frame. There is no payload. */
  ActivityNotifications: undefined;
  ConnectionNotifications: ConnectionChange;
  InternalLinkNotifications: InternalLink;
}

/** The notification types that frames send. */
export type NotificationType = keyof NotificationPayloads;

/** Notifications on the wire, in order. Each has the ids of the subscriptions that match. */
export type NotificationBatch = { ids: number[]; type: string; payload?: unknown }[];
