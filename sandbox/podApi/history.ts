import type { Message } from './messages.js';
import type { Stream } from './streams.js';

/** A stretch of what was said in a chat, the oldest message first, and whether the pod has more on either side of it. */
export interface HistoryPage {
  messages: Message[];
  hasOlder: boolean;
  hasNewer: boolean;
}

/** Which stretch: the one before a message, the one after it, or the one with the message in its middle. */
export type HistoryPlace = { before: string } | { after: string } | { around: string };

/** A chat as it is when it is opened: with the newest of what was said in it. */
export interface OpenedStream extends HistoryPage {
  stream: Stream;
  /** The oldest message of others that the user has not read. It may be older than the page. */
  firstUnreadId?: string;
}

/** What a search in a chat has found, the newest message first. */
export interface FoundMessages {
  messages: Message[];
  /** Whether older messages have the words, too. */
  hasOlder: boolean;
}
