import { duration } from './duration.js';

/** Where a moment is drawn, and which moments are named under the drawing. */
export interface Scale {
  x: (atMs: number) => number;
  ticks: { x: number; label: string }[];
  /** Places where time without any event was left out. */
  breaks: { x: number; label: string }[];
}

const LABEL_PX = 54;
const STEPS_MS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 60_000];
const MOST_STEPS = 8;

/** An even scale, from 0 at `fromMs`. */
export function evenScale(fromMs: number, toMs: number, width: number): Scale {
  const spanMs = Math.max(toMs - fromMs, 1);
  const x = (atMs: number): number => (width * Math.min(spanMs, Math.max(0, atMs - fromMs))) / spanMs;
  const room = Math.max(1, Math.min(MOST_STEPS, Math.floor(width / LABEL_PX)));
  const stepMs = STEPS_MS.find((ms) => spanMs / ms <= room) ?? spanMs;
  const ticks = Array.from({ length: Math.floor(spanMs / stepMs) + 1 }, (_, index) => ({
    x: x(fromMs + index * stepMs),
    label: duration(index * stepMs),
  }));
  return { x, ticks, breaks: [] };
}

const TOGETHER_MS = 300;
const PADDING_MS = 40;
const BREAK_PX = 30;
const MOST_STRETCHES = 12;

/**
 * A scale for a whole visit: stretches in which something happened take the room, without the idle time between them. The
 * longer a stretch, the wider, but by its square root, so that a short one can still be seen beside a long one.
 */
export function visitScale(
  moments: readonly (readonly [fromMs: number, toMs: number])[],
  width: number,
): Scale {
  const stretches = merge(moments).slice(-MOST_STRETCHES);
  const startMs = stretches[0]?.fromMs ?? 0;
  const breakPx = Math.min(BREAK_PX, (width * 0.3) / Math.max(1, stretches.length - 1));
  const room = width - breakPx * (stretches.length - 1);
  const weights = stretches.map(({ fromMs, toMs }) => Math.sqrt(toMs - fromMs));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = 0;
  const placed = stretches.map((stretch, index) => {
    const px = (room * (weights[index] ?? 0)) / total;
    const place = { ...stretch, left, px };
    left += px + breakPx;
    return place;
  });
  const x = (atMs: number): number => {
    const index = placed.findLastIndex(({ fromMs }) => fromMs <= atMs);
    const place = placed[index];
    if (!place) return 0;
    const along = (atMs - place.fromMs) / (place.toMs - place.fromMs);
    if (along <= 1) return place.left + along * place.px;
    const next = placed[index + 1];
    const end = place.left + place.px;
    return next ? end + (breakPx * (atMs - place.toMs)) / (next.fromMs - place.toMs) : width;
  };
  const breaks = placed.slice(1).map(({ fromMs, left: at }, index) => ({
    x: at - breakPx / 2,
    label: duration(fromMs - (placed[index]?.toMs ?? fromMs)),
  }));
  let free = -Infinity;
  const ticks = placed.flatMap(({ fromMs, left: at }) => {
    if (at < free) return [];
    free = at + LABEL_PX;
    return [{ x: at, label: duration(fromMs - startMs) }];
  });
  return { x, ticks, breaks };
}

function merge(moments: readonly (readonly [number, number])[]): { fromMs: number; toMs: number }[] {
  const stretches: { fromMs: number; toMs: number }[] = [];
  for (const [from, to] of [...moments].sort(([a], [b]) => a - b)) {
    const last = stretches.at(-1);
    if (last && from - PADDING_MS - last.toMs < TOGETHER_MS) last.toMs = Math.max(last.toMs, to + PADDING_MS);
    else stretches.push({ fromMs: from - PADDING_MS, toMs: to + PADDING_MS });
  }
  return stretches;
}
