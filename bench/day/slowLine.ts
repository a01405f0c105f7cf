import type { PodProcess } from '../../sandbox/pod/testing/podProcess.js';
import { spreadOf } from '../statistics.js';
import { startChromium } from './chromium.js';
import type { Day } from './figures.js';
import { Line } from './line.js';
import { Portal } from './portal.js';
import { READER } from './room.js';

const ROUNDS = 5;
const STREAM = 'fx-desk';
const OTHER_STREAM = 'alice-bob';
const SECOND_SLOT = 'second';
const LINE = { roundTripMs: 80, bitsPerSecond: 10_000_000 };
/** Nothing crosses the line for so long: then a page has all that it wants. */
const QUIET_MS = 500;

/** Shows chats over a slow line, in a browser that knows nothing yet and in one that was there before. */
export async function measureSlowLine(pod: PodProcess): Promise<Day> {
  const { host, port } = new URL(pod.podUrl);
  const line = await Line.open(Number(port), LINE);
  const chromium = await startChromium([`--host-resolver-rules=MAP ${host} 127.0.0.1:${line.port}`]);
  const [cold, warm, second, preloaded, kilobytes] = [[], [], [], [], []] as number[][] as [
    number[],
    number[],
    number[],
    number[],
    number[],
  ];
  try {
    const portal = new Portal(chromium, pod);
    /** A page that has the SDK and no connection to the pod. */
    const open = async (isCold: boolean): Promise<void> => {
      await portal.open([SECOND_SLOT]);
      await line.quiet(QUIET_MS);
      if (isCold) await portal.page.send('Network.clearBrowserCache');
      line.cut();
    };
    await portal.open([SECOND_SLOT]);
    await portal.renderAs(READER, STREAM);
    // The first round warms up.
    for (let round = 0; round <= ROUNDS; round++) {
      for (const isCold of [true, false]) {
        await open(isCold);
        const before = line.bytesDown;
        const takenMs = await portal.render(STREAM);
        await line.quiet(QUIET_MS);
        const bytes = line.bytesDown - before;
        const secondMs = await portal.show(OTHER_STREAM, SECOND_SLOT);
        if (!round) continue;
        (isCold ? cold : warm).push(takenMs);
        if (isCold) kilobytes.push(bytes / 1000);
        second.push(secondMs);
      }
      await open(true);
      const { failure } = await portal.call('checkAuth', true);
      if (failure !== undefined) throw new Error(`checkAuth failed with ${failure}.`);
      await line.quiet(QUIET_MS);
      const preloadedMs = await portal.render(STREAM);
      if (round) preloaded.push(preloadedMs);
    }
    return {
      renderCold: spreadOf(cold),
      renderWarm: spreadOf(warm),
      secondFrame: spreadOf(second),
      firstBytes: spreadOf(kilobytes),
      renderPreloaded: spreadOf(preloaded),
    };
  } finally {
    await chromium.close();
    line.close();
  }
}
