import { object, optional, type GenericSchema } from 'valibot';
import { listOf, string, text, texts } from './schemas.js';

/* What functions with an answer of their own answer with. Only the host looks at it. */

const sent = {
  userIds: optional(texts),
  messages: optional(listOf(object({ messageId: text, streamId: text }))),
};
/** What became of a message. */
export const sentMessage = object({ streamId: optional(texts), ...sent }) satisfies GenericSchema<
  unknown,
  SentMessage
>;
/** What became of a room. */
export const createdRoom = object({ streamId: optional(text), ...sent });

/** What became of a message. */
export interface SentMessage {
  /** The chats that it went to. */
  streamId?: string[] | undefined;
  /** The people in them. */
  userIds?: string[] | undefined;
  /** Each chat's copy. */
  messages?: { messageId: string; streamId: string }[] | undefined;
}
/** What became of a room. */
export interface CreatedRoom {
  /** The room. */
  streamId?: string | undefined;
  /** The people in it. */
  userIds?: string[] | undefined;
  /** Its first message, where there is one. */
  messages?: { messageId: string; streamId: string }[] | undefined;
}

/** One of the user's distribution lists. */
export const distributionList = object({ id: text, name: string });
/** One of the user's distribution lists. */
export interface DistributionList {
  id: string;
  name: string;
}
