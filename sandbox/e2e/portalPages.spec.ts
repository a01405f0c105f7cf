import type { Page } from 'playwright-core';
import { until } from '../pod/testing/until.js';
import { armLogoutFault } from './testing/armLogoutFault.js';
import { chatIn, logInTo, logOut, openChats, shownLogout } from './testing/portalVisit.js';
import { SPEC_MS, useBrowsers } from './testing/useBrowsers.js';

const NARROW = 390;
/** How high a slot may be that shows only its head. */
const HEAD_PX = 70;
/** How long a drawing may take on a busy machine. */
const REDRAW_MS = 2000;
const ALL_WIDTHS = Array.from({ length: 15 }, (_, index) => NARROW + index * 75);

/** What a user can press or change, in the controls, the slots and the watchlist. */
const USABLE = ['.side', '.stage', '.watch']
  .map((part) => `${part} :is(button, input, select):enabled`)
  .join();

type WatchedWindow = Window & { presences: string[] };

/** Notes what the head of the page says about Symphony, one after the other. */
function watchPresence(page: Page): Promise<void> {
  return page.getByTestId('status').evaluate((status) => {
    const presences: string[] = [];
    Object.assign(window, { presences });
    new MutationObserver(() => {
      const presence = status.getAttribute('data-presence') ?? '';
      if (presences.at(-1) !== presence) presences.push(presence);
    }).observe(status, { attributes: true });
  });
}

/** Whatever is wider than the panel that it is in, or than the page. */
function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    for (const group of document.querySelectorAll('details')) group.open = true;
    const nameOf = (element: Element): string => element.getAttribute('data-testid') ?? element.className;
    const found = [...document.querySelectorAll('button, select, input, label, .head a, .status')]
      .map((element) => ({
        element,
        panel: element.closest('.card, .head'),
      }))
      .filter(({ element, panel }) => {
        const [inner, outer] = [element.getBoundingClientRect(), panel?.getBoundingClientRect()];
        if (!outer || !inner.width) return false;
        const isCut = element.localName === 'button' && element.scrollWidth > element.clientWidth;
        return isCut || inner.left < outer.left || inner.right > outer.right;
      })
      .map(({ element }) => nameOf(element));
    return document.documentElement.scrollWidth > innerWidth ? ['the page', ...found] : found;
  });
}

