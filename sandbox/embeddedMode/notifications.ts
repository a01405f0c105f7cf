import type { NotificationType } from 'symphony-embed/host';
import type { Field, Modes } from './documented.js';

/** What `listen` can be given, or the page's own. */
export type ListenType = NotificationType | 'SessionNotifications';

/** A parameter that narrows a subscription. */
export interface NotificationParam extends Field {
  entry: 'text' | 'flag' | 'list';
  sample?: unknown;
}

/** One form of a payload. */
export interface Payload {
  /** When it comes in this form; only where there are several. */
  when?: string;
  fields: readonly Field[];
}

/** A notification. */
export interface DocumentedNotification {
  does: string;
  params: readonly NotificationParam[];
  /** Empty when the callback gets nothing. */
  payloads: readonly Payload[];
  modes: Modes;
  /** A payload as it comes. */
  example: unknown;
  /** Whether it is in Symphony's documentation. */
  isOwn?: boolean;
}

const streamId: Field = { name: 'streamId', type: 'string', does: 'The chat.' };
const count: Field = { name: 'count', type: 'number', does: 'How many messages are unread in it.' };

/** Every notification that `listen` knows. */
export const NOTIFICATIONS = {
  UnreadCountNotifications: {
    does: 'The number of unread messages of one chat. It is 0 again when the chat is read.',
    params: [{ ...streamId, entry: 'text', sample: 'fx-desk' }],
    payloads: [{ fields: [streamId, count] }],
    modes: 'both',
    example: { streamId: 'fx-desk', count: 3 },
  },
  GlobalUnreadCountNotifications: {
    does: 'The numbers of unread messages of all chats of the user.',
    params: [],
    payloads: [
      {
        fields: [
          {
            name: 'notifications',
            type: '{ streamId: string; count: number }[]',
            does: 'One for each chat that has unread messages.',
          },
          { name: 'totalCount', type: 'number', does: 'All of them together.' },
        ],
      },
    ],
    modes: 'both',
    example: { notifications: [{ streamId: 'fx-desk', count: 3 }], totalCount: 3 },
  },
  MessageNotifications: {
    does: 'A message has come in. With `withMaestroMessages` also what the system says: somebody came or went, a message was pinned, a room was deactivated.',
    params: [
      { ...streamId, does: 'Only of this chat.', entry: 'text', isOptional: true },
      {
        name: 'withMaestroMessages',
        type: 'boolean',
        does: 'Messages of the system, too.',
        entry: 'flag',
        isOptional: true,
      },
    ],
    payloads: [
      {
        when: 'somebody wrote',
        fields: [
          { name: 'type', type: "'SOCIALMESSAGE'", does: 'A message of a person.' },
          streamId,
          { name: 'fromWhomId', type: 'number', does: 'The id of the user who wrote it.' },
          { name: 'isMention', type: 'boolean', does: 'Whether the user who is logged in is mentioned.' },
          { name: 'streamName', type: 'string', isOptional: true, does: 'The name of the chat.' },
          { name: 'fromWhomName', type: 'string', isOptional: true, does: 'The name of who wrote it.' },
          { name: 'message', type: 'string', isOptional: true, does: 'The text.' },
        ],
      },
      {
        when: 'the system says something',
        fields: [
          { name: 'type', type: "'MAESTRO'", does: 'A message of the system.' },
          streamId,
          {
            name: 'event',
            type: "'JOIN_ROOM' | 'LEAVE_ROOM' | 'DEACTIVATE_ROOM' | 'UPDATE_ROOM'",
            does: 'What happened.',
          },
          {
            name: 'userId',
            type: 'string',
            isOptional: true,
            does: 'The id of who joined or left, here as a text.',
          },
          {
            name: 'roomUpdate',
            type: "{ updateType: 'PIN_MESSAGE' | 'UNPIN_MESSAGE'; pinnedMessageId?: string }",
            isOptional: true,
            does: 'What changed, with `UPDATE_ROOM`.',
          },
        ],
      },
    ],
    modes: 'both',
    example: { type: 'SOCIALMESSAGE', streamId: 'fx-desk', fromWhomId: 71811853190102, isMention: false },
  },
  ActivityNotifications: {
    does: 'The user is doing something in a frame: for pages that log people out who do nothing.',
    params: [],
    payloads: [],
    modes: 'both',
    example: undefined,
  },
  ConnectionNotifications: {
    does: 'A connection with a user of another company was asked for, accepted or ended.',
    params: [
      {
        name: 'status',
        type: "('pending_incoming' | 'accepted' | 'deleted')[]",
        does: 'Only these. Symphony’s own example has it beside `params`; that works, too.',
        entry: 'list',
        isOptional: true,
      },
    ],
    payloads: [
      {
        fields: [
          {
            name: 'status',
            type: "'pending_incoming' | 'accepted' | 'deleted'",
            does: 'How it is now.',
          },
          { name: 'userId', type: 'number', does: 'The id of the user of the other company.' },
        ],
      },
    ],
    modes: 'both',
    example: { status: 'accepted', userId: 71811853190201 },
  },
  InternalLinkNotifications: {
    does: 'Somebody clicked a link to something in Symphony (of the pod itself, of `https://open.symphony.com`, or `symphony://`), which a single chat cannot follow; the page may. Needs the setting `canClickInternalLinks`.',
    params: [],
    payloads: [
      {
        fields: [
          { name: 'url', type: 'string', does: 'The whole link.' },
          {
            name: 'selector',
            type: 'string',
            isOptional: true,
            does: 'The container of the frame; none for the main one.',
          },
        ],
      },
    ],
    modes: 'focus',
    example: { url: 'https://POD/?streamId=rates-research', selector: '#second' },
  },
  SessionNotifications: {
    does: 'The session is over: somebody logged out in a frame, in another tab or in another portal, or the pod ended it.',
    params: [],
    payloads: [
      {
        fields: [
          {
            name: 'status',
            type: "'ended' | 'unconfirmed'",
            does: '`unconfirmed`: the frames are gone, but the pod did not confirm a logout that was asked for in one.',
          },
          { name: 'reason', type: "'logout' | 'expired' | 'revoked'", does: 'Why.' },
          {
            name: 'error',
            type: '{ type; message; data? }',
            isOptional: true,
            does: 'What was wrong with a logout that was asked for in a frame.',
          },
        ],
      },
    ],
    modes: 'both',
    example: { status: 'ended', reason: 'logout' },
    isOwn: true,
  },
} as const satisfies Record<ListenType, DocumentedNotification>;
