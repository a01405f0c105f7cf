import type { FoundMessages, HistoryPage, HistoryPlace, OpenedStream } from '../../podApi/history.js';
import type { Message } from '../../podApi/messages.js';
import type { Stream } from '../../podApi/streams.js';
import type { ChatState, OpenChat } from '../app/chatState.js';
import type { Pod } from '../pod/pod.js';
import { PodRefusal } from '../pod/podRefusal.js';
import { cut, withChange, withMessage, type Edge, type Stretch } from './stretch.js';

/** Something that the pod has told while a page was asked for: the answer may be older. */
type Told = (stretch: Stretch) => Stretch;

/**
 * What was said in the open chat, as far as it is loaded: one stretch of it around the reader, which grows at both ends,
 * and of which what is far away is dropped.
 */
export class ChatHistory {
  readonly #state: ChatState;
  readonly #pod: Pod;
  /** For each page that was asked for, what was told of its chat since. */
  readonly #asked = new Set<{ streamId: string; told: Told[] }>();
  /** Counts the stretches that took the place of another one. */
  #replaced = 0;
  /** The message that the user is reading; without one they follow the end. What is around it is kept. */
  readerAt: string | undefined;

  constructor(state: ChatState, pod: Pod) {
    this.#state = state;
    this.#pod = pod;
  }

  /**
   * Loads a chat with the newest of what was said in it.
   *
   * @param meanwhile - What else has to be there before it can be shown. What is said until then is not missed.
   * @param opened - What the pod has said of it already.
   */
  async open(streamId: string, meanwhile: Promise<void>, opened?: OpenedStream): Promise<OpenChat> {
    const { answer, told } = await this.#ask(streamId, () =>
      Promise.all([opened ?? this.#pod.stream(streamId), meanwhile]),
    );
    const [{ stream, firstUnreadId, ...page }] = answer;
    return { stream, firstUnreadId, ...stretchOf(page, told) };
  }

  /** To be called when another chat is shown. */
  handleOpened(): void {
    this.#replaced++;
    this.readerAt = undefined;
  }

  /** Takes a message that was posted. */
  put(message: Message): void {
    this.#tell(message.streamId, (stretch) => withMessage(stretch, message));
  }

  /** Takes a message that is another one now. One that is not loaded is not to come back at the end. */
  change(message: Message): void {
    this.#tell(message.streamId, (stretch) => withChange(stretch, message));
  }

  /** Loads what was said before, unless that is under way. */
  loadOlder(): Promise<void> {
    return this.#extend('older');
  }

  /** Loads what was said after, unless that is under way. */
  loadNewer(): Promise<void> {
    return this.#extend('newer');
  }

  /** Makes sure that a message is loaded, and what is around it. */
  async bring(messageId: string): Promise<void> {
    const { open } = this.#state;
    if (!open || open.messages.some(({ id }) => id === messageId)) return;
    await this.#replace(open.stream.id, messageId, () =>
      this.#pod.history(open.stream.id, { around: messageId }),
    );
  }

  /** Makes sure that the newest messages are loaded. */
  async bringNewest(): Promise<void> {
    const { open } = this.#state;
    if (!open || open.newer === 'end') return;
    await this.#replace(open.stream.id, undefined, () => this.#pod.stream(open.stream.id));
  }

