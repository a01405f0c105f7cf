import type { UserEvent } from './notices.js';

/** How much may wait. Who has missed so much better asks for how things are. */
const MAX_WAITING = 10_000;

/**
 * Events of which nobody has been told yet, in their order. Of those that only say that something is another way now,
 * one waits. The queue is bounded: when too much waits, all of it is dropped, and that is a gap.
 */
export class EventQueue {
  #waiting: UserEvent[] = [];
  readonly #states = new Set<string>();
  #weight = 0;
  #hasGap = false;

  get isEmpty(): boolean {
    return !this.#waiting.length && !this.#hasGap;
  }

  add(event: UserEvent): void {
    const state = stateIn(event);
    if (state !== undefined && this.#states.has(state)) return;
    if (this.#weight + weightOf(event) > MAX_WAITING) this.addGap();
    if (state !== undefined) this.#states.add(state);
    // Who leaves and comes back is told of the stream again.
    if (event.type === 'memberLeft') this.#states.delete(changeOf(event.streamId));
    this.#waiting.push(event);
    this.#weight += weightOf(event);
  }

  /** Something may have been missed. Whoever is told so learns of what waits, too. */
  addGap(): void {
    this.#waiting = [];
    this.#weight = 0;
    this.#states.clear();
    this.#hasGap = true;
  }

  /** Whether there has been a gap since the last call. */
  takeGap(): boolean {
    const hadGap = this.#hasGap;
    this.#hasGap = false;
    return hadGap;
  }

  /** The events that have waited longest, up to about so much. */
  take(weight: number): UserEvent[] {
    const rest = this.#weight - weight;
    let count = 0;
    for (; count < this.#waiting.length && this.#weight > rest; count++)
      this.#weight -= weightOf(this.#waiting[count]);
    const taken = this.#waiting.splice(0, count);
    for (const event of taken) this.#states.delete(stateIn(event) ?? '');
    return taken;
  }
}

/** As much as there is to be told. */
function weightOf(event: UserEvent | undefined): number {
  return event?.type === 'messagesPosted' ? event.count : 1;
}

/** What an event says the state of, if it says no more than that it has changed. */
function stateIn(event: UserEvent): string | undefined {
  if (event.type === 'streamChanged') return changeOf(event.streamId);
  return event.type === 'streamRead' ? `read ${event.streamId} ${event.userIds.join(' ')}` : undefined;
}

function changeOf(streamId: string): string {
  return `changed ${streamId}`;
}
