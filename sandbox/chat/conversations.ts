import { SymphonyError, type App, type Chat } from 'symphony-embed/frame';
import type { ChatState } from './chatState.js';
import { PodRefusal, type Message, type PodApi } from './podApi.js';

/** The user's chats: shows them, writes in them, and keeps them as the pod says they are. */
export class Conversations {
  readonly #state: ChatState;
  readonly #api: PodApi;
  readonly #host: () => Pick<App, 'notify'>;
  #showing = 0;

  constructor(state: ChatState, api: PodApi, host: () => Pick<App, 'notify'>) {
    this.#state = state;
    this.#api = api;
    this.#host = host;
  }

  /** Opens a chat by its stream or by its people and shows it; without either, what the mode shows at first. */
  async show({ streamId, userIds }: Chat): Promise<Chat> {
    const showing = ++this.#showing;
    const id = streamId ?? (userIds?.length ? await this.#find(userIds) : undefined);
    const [opened] = await Promise.all([id === undefined ? undefined : this.#load(id), this.refresh()]);
    // Of two that were asked for at once the later one stays.
    if (showing !== this.#showing) return {};
    this.#state.set({ open: opened, view: { kind: 'chat' } });
    if (!opened) return {};
    const { stream } = opened;
    return { streamId: stream.id, userIds: stream.members.map((member) => member.id) };
  }

  /** Looks again, after a time without a line to the pod. */
  async refresh(): Promise<void> {
    const { streams } = await this.#api.streams();
    this.#state.set({ streams });
    this.#tellUnread();
  }

  /** Takes up what was said in the open chat while there was no line. */
  async catchUp(): Promise<void> {
    const { open } = this.#state;
    await this.refresh();
    if (!open) return;
    const { messages } = await this.#api.stream(open.stream.id);
    for (const message of messages) this.#append(message);
  }

  async post(text: string): Promise<void> {
    const { open } = this.#state;
    if (!open) return;
    const { message } = await this.#api.post(open.stream.id, text);
    this.#append(message);
  }

  /** The user has seen the open chat. */
  async markRead(): Promise<void> {
    const { open } = this.#state;
    if (!open || !this.#unreadIn(open.stream.id)) return;
    this.handleUnread(open.stream.id, 0);
    await this.#api.markRead(open.stream.id);
  }

  handleMessage(message: Message, streamName: string): void {
    const { user, streams } = this.#state;
    this.#append(message);
    if (streams.some(({ id }) => id === message.streamId)) {
      const [moved, others] = [
        streams.filter(({ id }) => id === message.streamId),
        streams.filter(({ id }) => id !== message.streamId),
      ];
      this.#state.set({
        streams: [...moved.map((stream) => ({ ...stream, lastMessage: message })), ...others],
      });
    } else {
      // Somebody started a chat with this user: only the pod knows who is in it.
      this.refresh().catch(console.warn);
    }
    if (message.author.id === user?.id) return;
    this.#host().notify('MessageNotifications', {
      type: 'SOCIALMESSAGE',
      streamId: message.streamId,
      streamName,
      fromWhomId: message.author.id,
      fromWhomName: message.author.displayName,
      message: message.text,
      isMention: user !== undefined && mentions(message.text, user.displayName),
    });
  }

  handleUnread(streamId: string, unread: number): void {
    if (this.#unreadIn(streamId) === unread) return;
    this.#state.set({
      streams: this.#state.streams.map((stream) => (stream.id === streamId ? { ...stream, unread } : stream)),
    });
    this.#host().notify('UnreadCountNotifications', { streamId, count: unread });
    this.#tellGlobalUnread();
  }

  #unreadIn(streamId: string): number {
    return this.#state.streams.find(({ id }) => id === streamId)?.unread ?? 0;
  }

  #tellUnread(): void {
    for (const { id, unread } of this.#state.streams)
      this.#host().notify('UnreadCountNotifications', { streamId: id, count: unread });
    this.#tellGlobalUnread();
  }

  #tellGlobalUnread(): void {
    const notifications = this.#state.streams
      .filter(({ unread }) => unread > 0)
      .map(({ id, unread }) => ({ streamId: id, count: unread }));
    const totalCount = notifications.reduce((total, { count }) => total + count, 0);
    this.#host().notify('GlobalUnreadCountNotifications', { notifications, totalCount });
  }

  async #find(userIds: readonly string[]): Promise<string> {
    try {
      return (await this.#api.startChat(userIds)).stream.id;
    } catch (thrown) {
      if (thrown instanceof PodRefusal && thrown.code === 'INVALID_USERS') {
        throw new SymphonyError(
          'INVALID_USERS',
          `Failed to start a chat with ${userIds.join(', ')}: not all of them are users of this pod.`,
          thrown.data,
        );
      }
      throw thrown;
    }
  }

  async #load(streamId: string): Promise<ChatState['open']> {
    try {
      const { stream, messages } = await this.#api.stream(streamId);
      const firstUnread = stream.unread ? messages.at(-stream.unread) : undefined;
      return { stream, messages, firstUnreadId: firstUnread?.id };
    } catch (thrown) {
      if (!(thrown instanceof PodRefusal) || (thrown.status !== 403 && thrown.status !== 404)) throw thrown;
      const why = thrown.status === 404 ? 'there is no such chat' : 'the user is not a member of it';
      throw new SymphonyError('ERROR', `Failed to open stream ${streamId}: ${why}.`, { streamId });
    }
  }

  #append(message: Message): void {
    const { open } = this.#state;
    if (open?.stream.id !== message.streamId || open.messages.some(({ id }) => id === message.id)) return;
    this.#state.set({ open: { ...open, messages: [...open.messages, message] } });
  }
}

function mentions(text: string, displayName: string): boolean {
  const [firstName = displayName] = displayName.split(' ');
  return text.toLowerCase().includes(`@${firstName.toLowerCase()}`);
}
