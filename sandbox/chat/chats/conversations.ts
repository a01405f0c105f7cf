import { SymphonyError, type App, type Chat } from 'symphony-embed/frame';
import type { OpenedStream } from '../../podApi/history.js';
import type { Message } from '../../podApi/messages.js';
import type { FirstView } from '../../podApi/session.js';
import type { Stream } from '../../podApi/streams.js';
import type { ChatState, OpenChat } from '../app/chatState.js';
import { isDisplayed } from '../app/isDisplayed.js';
import type { ChatHistory } from '../messages/chatHistory.js';
import type { Pod } from '../pod/pod.js';
import { podProblem } from '../pod/podProblem.js';
import { PodRefusal } from '../pod/podRefusal.js';
import { UnreadCounts } from './unreadCounts.js';

/** The user's chats: shows them, and keeps them as the pod says they are. */
export class Conversations {
  readonly #state: ChatState;
  readonly #pod: Pod;
  readonly #history: ChatHistory;
  readonly #host: () => Pick<App, 'notify'>;
  readonly #unreadCounts: UnreadCounts;
  #showing = 0;
  /** Counts what happens to the list of chats: the questions for it, and each chat's last change. */
  #happened = 0;
  #listAskedAt = 0;
  readonly #changedAt = new Map<string, number>();

  constructor(state: ChatState, pod: Pod, history: ChatHistory, host: () => Pick<App, 'notify'>) {
    this.#state = state;
    this.#pod = pod;
    this.#history = history;
    this.#host = host;
    this.#unreadCounts = new UnreadCounts(host);
  }