  /**
   * Loads anew what the reader sees: after a time without a line it may be anything but true. The pages around it are
   * dropped, so that none is left from before beside one from after.
   *
   * @returns The chat as it is now, unless another one is shown.
   */
  async refresh(): Promise<Stream | undefined> {
    const { open } = this.#state;
    if (!open) return undefined;
    const streamId = open.stream.id;
    let stream: Stream | undefined;
    const newest = async (): Promise<HistoryPage> => {
      const answer = await this.#pod.stream(streamId);
      stream = answer.stream;
      return answer;
    };
    const around = this.readerAt;
    await this.#replace(streamId, around, async () => {
      const page = await newest();
      if (around === undefined) return page;
      try {
        return await this.#pod.history(streamId, { around });
      } catch (thrown) {
        if (isNotFound(thrown)) return page;
        throw thrown;
      }
    });
    return this.#state.open?.stream.id === streamId ? stream : undefined;
  }

  /** @param before - The message from which on back to search; without one from the newest on. */
  search(streamId: string, words: string, before?: string): Promise<FoundMessages> {
    return this.#pod.search(streamId, words, before);
  }

  async #replace(
    streamId: string,
    readerAt: string | undefined,
    load: () => Promise<HistoryPage>,
  ): Promise<void> {
    const replaced = ++this.#replaced;
    const { answer, told } = await this.#ask(streamId, load);
    const { open } = this.#state;
    // Another chat was opened, or another place in this one, while the pod answered.
    if (open?.stream.id !== streamId || replaced !== this.#replaced) return;
    this.readerAt = readerAt;
    this.#state.set({ open: { ...open, ...stretchOf(answer, told) } });
  }

  async #extend(side: 'older' | 'newer'): Promise<void> {
    const { open } = this.#state;
    const from = open?.messages.at(side === 'older' ? 0 : -1)?.id;
    if (!open || from === undefined || open[side] === 'end' || open[side] === 'loading') return;
    const place: HistoryPlace = side === 'older' ? { before: from } : { after: from };
    // The same stretch, with the same end: it may have been cut or replaced, and something else be loading there.
    const isStill = ({ stream, messages }: OpenChat): boolean =>
      stream.id === open.stream.id && messages.at(side === 'older' ? 0 : -1)?.id === from;
    this.#setEdge(side, 'loading');
    try {
      const { answer, told } = await this.#ask(open.stream.id, () =>
        this.#pod.history(open.stream.id, place),
      );
      const now = this.#state.open;
      if (now && isStill(now)) this.#state.set({ open: this.#extended(now, side, answer, told) });
    } catch (thrown) {
      const now = this.#state.open;
      if (now && isStill(now)) this.#setEdge(side, 'failed');
      if (!(thrown instanceof PodRefusal)) console.warn(thrown);
    }
  }

  #extended(open: OpenChat, side: 'older' | 'newer', page: HistoryPage, told: Told[]): OpenChat {
    const added = stretchOf(page, told);
    const whole: Stretch =
      side === 'older'
        ? { messages: [...added.messages, ...open.messages], older: added.older, newer: open.newer }
        : { messages: [...open.messages, ...added.messages], older: open.older, newer: added.newer };
    return { ...open, ...cut(whole, this.readerAt) };
  }

  #setEdge(side: 'older' | 'newer', edge: Edge): void {
    const { open } = this.#state;
    if (open) this.#state.set({ open: { ...open, [side]: edge } });
  }

  #tell(streamId: string, told: Told): void {
    for (const asked of this.#asked) if (asked.streamId === streamId) asked.told.push(told);
    const { open } = this.#state;
    if (open?.stream.id !== streamId) return;
    const { messages, older, newer } = open;
    const before: Stretch = { messages, older, newer };
    const after = told(before);
    if (after !== before) this.#state.setSoon({ open: { ...open, ...cut(after, this.readerAt) } });
  }

  async #ask<Answer>(
    streamId: string,
    ask: () => Promise<Answer>,
  ): Promise<{ answer: Answer; told: Told[] }> {
    const asked = { streamId, told: [] };
    this.#asked.add(asked);
    try {
      return { answer: await ask(), told: asked.told };
    } finally {
      this.#asked.delete(asked);
    }
  }
}

/** A page, with what has happened since the pod was asked for it. */
function stretchOf({ messages, hasOlder, hasNewer }: HistoryPage, told: readonly Told[]): Stretch {
  const page: Stretch = {
    messages,
    older: hasOlder ? 'more' : 'end',
    newer: hasNewer ? 'more' : 'end',
  };
  return told.reduce((stretch, tell) => tell(stretch), page);
}

function isNotFound(thrown: unknown): boolean {
  return thrown instanceof PodRefusal && thrown.status === 404;
}
