import { object, optional, type InferOutput } from 'valibot';
import { listOf, string, text, texts } from './schemas.js';

/* What functions with an answer of their own answer with. Only the host looks at it. */

const sent = {
  userIds: optional(texts),
  messages: optional(listOf(object({ messageId: text, streamId: text }))),
};
/** What became of a message. */
export const sentMessage = object({ streamId: optional(texts), ...sent });
/** What became of a room. */
export const createdRoom = object({ streamId: optional(text), ...sent });

/** What became of a message: the chats that it went to, the people, and each chat's copy. */
export type SentMessage = InferOutput<typeof sentMessage>;
/** What became of a room: its stream, its people, and the first message where there is one. */
export type CreatedRoom = InferOutput<typeof createdRoom>;

/** One of the user's distribution lists. */
export const distributionList = object({ id: text, name: string });
/** One of the user's distribution lists. */
export type DistributionList = InferOutput<typeof distributionList>;