  /**
   * Opens a chat by its stream or by its people and shows it; without either, what the mode shows at first.
   *
   * @param first - What the pod has just said of it.
   */
  async show({ streamId, userIds }: Chat, first?: FirstView): Promise<Chat> {
    const showing = ++this.#showing;
    const id =
      first?.opened?.stream.id ?? streamId ?? (userIds?.length ? await this.#find(userIds) : undefined);
    const refreshing = this.refresh(first?.streams);
    const [opened] = await Promise.all([
      id === undefined ? undefined : this.#load(id, refreshing, first?.opened),
      refreshing,
    ]);
    // Of two that were asked for at once the later one stays.
    if (showing !== this.#showing) return {};
    this.#history.handleOpened();
    this.#state.set({ open: opened, appView: undefined, view: { kind: 'chat' } });
    // What is opened before somebody's eyes has been read.
    if (isDisplayed() && document.visibilityState === 'visible') this.markRead().catch(console.warn);
    return this.shown();
  }

  /** The chat that is open, as hosts are told of it. */
  shown(): Chat {
    const { open } = this.#state;
    if (!open) return {};
    return { streamId: open.stream.id, userIds: open.stream.members.map(({ id }) => id) };
  }

  /** Takes the pod's list of chats, and asks for it if it is not here yet. What the pod has told meanwhile is newer. */
  async refresh(answer?: readonly Stream[]): Promise<void> {
    const askedAt = ++this.#happened;
    const listed = answer ?? (await this.#pod.streams()).streams;
    // The answer to a later question was faster.
    if (askedAt < this.#listAskedAt) return;
    this.#listAskedAt = askedAt;
    const isNewer = ({ id }: Stream): boolean => (this.#changedAt.get(id) ?? 0) > askedAt;
    const unlisted = this.#state.streams.filter(
      (stream) => isNewer(stream) && !listed.some(({ id }) => id === stream.id),
    );
    const merged = listed.map((stream) => (isNewer(stream) ? this.#stream(stream.id) : stream));
    this.#setStreams([...unlisted, ...merged.filter((stream) => stream !== undefined)]);
  }

  /** Takes up what happened while there was no line. */
  async catchUp(): Promise<void> {
    const { open } = this.#state;
    await this.refresh();
    if (!open) return;
    try {
      const stream = await this.#history.refresh();
      if (stream) this.putStream(stream);
    } catch (thrown) {
      if (!isGone(thrown)) throw thrown;
      this.handleLeft(open.stream.id);
    }
  }

  /** The user has seen the open chat. */
  async markRead(): Promise<void> {
    const { open } = this.#state;
    if (!open || !this.#stream(open.stream.id)?.unread) return;
    this.handleUnread(open.stream.id, 0);
    await this.#pod.markRead(open.stream.id);
  }

  handleMessage(message: Message, streamName: string): void {
    const { user, streams } = this.#state;
    this.#history.put(message);
    if (message.kind === 'maestro') {
      this.#tellMaestro(message);
      return;
    }
    const [moved] = streams.filter(({ id }) => id === message.streamId);
    if (moved) {
      const others = streams.filter((stream) => stream !== moved);
      this.#setStreams([{ ...moved, lastMessage: message }, ...others], moved.id);
    } else {
      // Somebody started a chat with this user: only the pod knows who is in it.
      this.refresh().catch(console.warn);
    }
    if (message.author.id === user?.id) return;
    this.#host().notify('MessageNotifications', {
      type: 'SOCIALMESSAGE',
      streamId: message.streamId,
      streamName,
      fromWhomId: Number(message.author.id),
      fromWhomName: message.author.displayName,
      message: message.text,
      isMention: message.isMention,
    });
  }

  handleUnread(streamId: string, unread: number): void {
    const stream = this.#stream(streamId);
    if (stream) this.#put({ ...stream, unread });
  }

  /** The user is no longer in a chat. */
  handleLeft(streamId: string): void {
    const { open, streams, mode } = this.#state;
    this.#setStreams(
      streams.filter(({ id }) => id !== streamId),
      streamId,
    );
    if (open?.stream.id !== streamId) return;
    this.#state.set({ open: undefined });
    if (mode === 'collaboration' || this.#state.view.kind !== 'chat') return;
    const text = `You are no longer in ${open.stream.name}.`;
    this.#state.set({ view: { kind: 'problem', title: 'You left this chat', text, canRetry: false } });
  }

  /** Takes a chat as the pod says it is now. */
  putStream(stream: Stream): void {
    if (this.#stream(stream.id)) this.#put(stream);
    else this.#setStreams([stream, ...this.#state.streams], stream.id);
  }

  /** Takes a message that is another one now wherever it is shown. */
  handleMessageChanged(message: Message): void {
    this.#history.change(message);
    const stream = this.#stream(message.streamId);
    if (!stream) return;
    const { pinned, lastMessage } = stream;
    this.#put({
      ...stream,
      ...(pinned?.id === message.id && { pinned: message }),
      ...(lastMessage?.id === message.id && { lastMessage: message }),
    });
  }

  #stream(streamId: string): Stream | undefined {
    return this.#state.streams.find(({ id }) => id === streamId);
  }

  #put(stream: Stream): void {
    const { streams, open } = this.#state;
    if (open?.stream.id === stream.id) this.#state.setSoon({ open: { ...open, stream } });
    this.#setStreams(
      streams.map((known) => (known.id === stream.id ? stream : known)),
      stream.id,
    );
  }

  /** The one way to change the list of chats. `changedId` is the chat that the pod, or the user, has changed. */
  #setStreams(streams: Stream[], changedId?: string): void {
    if (changedId !== undefined) this.#changedAt.set(changedId, ++this.#happened);
    this.#state.setSoon({ streams });
    this.#unreadCounts.tell(this.#state);
  }

  #tellMaestro({ streamId, maestro }: Message): void {
    if (!maestro) return;
    const { event, userId, roomUpdate } = maestro;
    this.#host().notify('MessageNotifications', { type: 'MAESTRO', streamId, event, userId, roomUpdate });
  }

  async #find(userIds: readonly string[]): Promise<string> {
    try {
      return (await this.#pod.startChat(userIds)).stream.id;
    } catch (thrown) {
      throw isOffline(thrown) ? thrown : podProblem(thrown, `start a chat with ${userIds.join(', ')}`);
    }
  }

  async #load(streamId: string, meanwhile: Promise<void>, answer?: OpenedStream): Promise<OpenChat> {
    try {
      return await this.#history.open(streamId, meanwhile, answer);
    } catch (thrown) {
      if (!isGone(thrown)) throw thrown;
      const why = thrown.status === 404 ? 'there is no such chat' : 'the user is not a member of it';
      throw new SymphonyError('STREAM_NOT_FOUND', `Failed to open stream ${streamId}: ${why}.`, {
        streamIds: [streamId],
      });
    }
  }
}

function isGone(thrown: unknown): thrown is PodRefusal {
  return thrown instanceof PodRefusal && (thrown.status === 403 || thrown.status === 404);
}

function isOffline(thrown: unknown): boolean {
  return thrown instanceof PodRefusal && thrown.status === 0;
}
