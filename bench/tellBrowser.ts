import { TestBrowser } from '../sandbox/pod/testing/testBrowser.js';
import { startSandbox } from '../sandbox/startSandbox.js';
import type { Samples } from './results.js';

const FRAMES = [1, 10, 100, 500];
const ROUNDS = 5;

/**
 * What a logout costs the pod, by how many frames of another portal of that browser it has to tell: milliseconds until
 * it has answered, and until the last frame has heard of it.
 */
export async function measureTelling(): Promise<Record<string, Samples>> {
  const sandbox = await startSandbox({ loginsPerMinute: 10_000 });
  const { podUrl, portalAUrl, portalBUrl } = sandbox;
  const rounds: Samples['rounds'] = [];
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      const taken: number[][] = [];
      for (const count of FRAMES) {
        // The same user, address and kind of browser: the pod knows it for one browser.
        const browser = new TestBrowser(podUrl, 'blocked', `Benchmark ${round} of ${count}`);
        try {
          for (const site of [portalAUrl, portalBUrl]) await browser.logIn('alice@acme.example', site);
          const lines = await Promise.all(
            Array.from({ length: count }, () => browser.live(portalBUrl).opened()),
          );
          const heard = Promise.all(lines.map((line) => line.notice('sessionEnded')));
          const startedAt = performance.now();
          await browser.logOut(portalAUrl);
          const answeredAt = performance.now();
          await heard;
          taken.push([answeredAt - startedAt, performance.now() - startedAt]);
        } finally {
          browser.close();
        }
      }
      // The first one warms up.
      if (round) rounds.push(taken);
    }
  } finally {
    await sandbox.stop();
  }
  return {
    'pod that tells a browser': {
      contenders: FRAMES.map((count) => `${count} frame${count > 1 ? 's' : ''} of the other portal`),
      figures: ['answerMs', 'lastFrameMs'],
      rounds,
    },
  };
}
