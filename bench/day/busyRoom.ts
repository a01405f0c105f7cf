import { setTimeout as delay } from 'node:timers/promises';
import type { PodProcess } from '../../sandbox/pod/testing/podProcess.js';
import { spreadOf, type Spread } from '../statistics.js';
import { startChromium } from './chromium.js';
import type { DevTools, Target } from './devTools.js';
import { once, type Day } from './figures.js';
import { percentile, post } from './fullLoad.js';
import { Portal, type PortalWindow } from './portal.js';
import { messageOf } from './messageOf.js';
import { makeRoom, READER } from './room.js';

/** Sixty seconds; a pod that is slower than people write gets a few more. */
const COUNT = 3000;
/** After a third of it, logs are full and all code has run: from there on, memory has no reason to grow. */
const [FIRST, THEN] = [
  { count: COUNT / 3, perSecond: 50, forMs: 25_000 },
  { from: COUNT / 3, count: (COUNT * 2) / 3, perSecond: 50, forMs: 50_000 },
];
/** What the room has before: as many as a frame loads. */
const BEFORE = { count: 200, forMs: 10_000 };
/** What the portal has heard by then counts. */
const GRACE_MS = 10_000;
/** A frame that is busy answers the debugger late. */
const ANSWER_MS = 30_000;
const BETWEEN_CALLS_MS = 100;

/** What the page keeps of what it heard. */
type DayWindow = PortalWindow & {
  day: { lateMs: number[]; answeredAt: number; askedAt: number; silenceMs: number; isOver: boolean };
};

/** What came of a busy room. A text says why something could not be measured. */
interface Busy {
  heard: Spread;
  p50: Spread;
  p99: Spread;
  coreShare: Spread;
  heapStart: number;
  heapFull: number | string;
  heapEnd: number | string;
  silence: Spread;
}

/** A room in which many write, in one frame of a page. */
export async function measureInOneFrame(pod: PodProcess): Promise<Day> {
  const { heard, p50, p99, coreShare, heapStart, heapEnd, silence } = await watch(pod, 1);
  return {
    oneHeard: heard,
    oneP50: p50,
    oneP99: p99,
    oneCpu: coreShare,
    oneHeapStart: inMegabytes(heapStart),
    oneHeapEnd: inMegabytes(heapEnd),
    oneSilence: silence,
  };
}

/** The same in ten frames of a page, which share a process. */
export async function measureInTenFrames(pod: PodProcess): Promise<Day> {
  const { heard, p50, p99, coreShare, heapStart, heapFull, heapEnd, silence } = await watch(pod, 10);
  return {
    tenHeard: heard,
    tenP50: p50,
    tenP99: p99,
    tenCpu: coreShare,
    tenHeapStart: inMegabytes(heapStart),
    tenHeapFull: inMegabytes(heapFull),
    tenHeapEnd: inMegabytes(heapEnd),
    tenHeapGrowth: growthOf(heapFull, heapEnd),
    tenSilence: silence,
  };
}

async function watch(pod: PodProcess, frames: number): Promise<Busy> {
  const { podUrl } = pod;
  const { streamId, authors: cookies } = await makeRoom(pod, `Busy room in ${frames}`);
  await post({ podUrl, cookies, streamId, ...BEFORE });
  const chromium = await startChromium();
  try {
    const portal = new Portal(chromium, pod);
    const slots = Array.from({ length: frames - 1 }, (_, index) => `slot-${index}`);
    await portal.open(slots);
    await portal.renderAs(READER, streamId);
    for (const slot of slots) await portal.show(streamId, slot);
    const heapStart = await withFrame(portal, (frame) => frame.heapBytes());
    const secondsOf = await processOf(portal, chromium.devTools);
    const cpuStart = await secondsOf();
    await portal.page.run(listenAndAsk, [BETWEEN_CALLS_MS]);
    const startedAt = performance.now();
    const heapBytes = (): Promise<number | string> =>
      withFrame(portal, (frame) => frame.heapBytes(ANSWER_MS)).catch(messageOf);
    const first = await post({ podUrl, cookies, streamId, ...FIRST });
    const heapFull = await heapBytes();
    const then = await post({ podUrl, cookies, streamId, ...THEN });
    const taken = [...first.answeredAt, ...then.answeredAt].filter(Boolean).length;
    if (taken < COUNT) throw new Error(`The pod took only ${taken} of ${COUNT} messages in time.`);
    const heapEnd = await heapBytes();
    const coreShare = ((await secondsOf()) - cpuStart) / ((performance.now() - startedAt) / 1000);
    await delay(GRACE_MS - Math.min(GRACE_MS, Date.now() - then.endedAt));
    const { lateMs, silenceMs } = await portal.page.run(whatWasHeard, []);
    const late = lateMs.map((ms) => ms / 1000);
    return {
      heard: once(late.length),
      p50: spreadOf(late),
      p99: once(percentile(late, 0.99)),
      coreShare: once(coreShare * 100),
      heapStart,
      heapFull,
      heapEnd,
      silence: once(silenceMs / 1000),
    };
  } finally {
    await chromium.close();
  }
}