describe('The pages of the portals', () => {
  const browsers = useBrowsers();

  afterEach(() => armLogoutFault(browsers.sandbox, { logout: 'ok' }));

  it(
    'say whether Symphony connects, waits for a login, is connected, or logs out',
    async () => {
      const { open } = await browsers.visitor();
      const page = await open(browsers.sandbox.portalAUrl);
      const status = page.getByTestId('status');
      expect(await status.innerText()).toBe('Symphony is not on this page');
      await watchPresence(page);
      await page.getByTestId('render').click();
      await chatIn(page, 'main').getByTestId('login').waitFor();
      await until(
        'the head asks for a login',
        async () => (await status.innerText()) === 'Log in to Symphony',
      );
      await logInTo(chatIn(page, 'main'), 'alice');
      await until('the head says so', async () => (await status.innerText()) === 'Connected to Symphony');
      await logOut(page);
      expect(await page.evaluate(() => (window as unknown as WatchedWindow).presences)).toEqual([
        'connecting',
        'waitingForLogin',
        'connected',
        'loggingOut',
        'absent',
      ]);
    },
    SPEC_MS,
  );

  it(
    'say that Symphony could not be shown where the pod is out of reach',
    async () => {
      const { context, open } = await browsers.visitor();
      const page = await open(browsers.sandbox.portalBUrl);
      await context.route(`${browsers.sandbox.podUrl}/**`, (route) => route.abort());
      await page.getByTestId('render').click();
      await page.locator('[data-testid=status][data-presence=failed]').waitFor();
      expect(await page.getByTestId('status').innerText()).toBe('Symphony could not be shown');
    },
    SPEC_MS,
  );

  it(
    'ask for a login again when the session has ended elsewhere',
    async () => {
      const { open } = await browsers.visitor();
      const page = await open(browsers.sandbox.portalAUrl);
      await openChats(page, 'carol');
      await browsers.sandbox.revokeUser('carol@acme.example');
      await page.locator('[data-testid=status][data-presence=waitingForLogin]').waitFor();
      expect(await page.getByTestId('status').innerText()).toBe('Log in to Symphony');
    },
    SPEC_MS,
  );

  it(
    'let nobody do anything else during a logout, and move the focus to its report',
    async () => {
      const { open } = await browsers.visitor();
      const page = await open(browsers.sandbox.portalAUrl);
      await openChats(page, 'alice', ['1']);
      const usable = page.locator(USABLE);
      expect(await usable.count()).toBeGreaterThan(20);
      await armLogoutFault(browsers.sandbox, { logout: 'slow', delayMs: 2500 });
      await page.getByTestId('logout').click();
      const during = await page.waitForFunction((selector) => {
        const inspector = document.querySelector('symphony-inspector')?.shadowRoot;
        if (!inspector?.querySelector('[data-testid=report][data-verdict=running]')) return undefined;
        return [...document.querySelectorAll(selector)].map((each) => each.getAttribute('data-testid'));
      }, USABLE);
      expect(await during.jsonValue()).toEqual([]);
      expect((await shownLogout(page)).verdict).toBe('done');
      const headline = page.getByTestId('report-headline');
      await until('the headline of the report has the focus', () =>
        headline.evaluate((element) => element.matches(':focus')),
      );
      expect(await usable.count()).toBeGreaterThan(20);
    },
    SPEC_MS,
  );

  it(
    'offer only what works in Collaboration mode there',
    async () => {
      const { open, complaints } = await browsers.visitor();
      const page = await open(`${browsers.sandbox.portalBUrl}/?mode=collaboration`);
      for (const testId of ['slot-1', 'theme-own', 'theme-primary', 'room-slot', 'setting-showTitle'])
        expect(await page.getByTestId(testId).count())
          .withContext(testId)
          .toBe(0);
      await openChats(page, 'alice');
      const client = chatIn(page, 'main');
      expect(await client.getByTestId('new-chat').count()).toBe(0);
      await page.getByTestId('setting-allowChatCreation').check();
      await client.getByTestId('new-chat').waitFor();

      await page.getByTestId('discuss-rates-research').click();
      await client.getByTestId('chat-title').filter({ hasText: 'Rates research' }).waitFor();
      await page.getByTestId('start-room').click();
      await client.getByTestId('chat-title').filter({ hasText: 'Bob' }).waitFor();
      expect(await page.locator('iframe').count()).toBe(1);
      expect(await page.getByTestId('call-error').count()).toBe(0);
      expect(complaints).toEqual([]);
    },
    SPEC_MS,
  );

  for (const path of ['/', '/?mode=collaboration']) {
    it(
      `fit into windows of all widths: ${path}`,
      async () => {
        const { open } = await browsers.visitor();
        const page = await open(browsers.sandbox.portalBUrl + path);
        const fits = async (widths: readonly number[]): Promise<void> => {
          for (const width of widths) {
            await page.setViewportSize({ width, height: 900 });
            // The inspector draws itself anew after it has heard of the new width.
            await until('everything fits', async () => !(await misfits(page)).length, REDRAW_MS).catch(
              () => undefined,
            );
            expect(await misfits(page))
              .withContext(`at ${width} px`)
              .toEqual([]);
          }
        };
        await fits(ALL_WIDTHS);
        await page.getByTestId('render').click();
        await page.locator('[data-testid=status][data-presence=waitingForLogin]').waitFor();
        await fits(ALL_WIDTHS);
        await armLogoutFault(browsers.sandbox, { logout: 'slow', delayMs: 3000 });
        await page.getByTestId('logout').click();
        await page.getByText('Logging out', { exact: true }).first().waitFor();
        await fits([NARROW, 700, 1040]);
        // The pod must not go while it answers.
        await shownLogout(page);
      },
      SPEC_MS,
    );
  }

  it(
    'show an empty slot as one row where there is little room',
    async () => {
      const { open } = await browsers.visitor();
      const page = await open(browsers.sandbox.portalAUrl);
      await page.setViewportSize({ width: NARROW, height: 900 });
      const heights = await page
        .locator('.slot')
        .evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect().height));
      expect(heights.length).toBe(5);
      for (const height of heights) expect(height).toBeLessThan(HEAD_PX);
      await page.getByTestId('render').click();
      await chatIn(page, 'main').getByTestId('login').waitFor();
      expect(await page.getByTestId('fault-main').isVisible()).toBeTrue();
    },
    SPEC_MS,
  );
});
