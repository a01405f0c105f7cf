import { listOf, object, optional, type Schema } from '../wire/schema.js';
import { string, text, texts } from '../wire/schemas.js';

/* The answers of functions that have an answer of their own. Only the host validates them. */

const sent = {
  userIds: optional(texts),
  messages: optional(listOf(object({ messageId: text, streamId: text }))),
};
/** The schema of {@link SentMessage}. */
export const sentMessage = object({ streamId: optional(texts), ...sent }) satisfies Schema<SentMessage>;
/** The schema of {@link CreatedRoom}. */
export const createdRoom = object({ streamId: optional(text), ...sent });

/** The result of `sendMessage`. */
export interface SentMessage {
  /** The stream ids of the chats that received the message. */
  streamId?: string[] | undefined;
  /** The ids of the people in these chats. */
  userIds?: string[] | undefined;
  /** The id of the message in each chat. */
  messages?: { messageId: string; streamId: string }[] | undefined;
}
/** The result of `createRoom`. */
export interface CreatedRoom {
  /** The stream id of the room. */
  streamId?: string | undefined;
  /** The ids of the people in the room. */
  userIds?: string[] | undefined;
  /** The first message of the room, if there is one. */
  messages?: { messageId: string; streamId: string }[] | undefined;
}

/** The schema of {@link DistributionList}. */
export const distributionList = object({ id: text, name: string });
/** One of the user's distribution lists. */
export interface DistributionList {
  id: string;
  name: string;
}
