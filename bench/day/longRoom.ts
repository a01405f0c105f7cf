import type { PodProcess } from '../../sandbox/pod/testing/podProcess.js';
import type { Spread } from '../statistics.js';
import { startChromium } from './chromium.js';
import type { Target } from './devTools.js';
import { once, type Day } from './figures.js';
import { RARE_WORD } from './marks.js';
import { MAIN_SLOT, Portal } from './portal.js';
import { READER, type Room } from './room.js';

export const MESSAGES_OF_LONG_ROOM = 10_000;
/** Going up is given up after this long, and when nothing new has come for a while. */
const WALK_MS = 150_000;
const STUCK_MS = 4000;
const SEARCH_MS = 5000;
/** How much of the log's height a turn of the wheel goes: nothing is jumped over. */
const STEP = 0.8;

/** Reads a room of 10,000 messages in one frame: searches it, and scrolls up to its beginning. */
export async function measureLongRoom(pod: PodProcess, { streamId }: Room): Promise<Day> {
  // Each turn of the wheel is one step, as on many machines; else the steps would pile up to a jump.
  const chromium = await startChromium(['--disable-smooth-scrolling']);
  try {
    const portal = new Portal(chromium, pod);
    await portal.open();
    await portal.renderAs(READER, streamId);
    const frame = await portal.frame();
    const heapEnd = await frame.heapBytes();
    const longSearch = await searchFor(frame, portal.page).catch(String);
    // The search may have led somewhere else.
    await portal.render(streamId);
    const again = await portal.frame();
    const { reached, heapMiddle, heapTop } = await walk(again, portal.page);
    const heapOf = (bytes: number | undefined): Spread | string =>
      bytes === undefined ? `only ${reached} could be reached` : once(bytes / 1e6);
    return {
      longReached: once(reached),
      longSearch: typeof longSearch === 'string' ? longSearch : once(longSearch ? 1 : 0),
      longHeapEnd: heapOf(heapEnd),
      longHeapMiddle: heapOf(heapMiddle),
      longHeapTop: heapOf(heapTop),
    };
  } finally {
    await chromium.close();
  }
}

/** Whether the chat's search shows the very first message. */
async function searchFor(frame: Target, page: Target): Promise<boolean> {
  await frame.run(openSearch, []);
  await page.send('Input.insertText', { text: RARE_WORD });
  return frame.run(showsInLog, ['m00000t', SEARCH_MS], 2 * SEARCH_MS);
}

/** What there was to see of a room. */
interface Walk {
  reached: number;
  heapMiddle: number | undefined;
  heapTop: number | undefined;
}

/** Turns the wheel over the chat until nothing more comes: up, and down again for what was drawn too late to be seen. */
async function walk(frame: Target, page: Target): Promise<Walk> {
  const { x, y } = await page.run(middleOf, [MAIN_SLOT]);
  const stepPx = (await frame.run(heightOfLog, [])) * STEP;
  const seen = new Set<number>();
  const found: Walk = { reached: 0, heapMiddle: undefined, heapTop: undefined };
  const giveUpAt = performance.now() + WALK_MS;
  let foundAt = performance.now();
  while (performance.now() < giveUpAt && performance.now() - foundAt < STUCK_MS) {
    for (const number of await frame.run(numbersInLog, [])) seen.add(number);
    if (seen.size > found.reached) foundAt = performance.now();
    found.reached = seen.size;
    const isAtTop = seen.has(0);
    if (isAtTop) found.heapTop ??= await frame.heapBytes();
    if (isAtTop && seen.size === MESSAGES_OF_LONG_ROOM) break;
    if (seen.size >= MESSAGES_OF_LONG_ROOM / 2) found.heapMiddle ??= await frame.heapBytes();
    const deltaY = found.heapTop === undefined ? -stepPx : stepPx;
    await page.send('Input.dispatchMouseEvent', { type: 'mouseWheel', x, y, deltaX: 0, deltaY });
  }
  return found;
}

/** Runs in the frame: the numbers of the messages that its log has now, when what came last has been drawn. */
async function numbersInLog(): Promise<number[]> {
  for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
  const log = document.querySelector('[data-testid=log]');
  return [...(log?.textContent ?? '').matchAll(/\bm(\d{5,})t\d{13}/g)].map(([, number]) => Number(number));
}

/** Runs in the frame. */
async function openSearch(): Promise<void> {
  const button = document.querySelector<HTMLElement>('[data-testid=search]');
  if (!button) throw new Error('there is no [data-testid=search]');
  button.click();
  const field = (): HTMLInputElement | null => document.querySelector('input[type=search]');
  while (!field()) await new Promise((resolve) => setTimeout(resolve, 20));
  field()?.focus();
}

/** Runs in the frame: whether a text comes into the log, or into what a search shows beside it. */
async function showsInLog(text: string, forMs: number): Promise<boolean> {
  const giveUpAt = performance.now() + forMs;
  while (performance.now() < giveUpAt) {
    if (document.body.textContent.includes(text)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

/** Runs in the frame. */
function heightOfLog(): number {
  return document.querySelector('[data-testid=log]')?.clientHeight ?? 0;
}

/** Runs in the page. */
function middleOf(slot: string): { x: number; y: number } {
  const { left, top, width, height } =
    document.getElementById(slot)?.getBoundingClientRect() ?? new DOMRect();
  return { x: left + width / 2, y: top + height / 2 };
}
