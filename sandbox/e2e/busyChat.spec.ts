import type { Locator } from 'playwright-core';
import { until } from '../pod/testing/until.js';
import { EmbeddedPage } from './testing/embeddedPage.js';
import { hear, say } from './testing/portalVisit.js';
import { SPEC_MS, START_MS, useBrowsers } from './testing/useBrowsers.js';

/** More than the chat keeps. */
const COUNT = 230;
const MOST_KEPT = 200;

describe('A chat in which much is said at once', () => {
  const browsers = useBrowsers({ keep: 'suite' });
  let bob: EmbeddedPage;

  beforeAll(async () => {
    bob = await EmbeddedPage.rendered(browsers, 'bob', { streamId: 'onboarding' });
  }, START_MS);

  async function alices(): Promise<{ page: EmbeddedPage; log: Locator; news: Locator }> {
    const page = await EmbeddedPage.rendered(browsers, 'alice', { streamId: 'onboarding' });
    await page.listen('told', { type: 'MessageNotifications', params: { streamId: 'onboarding' } });
    return { page, log: page.main.getByTestId('log'), news: page.main.getByTestId('log-news') };
  }

  /** Says many things from one frame, some at a time. Resolves with all of them. */
  async function sayMuch(what: string, count: number): Promise<string[]> {
    const texts = Array.from({ length: count }, (_, index) => `${what} ${String(index)}`);
    for (const message of texts) await bob.ask('/api/streams/onboarding/messages', { message });
    return texts;
  }

  const toldOf = async (page: EmbeddedPage, what: string): Promise<string[]> =>
    (await page.allHeard('told'))
      .map((notice) => (notice as { message: string }).message)
      .filter((text) => text.startsWith(what));

  it(
    'tells the page of every message in order, follows the end, and drops what is far from it',
    async () => {
      const { page, log } = await alices();
      const texts = await sayMuch('Bid', COUNT);
      await hear(page.main, texts.at(-1) ?? '');
      await until('the page is told of all', async () => (await toldOf(page, 'Bid')).length === COUNT);
      expect(await toldOf(page, 'Bid')).toEqual(texts);
      const shown = await log.locator('.message-text').allInnerTexts();
      expect(shown.length).toBeLessThanOrEqual(MOST_KEPT);
      expect(shown).toEqual(texts.slice(-shown.length));
      expect(
        await log.evaluate(({ scrollHeight, scrollTop, clientHeight }) =>
          Math.round(scrollHeight - scrollTop - clientHeight),
        ),
      ).toBeLessThanOrEqual(1);
      await page.page.close();
    },
    3 * SPEC_MS,
  );

  it(
    'tells the page of messages also in a frame that nobody sees, and shows the last of them when it is seen',
    async () => {
      const { page } = await alices();
      await page.page.locator('.symphony-ecm').evaluate((container: HTMLElement) => {
        container.hidden = true;
      });
      const texts = await sayMuch('Hidden', 5);
      await until('the page is told of all', async () => (await toldOf(page, 'Hidden')).length === 5);
      expect(await toldOf(page, 'Hidden')).toEqual(texts);
      await page.page.locator('.symphony-ecm').evaluate((container: HTMLElement) => {
        container.hidden = false;
      });
      await hear(page.main, texts.at(-1) ?? '');
      const last = page.main.getByTestId('message').last();
      await until('the end is in view', () =>
        last.evaluate((element) => {
          const { bottom } = element.getBoundingClientRect();
          return bottom > 0 && bottom <= window.innerHeight;
        }),
      );
      await page.page.close();
    },
    SPEC_MS,
  );

  it(
    'is read out as it comes, and neither what the reader wrote nor what was said before',
    async () => {
      const { page, log, news } = await alices();
      expect(await log.getAttribute('aria-live')).toBe('off');
      await say(page.main, 'My own words');
      await hear(page.main, 'My own words');
      await say(bob.main, 'Words for who cannot see');
      await news.filter({ hasText: 'Bob Okafor: Words for who cannot see' }).waitFor({ state: 'attached' });
      expect(await news.innerText()).not.toContain('My own words');
      await sayMuch('Flood', 8);
      await news.filter({ hasText: /new messages|Flood 7/ }).waitFor({ state: 'attached' });
      await page.page.close();
    },
    SPEC_MS,
  );
});
