interface BatchOptions<Item> {
  /** How many batches may be under way at the same time. */
  lanes: number;
  /** How many items a batch has at most. */
  size: number;
  /** Items with the same key are never in two batches that are under way at the same time. */
  keyOf?: (item: Item) => string;
}

interface Waiting<Item, Outcome> {
  item: Item;
  resolve: (outcome: Outcome) => void;
  reject: (error: unknown) => void;
}

/**
 * Work that costs about as much for many items as for one. What comes at the same time goes together, and so does what
 * comes while batches are under way. So the batches are small when there is little to do, and grow when there is more.
 */
export class Batches<Item, Outcome> {
  readonly #work: (items: readonly Item[]) => Promise<readonly Outcome[]>;
  readonly #options: BatchOptions<Item>;
  readonly #busyKeys = new Set<string>();
  #waiting: Waiting<Item, Outcome>[] = [];
  #underWay = 0;
  #isStarting = false;

  /** @param work - Resolves with an outcome for each item, in their order. If it rejects, all of them have failed. */
  constructor(work: (items: readonly Item[]) => Promise<readonly Outcome[]>, options: BatchOptions<Item>) {
    this.#work = work;
    this.#options = options;
  }

  add(item: Item): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      this.#startSoon();
    });
  }

  /** Not at once: a database in this process keeps the next requests from being read until it has answered. */
  #startSoon(): void {
    if (this.#isStarting) return;
    this.#isStarting = true;
    setImmediate(() => {
      this.#isStarting = false;
      this.#startBatches();
    });
  }

  #startBatches(): void {
    while (this.#underWay < this.#options.lanes) {
      const batch = this.#take();
      if (!batch.length) return;
      void this.#run(batch);
    }
  }

  /** The items that have waited longest and may start now. */
  #take(): Waiting<Item, Outcome>[] {
    const batch: Waiting<Item, Outcome>[] = [];
    const rest: Waiting<Item, Outcome>[] = [];
    for (const waiting of this.#waiting) {
      const key = this.#keyOf(waiting.item);
      const isBusy = key !== undefined && this.#busyKeys.has(key);
      (isBusy || batch.length === this.#options.size ? rest : batch).push(waiting);
    }
    this.#waiting = rest;
    return batch;
  }

  async #run(batch: readonly Waiting<Item, Outcome>[]): Promise<void> {
    const keys = batch.map(({ item }) => this.#keyOf(item)).filter((key) => key !== undefined);
    for (const key of keys) this.#busyKeys.add(key);
    this.#underWay++;
    try {
      const outcomes = await this.#work(batch.map(({ item }) => item));
      if (outcomes.length !== batch.length)
        throw new Error(
          `Failed to do a batch: ${String(batch.length)} items had ${String(outcomes.length)} outcomes.`,
        );
      for (const [index, outcome] of outcomes.entries()) batch[index]?.resolve(outcome);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      for (const key of keys) this.#busyKeys.delete(key);
      this.#underWay--;
      if (this.#waiting.length) this.#startSoon();
    }
  }

  #keyOf(item: Item): string | undefined {
    return this.#options.keyOf?.(item);
  }
}
