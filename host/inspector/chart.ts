import { duration } from './duration.js';
import type { Call, Lane, Mark } from './record.js';
import type { Scale } from './scale.js';

/** Something with a beginning and an end in a row of a chart. */
export interface Bar {
  /** Unique in its chart. */
  readonly key: string;
  readonly way: 'toFrame' | 'toHost' | 'toPod' | 'page';
  readonly state: 'pending' | 'ok' | 'failed';
  readonly fromMs: number;
  readonly toMs: number;
  /** In the bar, if there is room for it. */
  readonly label: string;
  /** All that is known of it, in words. */
  readonly words: string;
}

/** A row of a chart: the page, the pod, or one frame. */
export interface Row {
  readonly key: string;
  readonly name: string;
  readonly bars: readonly Bar[];
  readonly marks: readonly Mark[];
  /** From when to when its iframe was there. */
  readonly life: readonly [fromMs: number, toMs: number] | undefined;
  /** What is said behind its last bar. */
  readonly verdict: { state: 'ok' | 'failed' | 'pending'; text: string; atMs: number } | undefined;
}

/** A chart, ready to be drawn. */
export interface Chart {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly scale: Scale;
  readonly deadlineAtMs: number | undefined;
  /** From the end of one bar to the beginning of another one: who was asked after whom. */
  readonly arrows: readonly { from: Bar; to: Bar }[];
  /** Whether there is room for words behind the rows. Otherwise there are only signs. */
  readonly hasWords: boolean;
}

/** The width of the names before the rows. */
export const NAMES_PX = 120;
const LABELS: Partial<Record<string, string>> = { clearSession: 'clear', emptyStorage: 'sweep' };

/**
 * A call, as a bar in the row of its frame.
 *
 * @param options - `endMs`: where a bar without an answer ends. `failedCalls`: calls that were answered, but by frames that have not cleared.
 */
export function barOf(
  call: Call,
  lane: Lane,
  name: string,
  { endMs, failedCalls }: { endMs: number; failedCalls: readonly Call[] },
): Bar {
  const { direction, method, revoke, fromMs, toMs, errorType } = call;
  const way = direction === 'toHost' ? `${name} to page` : `page to ${name}`;
  const answer =
    toMs === undefined
      ? 'no answer yet'
      : errorType
        ? `failed after ${duration(toMs - fromMs)}, ${errorType}`
        : `answered after ${duration(toMs - fromMs)}`;
  return {
    key: keyOf(call, lane),
    way: direction,
    state: toMs === undefined ? 'pending' : errorType || failedCalls.includes(call) ? 'failed' : 'ok',
    fromMs,
    // Nothing answers any more once the iframe is gone.
    toMs: toMs ?? lane.removedMs ?? endMs,
    label: LABELS[method] ?? method,
    words: `${method}, ${way}${revoke ? ', with the request to end the session at the pod' : ''}: ${answer}.`,
  };
}

/** The key of the bar of a call. */
export function keyOf({ id }: Call, { embed }: Lane): string {
  return `call-${embed}-${id}`;
}
