import type { SessionEnd, Settings } from 'symphony-embed/frame';
import type { Message, Stream, User } from './podApi.js';

/** What fills the frame. */
export type View =
  | { kind: 'loading'; text: string }
  | { kind: 'login'; problem: string | undefined; busy: boolean }
  | { kind: 'chat' }
  | { kind: 'problem'; title: string; text: string; canRetry: boolean }
  | { kind: 'ended'; reason: SessionEnd | 'here' };

/** The chat that is shown. */
export interface OpenChat {
  stream: Stream;
  messages: Message[];
  /** The first message that was unread when the chat was opened. */
  firstUnreadId: string | undefined;
}

/** All that the app shows. It holds no promise and asks nobody; who changes it tells so with {@link ChatState.set}. */
export class ChatState {
  view: View = { kind: 'loading', text: 'Connecting' };
  mode: 'focus' | 'collaboration' = 'focus';
  settings: Settings = {};
  user: User | undefined;
  streams: Stream[] = [];
  open: OpenChat | undefined;
  isOnline = true;
  readonly #listeners = new Set<() => void>();

  set(change: Partial<ChatState>): void {
    Object.assign(this, change);
    for (const listener of this.#listeners) listener();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Forgets everything that belongs to a user. */
  forgetUser(): void {
    this.set({ user: undefined, streams: [], open: undefined });
  }
}
