/** Where a moment is drawn, and which moments are named under the drawing. */
export interface TimeScale {
  x(atMs: number): number;
  ticks: { x: number; label: string }[];
  /** Places where time without any call was left out. */
  breaks: { x: number; label: string }[];
}

const TOGETHER_MS = 300;
const PADDING_MS = 40;
const BREAK_PX = 30;
const LABEL_PX = 54;
const MOST_STRETCHES = 12;

/**
 * A scale for a whole visit: stretches in which something happened take the room, with the idle time between them left
 * out. The longer a stretch, the wider, but by its square root, so that a short one can still be seen beside a long one.
 */
export function visitScale(
  moments: readonly (readonly [fromMs: number, toMs: number])[],
  width: number,
): TimeScale {
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

const ROUND_MS = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000];
const EVEN_UP_TO_MS = 40;

/**
 * A scale for a logout, from its first moment. An acknowledgement after 3 ms and a deadline after 5,000 must both be
 * seen: past some tens of milliseconds the scale is logarithmic.
 *
 * @param leastMs - What the scale covers in any case.
 */
export function logoutScale(
  fromMs: number,
  toMs: number,
  width: number,
  leastMs = 8,
): TimeScale & { isEven: boolean } {
  const spanMs = Math.max(leastMs, (toMs - fromMs) * 1.06);
  const isEven = spanMs <= EVEN_UP_TO_MS;
  const place = (ms: number): number => (isEven ? ms / spanMs : Math.log1p(ms / 2) / Math.log1p(spanMs / 2));
  const x = (atMs: number): number => width * place(Math.min(spanMs, Math.max(0, atMs - fromMs)));
  const stepMs = isEven ? (ROUND_MS.find((ms) => ms > 0 && spanMs / ms <= 7) ?? 10) : 0;
  const moments = isEven
    ? Array.from({ length: Math.floor(spanMs / stepMs) + 1 }, (_, index) => index * stepMs)
    : ROUND_MS.filter((ms) => ms <= spanMs);
  let free = -Infinity;
  const ticks = moments.flatMap((ms) => {
    const at = width * place(ms);
    if (at < free || at > width - 14) return [];
    free = at + LABEL_PX * 0.8;
    return [{ x: at, label: duration(ms) }];
  });
  return { x, ticks, breaks: [], isEven };
}

/** "3.4 ms", "310 ms", "4.2 s", "2 min". */
export function duration(ms: number): string {
  if (ms === 0) return '0';
  if (ms < 10) return `${String(Number(ms.toFixed(1)))} ms`;
  if (ms < 1_000) return `${ms.toFixed(0)} ms`;
  if (ms < 60_000) return `${String(Number((ms / 1_000).toFixed(1)))} s`;
  return `${(ms / 60_000).toFixed(0)} min`;
}
