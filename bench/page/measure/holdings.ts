import type { Holdings } from '../../results.js';
import { barePenpal, floors } from '../contenders/all.js';
import type { Contender } from '../contenders/contender.js';
import { symphonyContender } from '../contenders/symphony.js';
import { eachOf, makeSlots, removeSlots, settle } from '../slots.js';
import { countHeld } from './countHeld.js';

const FRAMES = 50;
const CYCLES = 50;
const FRAMES_A_CYCLE = 5;
const LOOKS = 3;
const COLLECTIONS = 5;

/** The heap of this page after what nobody needs is gone. Chromium has been started to let pages ask for that. */
async function usedBytes(): Promise<number> {
  const { gc } = window as unknown as { gc?: (options: object) => Promise<void> };
  const { memory } = performance as unknown as { memory?: { usedJSHeapSize: number } };
  if (!gc || !memory) throw new Error('Failed to measure memory: this browser was not started for it.');
  for (let times = 0; times < COLLECTIONS; times++) {
    // Between tasks, when nothing that is still on a stack can be taken for something in use.
    await gc({ type: 'major', execution: 'async' });
    // Documents that have gone are taken apart in tasks of their own.
    await settle(200);
  }
  return memory.usedJSHeapSize;
}

/** What one connected frame costs, and what many that have gone leave behind: the middle of several looks. */
export async function measureHoldings(): Promise<Holdings[]> {
  const contenders = [...floors.slice(0, 1), barePenpal, symphonyContender];
  // What is made once and kept is no cost of a frame.
  for (const contender of contenders) await cycle(contender, FRAMES);
  const looks: Holdings[] = [];
  for (let look = 0; look < LOOKS; look++)
    for (const contender of contenders) looks.push(await lookAt(contender));
  return contenders.map(({ name }) => {
    const of = looks.filter(({ contender }) => contender === name);
    const middle = (figure: Exclude<keyof Holdings, 'contender'>): number =>
      of.map((each) => each[figure]).sort((a, b) => a - b)[Math.floor(LOOKS / 2)] ?? NaN;
    return {
      contender: name,
      bytesPerFrame: middle('bytesPerFrame'),
      listenersPerFrame: middle('listenersPerFrame'),
      leftIframes: middle('leftIframes'),
      leftListeners: middle('leftListeners'),
      leftTimers: middle('leftTimers'),
      leftBytes: middle('leftBytes'),
    };
  });
}

async function lookAt(contender: Contender): Promise<Holdings> {
  const before = { ...countHeld(), bytes: await usedBytes() };
  const slots = makeSlots(FRAMES);
  const connections = await eachOf(slots, 10, (slot) => contender.open(slot, () => undefined));
  await settle();
  const held = { ...countHeld(), bytes: await usedBytes() };
  for (const { close } of connections) await close();
  removeSlots(slots);
  connections.length = 0;

  const clean = { ...countHeld(), bytes: await usedBytes() };
  for (let times = 0; times < CYCLES; times++) await cycle(contender, FRAMES_A_CYCLE);
  const left = { ...countHeld(), bytes: await usedBytes() };
  return {
    contender: contender.name,
    bytesPerFrame: (held.bytes - before.bytes) / FRAMES,
    listenersPerFrame: (held.listeners - before.listeners) / FRAMES,
    leftIframes: left.iframes - clean.iframes,
    leftListeners: left.listeners - clean.listeners,
    leftTimers: left.timers - clean.timers,
    leftBytes: left.bytes - clean.bytes,
  };
}

async function cycle(contender: Contender, count: number): Promise<void> {
  const slots = makeSlots(count);
  const connections = await eachOf(slots, count, (slot) => contender.open(slot, () => undefined));
  for (const { close } of connections) await close();
  removeSlots(slots);
}
