import { SymphonyError } from 'symphony-embed/frame';
import type { Draft } from '../../podApi/messages.js';
import type { ChatState } from '../app/chatState.js';
import type { Conversations } from '../chats/conversations.js';
import type { Pod } from '../pod/pod.js';
import { podProblem } from '../pod/podProblem.js';
import type { ChatHistory } from './chatHistory.js';

/** What the user does with messages. The state has what came of it when a promise resolves. */
export class Messages {
  readonly #state: ChatState;
  readonly #pod: Pod;
  readonly #history: ChatHistory;
  readonly #conversations: Conversations;

  constructor(state: ChatState, pod: Pod, history: ChatHistory, conversations: Conversations) {
    this.#state = state;
    this.#pod = pod;
    this.#history = history;
    this.#conversations = conversations;
  }

  /** Writes in the open chat. */
  async post(draft: Draft): Promise<void> {
    const { open } = this.#state;
    if (!open) return;
    const { message } = await this.#pod.post(open.stream.id, draft);
    this.#history.put(message);
    // Whoever writes while they read something old sees what they wrote.
    await this.#history.bringNewest().catch(console.warn);
  }

  async pin(messageId: string): Promise<void> {
    const { message } = await this.#pod.pin(messageId);
    const stream = this.#state.streams.find(({ id }) => id === message.streamId);
    if (stream) this.#conversations.putStream({ ...stream, pinned: message });
  }

  /** The same for a portal. */
  async pinForHost(messageId: string): Promise<void> {
    try {
      await this.pin(messageId);
    } catch (thrown) {
      const { type, message } = podProblem(thrown, `pin message ${messageId}`);
      throw new SymphonyError(type, message, type === 'LOGGED_OUT' ? undefined : { messageId });
    }
  }

  async unpin(streamId: string): Promise<void> {
    const { stream } = await this.#pod.unpin(streamId);
    this.#conversations.putStream(stream);
  }

  async suppress(messageId: string): Promise<void> {
    const { message } = await this.#pod.suppress(messageId);
    this.#conversations.handleMessageChanged(message);
  }

  async bookmark(messageId: string, isBookmarked: boolean): Promise<void> {
    const { message } = await this.#pod.bookmark(messageId, isBookmarked);
    this.#conversations.handleMessageChanged(message);
  }
}
