import type { Message } from '../../podApi/messages.js';

/** What is on a side of a stretch: nothing, more at the pod, a page that was asked for, or one that did not come. */
export type Edge = 'end' | 'more' | 'loading' | 'failed';

/** A part of a chat's history without a gap, the oldest message first. */
export interface Stretch {
  messages: readonly Message[];
  older: Edge;
  newer: Edge;
}

/** How many messages a stretch has at most, and how many are left of it when it is cut. */
const KEPT = { reading: { most: 200, afterCut: 150 }, following: { most: 80, afterCut: 50 } };

/** The pod counts its messages: of two, the one that was written later has the larger number. */
export function compareIds(one: string, other: string): number {
  if (one.length !== other.length) return one.length - other.length;
  return one < other ? -1 : Number(one > other);
}

/** Takes a message into its place, if that is in the stretch. */
export function withMessage(stretch: Stretch, message: Message): Stretch {
  const { messages, older, newer } = stretch;
  const at = messages.findLastIndex(({ id }) => compareIds(id, message.id) <= 0);
  if (messages[at]?.id === message.id) return { ...stretch, messages: messages.with(at, message) };
  const isBeyond = (at === -1 && older !== 'end') || (at === messages.length - 1 && newer !== 'end');
  return isBeyond ? stretch : { ...stretch, messages: messages.toSpliced(at + 1, 0, message) };
}

/** Takes another version of a message, if it is in the stretch. */
export function withChange(stretch: Stretch, message: Message): Stretch {
  const at = stretch.messages.findIndex(({ id }) => id === message.id);
  return at === -1 ? stretch : { ...stretch, messages: stretch.messages.with(at, message) };
}

/**
 * Cuts a long stretch, on the side that is further away from the reader.
 *
 * @param readerAt - The message that is being read; without one the end is followed.
 */
export function cut(stretch: Stretch, readerAt: string | undefined): Stretch {
  const { messages } = stretch;
  const { most, afterCut } = readerAt === undefined ? KEPT.following : KEPT.reading;
  if (messages.length <= most) return stretch;
  const last = messages.length - 1;
  const found = messages.findIndex(({ id }) => id === readerAt);
  const at = found === -1 ? last : found;
  return at > last - at
    ? { ...stretch, messages: messages.slice(-afterCut), older: 'more' }
    : { ...stretch, messages: messages.slice(0, afterCut), newer: 'more' };
}
