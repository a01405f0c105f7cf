import { lazy, object, optional, type GenericSchema, type InferOutput } from 'valibot';
import { anything } from './hostLeaves.js';
import { flag, listOf, number, oneOf, string, text, type Words } from './schemas.js';

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
} as const satisfies Record<string, GenericSchema | null>;

/** Why a session is over: the user logged out, it ran out, or somebody took it away. */
export const sessionEnd = oneOf('logout expired revoked');

/** Notifications on their way, in order, each with the subscriptions it is for. */
export const notificationBatch = listOf(
  // Payloads are looked at one by one, so that a bad one does not take its batch along.
  object({ ids: listOf(number), type: text, payload: optional(anything) }),
);

/** Why a session is over. */
export type SessionEnd = InferOutput<typeof sessionEnd>;

type Payloads = typeof notificationPayloads;

/** The notification types that frames send. */
export type NotificationType = keyof Payloads;
/** A message that somebody wrote. */
export interface SocialMessage {
  type: 'SOCIALMESSAGE';
  streamId: string;
  fromWhomId: string;
  isMention: boolean;
  streamName?: string | undefined;
  fromWhomName?: string | undefined;
  message?: string | undefined;
}
/** A message of the system: somebody came or went, or a room changed. Only with `withMaestroMessages`. */
export interface MaestroMessage {
  type: 'MAESTRO';
  streamId: string;
  event: Words<'JOIN_ROOM LEAVE_ROOM DEACTIVATE_ROOM UPDATE_ROOM'>;
  userId?: string | undefined;
  roomUpdate?:
    { updateType: Words<'PIN_MESSAGE UNPIN_MESSAGE'>; pinnedMessageId?: string | undefined } | undefined;
}

/** What the callback of `listen` gets, by notification type. */
export type NotificationPayloads = {
  [Type in NotificationType]: Type extends 'MessageNotifications'
    ? SocialMessage | MaestroMessage
    : Payloads[Type] extends GenericSchema
      ? InferOutput<Payloads[Type]>
      : undefined;
};
/** Notifications on their way. */
export type NotificationBatch = InferOutput<typeof notificationBatch>;
