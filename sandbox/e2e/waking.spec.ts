import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { until } from '../pod/testing/until.js';
import { startSandbox, type Sandbox } from '../startSandbox.js';
import { inEachBrowser } from './testing/inEachBrowser.js';
import { openChats } from './testing/portalVisit.js';
import { SPEC_MS, START_MS, useBrowsers } from './testing/useBrowsers.js';

/** What there was to see at a moment after the page had come back. */
interface Sight {
  isIframeVisible: boolean;
  isAppVisible: boolean;
  /** What stands in place of the app. */
  notice: string;
  messages: number;
  hasEnded: boolean;
}

type WatchedWindow = Window & { sights?: Sight[] };

const CHECKING = '"Checking your session"';

/** From now on, the page collects what there is to see at each frame that the browser paints after it has come back. */
async function watchReturn(page: Page, podUrl: string): Promise<void> {
  await page.evaluate((podOrigin) => {
    const watched: WatchedWindow = window;
    watched.sights = [];
    window.addEventListener('message', ({ origin, data }: MessageEvent<Partial<Record<string, unknown>>>) => {
      if (origin !== podOrigin || !data['sight']) return;
      const iframe = document.querySelector('#slot-main iframe');
      const isIframeVisible = iframe !== null && getComputedStyle(iframe).visibility === 'visible';
      watched.sights?.push({ ...(data['sight'] as Sight), isIframeVisible });
    });
  }, new URL(podUrl).origin);
  const frame = page.frames().find((each) => each.url().startsWith(podUrl));
  if (!frame) throw new Error('Failed to watch the frame: the page has none.');
  // Nobody can reach into frames that have come back.
  await frame.evaluate(() => {
    const count = (testId: string, root: ParentNode = document): number =>
      [...root.querySelectorAll('*')].reduce(
        (sum, element) => sum + (element.shadowRoot ? count(testId, element.shadowRoot) : 0),
        root.querySelectorAll(`[data-testid=${testId}]`).length,
      );
    const post = (): void => {
      const sight = {
        isAppVisible: getComputedStyle(document.body).visibility === 'visible',
        notice: getComputedStyle(document.documentElement, '::after').content,
        messages: count('message'),
        hasEnded: count('ended') > 0,
      };
      window.parent.postMessage({ sight }, '*');
      requestAnimationFrame(post);
    };
    window.addEventListener('pageshow', ({ persisted }) => {
      if (persisted) post();
    });
  });
}

const sightsOf = (page: Page): Promise<Sight[]> =>
  page.evaluate(() => (window as WatchedWindow).sights ?? []);

async function untilSeen(page: Page, what: string, fits: (sight: Sight) => boolean): Promise<Sight[]> {
  await until(what, async () => (await sightsOf(page)).some(fits), SPEC_MS / 2);
  return sightsOf(page);
}

const showsSession = ({ isIframeVisible, isAppVisible, messages, hasEnded }: Sight): boolean =>
  isIframeVisible && isAppVisible && messages > 0 && !hasEnded;

inEachBrowser(
  'A portal that comes out of the back/forward cache',
  (browser) => {
    const browsers = useBrowsers({ browser });
    /** Logs in, and leaves the page. */
    async function leave(pod: Sandbox): Promise<Page> {
      const { open } = await browsers.visitor();
      const page = await open(pod.portalAUrl);
      await openChats(page, 'alice');
      await watchReturn(page, pod.podUrl);
      await page.goto(pod.portalBUrl);
      return page;
    }

    async function comeBack(page: Page): Promise<void> {
      await page.goBack({ waitUntil: 'commit' });
      await untilSeen(page, 'the frame is back', () => true);
    }

    it(
      'shows nothing of a session that has ended meanwhile, and says why it ended',
      async () => {
        const { sandbox } = browsers;
        const page = await leave(sandbox);
        expect(await sandbox.revokeUser('alice@acme.example')).toBe(1);
        await comeBack(page);
        const sights = await untilSeen(
          page,
          'the app says that it has ended',
          (sight) => sight.hasEnded && sight.isAppVisible,
        );
        expect(sights.filter(showsSession)).toEqual([]);
        expect(sights[0]?.notice).toBe(CHECKING);
        const banner = page.getByTestId('session-banner');
        await banner.waitFor();
        expect(await banner.innerText()).toContain('revoked');
      },
      START_MS + SPEC_MS,
    );

    it(
      'shows nothing while the pod cannot be asked, and all of it when the pod says that the session is alive',
      async () => {
        const dataDir = await mkdtemp(join(tmpdir(), 'symphony-embed-waking-'));
        let pod = await startSandbox({ dataDir });
        try {
          const page = await leave(pod);
          await pod.stop();
          await comeBack(page);
          const { length } = await sightsOf(page);
          await until('there is more to see', async () => (await sightsOf(page)).length > length + 100);
          const sights = await sightsOf(page);
          expect(sights.filter(showsSession)).toEqual([]);
          expect(sights.at(-1)?.notice).toBe(CHECKING);
          expect(sights.at(-1)?.messages).toBeGreaterThan(0);
          pod = await startSandbox({ dataDir, port: pod.port });
          await untilSeen(page, 'the app shows its chat again', showsSession);
        } finally {
          await pod.stop();
          await rm(dataDir, { recursive: true, force: true });
        }
      },
      START_MS + SPEC_MS,
    );
  },
  ['chromiumSharing'],
);
