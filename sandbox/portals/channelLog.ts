import type { ChannelEvent } from 'symphony-embed/host';

/** A call, from when it was made to when it was answered. */
export interface Bar {
  id: number;
  direction: 'toFrame' | 'toHost';
  method: string;
  fromMs: number;
  /** `undefined` as long as there is no answer. */
  toMs: number | undefined;
  outcome: 'pending' | 'ok' | 'failed';
  errorType: string | undefined;
}

/** What became of a frame. */
export interface Mark {
  state: 'connecting' | 'connected' | 'gone' | 'removed';
  atMs: number;
}

/** One frame's line in the timeline. */
export interface Lane {
  embed: number;
  slot: string;
  bars: Bar[];
  marks: Mark[];
  /** When its iframe was taken away. */
  removedMs: number | undefined;
}

/** The time from the first `clearSession` to the removal of the last frame. */
export interface LogoutPhase {
  fromMs: number;
  toMs: number | undefined;
  embeds: ReadonlySet<number>;
}

const MOST_BARS = 200;

/** What crossed the channel, frame by frame. */
export class ChannelLog {
  lanes: Lane[] = [];
  phase: LogoutPhase | undefined;
  latest: ChannelEvent | undefined;
  readonly #listeners = new Set<() => void>();

  readonly add = (event: ChannelEvent): void => {
    // A frame after a logout is a new story.
    if (event.kind === 'state' && event.state === 'connecting' && this.phase?.toMs !== undefined)
      this.clear();
    this.latest = event;
    const lane = this.#laneOf(event);
    if (event.kind === 'state') {
      lane.marks.push({ state: event.state, atMs: event.atMs });
      if (event.state === 'removed') lane.removedMs = event.atMs;
      this.#endPhase(event.atMs);
    } else if (event.kind === 'call') {
      const { id, direction, method, atMs } = event;
      lane.bars.push({
        id,
        direction,
        method,
        fromMs: atMs,
        toMs: undefined,
        outcome: 'pending',
        errorType: undefined,
      });
      if (lane.bars.length > MOST_BARS) lane.bars.shift();
      if (method === 'clearSession') this.#addToPhase(event.embed, atMs);
    } else {
      const bar = lane.bars.findLast(({ id, direction }) => id === event.id && direction === event.direction);
      if (bar) {
        bar.toMs = event.atMs;
        bar.outcome = event.ok ? 'ok' : 'failed';
        bar.errorType = event.errorType;
      }
    }
    this.#tell();
  };

  clear(): void {
    this.lanes = this.lanes.filter(({ removedMs }) => removedMs === undefined);
    for (const lane of this.lanes) lane.bars = lane.bars.filter(({ outcome }) => outcome === 'pending');
    this.phase = undefined;
    this.latest = undefined;
    this.#tell();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Whether something is drawn that grows with time. */
  get isRunning(): boolean {
    return this.lanes.some(
      ({ bars, removedMs }) => removedMs === undefined && bars.some(({ outcome }) => outcome === 'pending'),
    );
  }

  #laneOf({ embed, slot }: ChannelEvent): Lane {
    const known = this.lanes.find((lane) => lane.embed === embed);
    if (known) return known;
    const lane: Lane = { embed, slot, bars: [], marks: [], removedMs: undefined };
    this.lanes.push(lane);
    return lane;
  }

  #addToPhase(embed: number, atMs: number): void {
    const open = this.phase?.toMs === undefined ? this.phase : undefined;
    this.phase = {
      fromMs: open?.fromMs ?? atMs,
      toMs: undefined,
      embeds: new Set([...(open?.embeds ?? []), embed]),
    };
  }

  #endPhase(atMs: number): void {
    const { phase } = this;
    if (!phase || phase.toMs !== undefined) return;
    const left = this.lanes.filter(
      ({ embed, removedMs }) => phase.embeds.has(embed) && removedMs === undefined,
    );
    if (!left.length) this.phase = { ...phase, toMs: atMs };
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
