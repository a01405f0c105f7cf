import type { Message } from '../../podApi/messages.js';

/** What is on a side of a stretch: nothing, more at the pod, a page that was asked for, or one that did not come. */
export type Edge = 'end' | 'more' | 'loading' | 'failed';

/** A part of a chat's history without a gap, the oldest message first. */
export interface Stretch {
  messages: readonly Message[];
  older: Edge;
  newer: Edge;
}

/** A stretch of more messages than this is cut. */
const MOST_KEPT = 200;
const KEPT_AFTER_CUT = 150;

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
 * @param readerAt - The message that is being read; without one it is the last.
 */
export function cut(stretch: Stretch, readerAt: string | undefined): Stretch {
  const { messages } = stretch;
  if (messages.length <= MOST_KEPT) return stretch;
  const last = messages.length - 1;
  const found = messages.findIndex(({ id }) => id === readerAt);
  const at = found === -1 ? last : found;
  return at > last - at
    ? { ...stretch, messages: messages.slice(-KEPT_AFTER_CUT), older: 'more' }
    : { ...stretch, messages: messages.slice(0, KEPT_AFTER_CUT), newer: 'more' };
}
