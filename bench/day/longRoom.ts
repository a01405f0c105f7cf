import type { PodProcess } from '../../sandbox/pod/testing/podProcess.js';
import { startChromium } from './chromium.js';
import type { Target } from './devTools.js';
import { once, type Day } from './figures.js';
import { RARE_WORD } from './marks.js';
import { MAIN_SLOT, Portal } from './portal.js';
import { READER, type Room } from './room.js';

export const MESSAGES_OF_LONG_ROOM = 10_000;
/** Going up is given up after this long, and when nothing new has come for a while. */
const WALK_MS = 100_000;
const STUCK_MS = 4000;
const SEARCH_MS = 5000;
/** Less than the height of the log: nothing is jumped over. */
const STEP_PX = 400;

/** Reads a room of 10,000 messages in one frame: searches it, and scrolls up to its beginning. */
export async function measureLongRoom(pod: PodProcess, { streamId }: Room): Promise<Day> {
  const chromium = await startChromium();
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
    const { reached, heapMiddle } = await walkUp(again, portal.page);
    const found: Day = {
      longReached: once(reached),
      longSearch: typeof longSearch === 'string' ? longSearch : once(longSearch ? 1 : 0),
      longHeapEnd: once(heapEnd / 1e6),
    };
    const unreachable = `only ${reached} could be reached`;
    found.longHeapMiddle = heapMiddle === undefined ? unreachable : once(heapMiddle / 1e6);
    found.longHeapTop = reached < MESSAGES_OF_LONG_ROOM ? unreachable : once((await again.heapBytes()) / 1e6);
    return found;
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

/** Turns the wheel over the chat until nothing more comes. */
async function walkUp(
  frame: Target,
  page: Target,
): Promise<{ reached: number; heapMiddle: number | undefined }> {
  const { x, y } = await page.run(middleOf, [MAIN_SLOT]);
  const seen = new Set<number>();
  let heapMiddle: number | undefined;
  const giveUpAt = performance.now() + WALK_MS;
  let foundAt = performance.now();
  while (
    seen.size < MESSAGES_OF_LONG_ROOM &&
    performance.now() < giveUpAt &&
    performance.now() - foundAt < STUCK_MS
  ) {
    const before = seen.size;
    for (const number of await frame.run(numbersInLog, [])) seen.add(number);
    if (seen.size > before) foundAt = performance.now();
    if (seen.size >= MESSAGES_OF_LONG_ROOM / 2) heapMiddle ??= await frame.heapBytes();
    await page.send('Input.dispatchMouseEvent', { type: 'mouseWheel', x, y, deltaX: 0, deltaY: -STEP_PX });
  }
  return { reached: seen.size, heapMiddle };
}

/** Runs in the frame: the numbers of the messages that its log has now, when what came last has been drawn. */
async function numbersInLog(): Promise<number[]> {
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
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

/** Runs in the page. */
function middleOf(slot: string): { x: number; y: number } {
  const { left, top, width, height } =
    document.getElementById(slot)?.getBoundingClientRect() ?? new DOMRect();
  return { x: left + width / 2, y: top + height / 2 };
}
