import type { ChannelEvent } from 'symphony-embed/host';
import type { Samples } from '../../results.js';
import { barePenpal, floors, rivals } from '../contenders/all.js';
import { OPTIONS, type Contender } from '../contenders/contender.js';
import { penpalContender } from '../contenders/penpal.js';
import { createBenchSymphony } from '../contenders/symphony.js';
import { zoidContender } from '../contenders/zoid.js';
import { eachOf, makeSlots, removeSlots, settle } from '../slots.js';
import { inRounds } from './inRounds.js';

/** What this project is compared with: the same two steps, by nothing but a channel. */
const SWEPT = 'bare Penpal, one frame clears storage';
const AT_A_TIME = 10;
const HUNG_DEADLINE_MS = 1_000;

/** How long a logout took, in milliseconds. */
interface LogoutTimes {
  /** Until every frame has acknowledged, and the storage is empty where that is a step of its own. */
  ackMs: number;
  /** Until every frame has acknowledged, without that step. */
  framesMs: number;
  /** From then on, until all are gone. */
  removalMs: number;
}

/** Opens frames, and gives what ends them all. */
type Logout = (slots: readonly HTMLElement[]) => Promise<() => Promise<LogoutTimes>>;

/**
 * What a page does that has nothing but a channel: tells everybody, waits for everybody, takes everybody out.
 *
 * @param isSwept - Whether the first frame empties the storage of all, once all have acknowledged.
 */
function broadcastWith(contender: Contender, isSwept = false): Logout {
  return async (slots) => {
    const connections = await eachOf(slots, AT_A_TIME, (slot) => contender.open(slot, () => undefined));
    return async () => {
      const startedAt = performance.now();
      await Promise.all(connections.map(({ clear }) => clear()));
      const framesMs = performance.now() - startedAt;
      if (isSwept) await connections[0]?.emptyStorage?.();
      const ackMs = performance.now() - startedAt;
      for (const { close } of connections) await close();
      return { ackMs, framesMs, removalMs: performance.now() - startedAt - ackMs };
    };
  };
}

/** What this project does. */
export const symphonyLogout: Logout = async (slots) => {
  const lastAnswerAt = { clearSession: NaN, emptyStorage: NaN };
  const { symphony } = await openSymphony(slots, (event) => {
    if (event.kind !== 'answer') return;
    if (event.method === 'clearSession' || event.method === 'emptyStorage')
      lastAnswerAt[event.method] = event.atMs;
  });
  return async () => {
    const startedAt = performance.now();
    await symphony.logout();
    const removedAt = performance.now();
    const { clearSession, emptyStorage } = lastAnswerAt;
    const acknowledgedAt = Math.max(clearSession, emptyStorage);
    return {
      ackMs: acknowledgedAt - startedAt,
      framesMs: clearSession - startedAt,
      removalMs: removedAt - acknowledgedAt,
    };
  };
};

async function openSymphony(
  [first, ...others]: readonly HTMLElement[],
  debug?: (event: ChannelEvent) => void,
): Promise<{ symphony: ReturnType<typeof createBenchSymphony> }> {
  const symphony = createBenchSymphony(debug);
  await symphony.render(first, { streamId: 'fx-desk' });
  await eachOf(others, AT_A_TIME, (slot) => symphony.openStream('fx-desk', slot));
  return { symphony };
}

const LOGOUTS: [name: string, logout: Logout][] = [
  ...[...floors, barePenpal, penpalContender('bare Penpal that clears storage', true), zoidContender].map(
    (contender): [string, Logout] => [contender.name, broadcastWith(contender)],
  ),
  [SWEPT, broadcastWith(penpalContender(SWEPT, false), true)],
  ['symphony-embed', symphonyLogout],
];

/** Logs out of some frames: milliseconds until all have acknowledged, for taking them out, and in all. */
export async function measureLogouts(
  budgetMs: number,
  sizes: readonly number[],
  names?: readonly string[],
): Promise<Record<string, Samples>> {
  const present = LOGOUTS.filter(([name]) => names?.includes(name) ?? true);
  const results: Record<string, Samples> = {};
  for (const size of sizes) {
    results[`logout of ${size}`] = await inRounds({
      contenders: present.map(([name]) => name),
      figures: ['ackMs', 'framesMs', 'removalMs', 'wholeMs'],
      rivals: names ?? [...rivals, SWEPT],
      budgetMs: budgetMs / sizes.length,
      isEachRoundCounted: names !== undefined,
      roundsAtLeast: names ? 1 : 3,
      turn: async (index) => {
        const slots = makeSlots(size);
        const logout = await present[index]?.[1](slots);
        await settle();
        if (!logout) throw new Error('Failed to measure logouts: there is no such contender.');
        const { ackMs, framesMs, removalMs } = await logout();
        removeSlots(slots);
        // Hundreds of documents take a while to be taken apart, in the process that the next ones come up in.
        await settle(10 * size);
        return [ackMs, framesMs, removalMs, ackMs + removalMs];
      },
    });
  }
  return results;
}

/** Logs out of ten frames, of which one never ends its clearing: milliseconds until the nine others have acknowledged. */
export async function measureHungFrame(budgetMs: number): Promise<Record<string, Samples>> {
  const samples = await inRounds({
    contenders: ['all ten acknowledge', 'all ten acknowledge again', 'one of ten never does'],
    figures: ['othersMs'],
    budgetMs,
    turn: async (contender) => {
      const slots = makeSlots(10);
      const answeredAtMs: number[] = [];
      const { symphony } = await openSymphony(slots, (event) => {
        if (event.kind === 'answer' && event.method === 'clearSession') answeredAtMs.push(event.atMs);
      });
      // The last one: it is not the one that is asked to revoke.
      if (contender === 2) {
        const container = slots.at(-1);
        await symphony.sendMessage('hang', { ...OPTIONS, container });
      }
      await settle();
      const startedAt = performance.now();
      await symphony.logout({ deadlineMs: HUNG_DEADLINE_MS }).catch(() => undefined);
      removeSlots(slots);
      return [(answeredAtMs.sort((a, b) => a - b)[8] ?? NaN) - startedAt];
    },
  });
  return { 'logout with a hung frame': samples };
}
