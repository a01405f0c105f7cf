/** Messages of a stream: those after one message, up to another. */
export interface MessageRange {
  streamId: string;
  afterId: string;
  lastId: string;
}

const MAX_STREAMS = 10_000;

/**
 * What has been told of each stream. Pods may hear of posts in another order than that of their commits, since a pod that
 * tells the others by NATS does so after the commit. Whoever hears of a message knows that all before it are committed, too.
 */
export class ToldRanges {
  readonly #told = new Map<string, { after: bigint; last: bigint }>();

  /** Notes that this is told now. Gives what there is to tell: what comes before it too, and nothing twice. */
  add({ streamId, afterId, lastId }: MessageRange): MessageRange | undefined {
    const [after, last] = [BigInt(afterId), BigInt(lastId)];
    const told = this.#told.get(streamId);
    if (!told) this.#note(streamId, after, last);
    else if (last > told.last) {
      this.#note(streamId, told.after, last);
      return { streamId, afterId: String(told.last), lastId };
    } else if (after < told.after) {
      this.#note(streamId, after, told.last);
      return { streamId, afterId, lastId };
    } else return undefined;
    return { streamId, afterId, lastId };
  }

  /** From here on nothing is known of what has been told: frames ask for how things are. */
  clear(): void {
    this.#told.clear();
  }

  #note(streamId: string, after: bigint, last: bigint): void {
    // The stream that was told of last stands last.
    this.#told.delete(streamId);
    this.#told.set(streamId, { after, last });
    const [oldest] = this.#told.keys();
    if (this.#told.size > MAX_STREAMS && oldest !== undefined) this.#told.delete(oldest);
  }
}
