import { EmbeddedPage } from './testing/embeddedPage.js';
import { inEachBrowser } from './testing/inEachBrowser.js';
import { SPEC_MS, START_MS, useBrowsers } from './testing/useBrowsers.js';

const FX_DESK = { streamId: 'fx-desk' };

inEachBrowser('What checkAuth(true) loads ahead', (browserName) => {
  const browsers = useBrowsers({ browser: browserName });

  /** What the frame's page and its script took over the wire. */
  function bytesOf(page: EmbeddedPage): Promise<number[]> {
    return page.main.locator('body').evaluate(() =>
      [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .map((entry) => entry as PerformanceResourceTiming)
        .filter(({ name }) => name.startsWith(location.href) || /\/chat\.[^/]*\.js$/.test(name))
        .map(({ transferSize }) => transferSize),
    );
  }

  for (const mode of ['focus', 'collaboration'] as const) {
    it(
      `is the page of a frame and its script, in ${mode} mode`,
      async () => {
        const alice = await EmbeddedPage.open(browsers, { mode });
        expect(await alice.call<object>('checkAuth', true)).toEqual(
          jasmine.objectContaining({ isLoggedIn: false }),
        );
        expect((await alice.renderAs('alice', FX_DESK)).error).toBeUndefined();
        const bytes = await bytesOf(alice);
        expect(bytes.length).toBeGreaterThanOrEqual(2);
        // A Firefox in which many specs have run does not always take the script from its cache, though it is there.
        const fetched = browserName === 'firefox' ? [] : bytes.filter((count) => count > 0);
        expect(fetched).toEqual([]);
        expect(alice.visitor.complaints).toEqual([]);
      },
      SPEC_MS,
    );
  }

  it(
    'leaves the user logged in, and the browser the one that it was',
    async () => {
      const alice = await EmbeddedPage.rendered(browsers, 'alice', FX_DESK);
      const { context } = alice.visitor;
      const cookiesNow = async (): Promise<string[]> =>
        (await context.cookies()).map(({ name, value, domain }) => `${domain} ${name}=${value}`).sort();
      const before = await cookiesNow();
      const again = await EmbeddedPage.open(browsers, {}, alice.visitor);
      expect(await again.call<object>('checkAuth', true)).toEqual(
        jasmine.objectContaining({ isLoggedIn: true }),
      );
      expect(await cookiesNow()).toEqual(before);
    },
    START_MS,
  );
});
