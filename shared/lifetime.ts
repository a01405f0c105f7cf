import { within, type Wait } from './clock.js';
import type { SymphonyError } from './errors.js';

/** The lifetime of something that others wait for. Its end rejects all waits. */
export class Lifetime {
  #ended: SymphonyError | undefined;
  readonly #waits = new Set<Wait>();
  readonly #children = new Set<Lifetime>();
  readonly #parent: Lifetime | undefined;

  constructor(parent?: Lifetime) {
    this.#parent = parent;
    if (!parent) return;
    if (parent.#ended) this.#ended = parent.#ended;
    else parent.#children.add(this);
  }

  /** The reason of the end. `undefined` before the end. */
  get ended(): SymphonyError | undefined {
    return this.#ended;
  }

  /**
   * Settles like `answer`, if that settles before the deadline and before the end of this lifetime.
   *
   * @param ms - The deadline, in milliseconds. `undefined` if a person may take as long as they like.
   * @param late - Creates the error for a deadline that has passed. If it returns none, the deadline starts again.
   */
  until<T>(
    answer: PromiseLike<T>,
    ms: number | undefined,
    late: () => SymphonyError | undefined,
  ): Promise<T> {
    const waiting = within(answer, ms ?? Infinity, late, this.#waits);
    if (this.#ended) this.#endWaits(this.#ended);
    return waiting;
  }

  /** Returns a new lifetime that ends with this one, or earlier. */
  child(): Lifetime {
    return new Lifetime(this);
  }

  /** Ends this lifetime and its children, and rejects all waits. Later calls have no effect. */
  end(why: SymphonyError): void {
    if (this.#ended) return;
    this.#ended = why;
    if (this.#parent) this.#parent.#children.delete(this);
    for (const child of [...this.#children]) child.end(why);
    this.#endWaits(why);
  }

  #endWaits(why: SymphonyError): void {
    for (const wait of [...this.#waits]) wait.end(why);
  }
}
