import { lazy, object, optional, type GenericSchema } from 'valibot';
import { anything } from './hostLeaves.js';
import { flag, listOf, number, oneOf, string, text } from './schemas.js';

const unread = object({ streamId: text, count: number });

const social = object({
  type: oneOf('SOCIALMESSAGE'),
  streamId: text,
  fromWhomId: text,
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

/** What the callback of `listen` gets, by notification type; `null` is nothing. */
export const notificationPayloads = {
  UnreadCountNotifications: unread,
  GlobalUnreadCountNotifications: object({ notifications: listOf(unread), totalCount: number }),
  // Which of the two it is says its type.
  MessageNotifications: lazy((payload) =>
    (Object(payload) as { type?: unknown }).type === 'MAESTRO' ? maestro : social,
  ),
  ActivityNotifications: null,
  ConnectionNotifications: object({ status: oneOf('pending_incoming accepted deleted'), userId: text }),
  InternalLinkNotifications: object({ url: text, selector: optional(string) }),
} satisfies {
  [Type in NotificationType]: NotificationPayloads[Type] extends undefined
    ? null
    : GenericSchema<unknown, NotificationPayloads[Type]>;
};

export const sessionEnd = oneOf('logout expired revoked');

/** Notifications on their way, in order, each with the subscriptions it is for. */
export const notificationBatch = listOf(
  // Payloads are looked at one by one, so that a bad one does not take its batch along.
  object({ ids: listOf(number), type: text, payload: optional(anything) }),
);

/** Why a session is over: the user logged out, it ran out, or somebody took it away. */
export type SessionEnd = 'logout' | 'expired' | 'revoked';

/** How many messages of a chat the user has not read. */
export interface UnreadCount {
  streamId: string;
  count: number;
}

/** How many messages the user has not read, in all chats. */
export interface GlobalUnreadCount {
  /** One for each chat with unread messages. */
  notifications: UnreadCount[];
  totalCount: number;
}

/** A message that somebody wrote. */
export interface SocialMessage {
  type: 'SOCIALMESSAGE';
  streamId: string;
  fromWhomId: string;
  /** Whether the user is mentioned in it. */
  isMention: boolean;
  streamName?: string | undefined;
  fromWhomName?: string | undefined;
  message?: string | undefined;
}

/** A message of the system: somebody came or went, or a room changed. Only with `withMaestroMessages`. */
export interface MaestroMessage {
  type: 'MAESTRO';
  streamId: string;
  event: 'JOIN_ROOM' | 'LEAVE_ROOM' | 'DEACTIVATE_ROOM' | 'UPDATE_ROOM';
  /** Who came or went. */
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
  userId: string;
}

/** The user followed a link to something in Symphony. */
export interface InternalLink {
  /** The whole link. */
  url: string;
  /** The slot of the frame that it is in; not there for the main frame. */
  selector?: string | undefined;
}

/** What the callback of `listen` gets, by notification type. */
export interface NotificationPayloads {
  UnreadCountNotifications: UnreadCount;
  GlobalUnreadCountNotifications: GlobalUnreadCount;
  MessageNotifications: SocialMessage | MaestroMessage;
  /** Nothing: the user is active in a frame. */
  ActivityNotifications: undefined;
  ConnectionNotifications: ConnectionChange;
  InternalLinkNotifications: InternalLink;
}

/** The notification types that frames send. */
export type NotificationType = keyof NotificationPayloads;

/** Notifications on their way, each with the subscriptions it is for. */
export type NotificationBatch = { ids: number[]; type: string; payload?: unknown }[];
