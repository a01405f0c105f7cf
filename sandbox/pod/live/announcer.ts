import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { EventQueue } from './eventQueue.js';
import type { UserEvent } from './notices.js';

/** How much is told at a time. */
const TOLD_AT_ONCE = 500;
const RETRY_AFTER_MS = 500;

interface AnnouncerParts {
  /** Tells frames of these events. */
  tell(events: readonly UserEvent[]): Promise<void>;
  /** Makes frames look for what they have missed. */
  tellOfGap(): Promise<void>;
}

/**
 * Has frames told of events in their order. What happens while they are told of something waits, and is told together.
 * What could not be told is a gap.
 */
export class Announcer {
  readonly #parts: AnnouncerParts;
  readonly #queue = new EventQueue();
  readonly #closing = new AbortController();
  #telling: Promise<void> | undefined;

  constructor(parts: AnnouncerParts) {
    this.#parts = parts;
  }

  add(event: UserEvent): void {
    this.#queue.add(event);
    this.#start();
  }

  addGap(): void {
    this.#queue.addGap();
    this.#start();
  }

  /** Resolves when nothing is being told any more. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#telling;
  }

  #start(): void {
    this.#telling ??= this.#tellAll().finally(() => {
      this.#telling = undefined;
    });
  }

  async #tellAll(): Promise<void> {
    while (!this.#queue.isEmpty && !this.#closing.signal.aborted) {
      try {
        // A database in this process answers before more can be heard. What happens at the same time goes together.
        await nextTurn();
        if (this.#queue.takeGap()) await this.#parts.tellOfGap();
        await this.#parts.tell(this.#queue.take(TOLD_AT_ONCE));
      } catch (error) {
        console.error('Failed to tell frames what happened:', error);
        this.#queue.addGap();
        await wait(RETRY_AFTER_MS, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      }
    }
  }
}