/**
 * Finds the process of the frames among those of the browser: the one that has taken as much time as the frame says.
 *
 * @returns What tells how many seconds it has taken so far.
 */
async function processOf(portal: Portal, devTools: DevTools): Promise<() => Promise<number>> {
  const seconds = await withFrame(portal, (frame) => frame.processSeconds());
  const distances = [...(await devTools.processTimes())].map(([id, taken]) => ({
    id,
    distance: Math.abs(taken - seconds),
  }));
  const [nearest] = distances.sort((a, b) => a.distance - b.distance);
  return async () => (await devTools.processTimes()).get(nearest?.id ?? NaN) ?? NaN;
}

/** Looks into the process of the frames. Nothing stays attached to it. */
async function withFrame<Result>(portal: Portal, use: (frame: Target) => Promise<Result>): Promise<Result> {
  const frame = await portal.frame();
  try {
    return await use(frame);
  } finally {
    await frame.detach();
  }
}

/** Runs in the page: hears of messages, and asks the frames again and again for something that costs them little. */
function listenAndAsk(betweenCallsMs: number): void {
  const { symphony } = window as unknown as PortalWindow;
  const now = performance.now();
  const day = { lateMs: [] as number[], answeredAt: now, askedAt: now, silenceMs: 0, isOver: false };
  Object.assign(window, { day });
  const known = new Set<string>();
  void symphony['listen']?.({
    type: 'MessageNotifications',
    callback: ({ message = '' }: { message?: string }) => {
      const [, number = '', sentAt = ''] = /\bm(\d{5,})t(\d{13})\b/.exec(message) ?? [];
      if (number === '' || known.has(number)) return;
      known.add(number);
      day.lateMs.push(performance.timeOrigin + performance.now() - Number(sentAt));
    },
  });
  const ask = async (): Promise<void> => {
    day.askedAt = performance.now();
    let answer = await symphony['updateSettings']?.({});
    while (answer?.error && !day.isOver) answer = await symphony['updateSettings']?.({});
    day.answeredAt = performance.now();
    day.silenceMs = Math.max(day.silenceMs, day.answeredAt - day.askedAt);
    if (!day.isOver) setTimeout(() => void ask(), betweenCallsMs);
  };
  void ask();
}

/** Runs in the page. A call that still waits counts for as long as it has waited. */
function whatWasHeard(): { lateMs: number[]; silenceMs: number } {
  const { day } = window as unknown as DayWindow;
  day.isOver = true;
  const waitedMs = day.askedAt > day.answeredAt ? performance.now() - day.askedAt : 0;
  return { lateMs: day.lateMs, silenceMs: Math.max(day.silenceMs, waitedMs) };
}

/** @returns How much more there is, in per cent, or why that is not known. */
function growthOf(before: number | string, after: number | string): Spread | string {
  if (typeof before === 'string') return before;
  return typeof after === 'string' ? after : once((after / before - 1) * 100);
}

function inMegabytes(bytes: number | string): Spread | string {
  return typeof bytes === 'string' ? bytes : once(bytes / 1e6);
}
