import type { Page } from 'playwright-core';
import { chatIn, hear, isLoggedIn, logInTo, logOut, openChats, say } from './testing/portalVisit.js';
import { until } from '../pod/testing/until.js';
import { SPEC_MS, useBrowsers } from './testing/useBrowsers.js';

const NOTICE_MS = 5_000;

type TimedWindow = Window & { bannerAt?: number; clickedAt?: number };

/** Notes when the page says that the session has ended. */
function timeBanner(page: Page): Promise<void> {
  return page.evaluate(() => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector('[data-testid=session-banner]')) return;
      (window as TimedWindow).bannerAt = Date.now();
      observer.disconnect();
    });
    observer.observe(document.body, { childList: true, subtree: true });
  });
}

function timeLogout(page: Page): Promise<void> {
  return page.getByTestId('logout').evaluate((button) => {
    button.addEventListener('click', () => ((window as TimedWindow).clickedAt = Date.now()), { once: true });
  });
}

async function noticeMs(from: Page, to: Page): Promise<number> {
  const clickedAt = await from.evaluate(() => (window as TimedWindow).clickedAt ?? NaN);
  const bannerAt = await to.evaluate(() => (window as TimedWindow).bannerAt ?? NaN);
  return bannerAt - clickedAt;
}

describe('A logout in one portal', () => {
  const browsers = useBrowsers();

  it(
    'ends the session in another portal of the same browser, live, and leaves its frames there',
    async () => {
      const { portalAUrl, portalBUrl } = browsers.sandbox;
      const { open, complaints } = await browsers.visitor();
      const [pageA, pageB] = [await open(portalAUrl), await open(portalBUrl)];
      await openChats(pageA, 'alice', ['1']);
      await openChats(pageB, 'alice', ['1']);
      await say(chatIn(pageB, '1'), 'Still here');
      await hear(chatIn(pageB, '1'), 'Still here');
      await timeBanner(pageB);
      await timeLogout(pageA);

      expect((await logOut(pageA)).verdict).toBe('done');
      await until(
        'portal B says that its session ended',
        () => pageB.getByTestId('session-banner').isVisible(),
        NOTICE_MS,
      );
      console.log(
        `The other portal's page knew ${await noticeMs(pageA, pageB)} ms after the click on "Log out".`,
      );
      expect(await pageB.getByTestId('session-banner').innerText()).toContain('logout');
      for (const slot of ['main', '1'] as const) {
        await chatIn(pageB, slot).getByTestId('ended').waitFor();
        expect(await chatIn(pageB, slot).getByTestId('message').count()).toBe(0);
      }
      expect(await pageB.locator('iframe').count()).toBe(2);
      expect(await isLoggedIn(pageB)).toBeFalse();

      await pageB.getByTestId('render').click();
      await logInTo(chatIn(pageB, 'main'), 'alice');
      for (const slot of ['main', '1'] as const) await chatIn(pageB, slot).getByTestId('log').waitFor();
      expect(await pageB.getByTestId('session-banner').count()).toBe(0);
      expect(complaints).toEqual([]);
    },
    SPEC_MS,
  );

  it(
    'does not end the session of the same user in another browser',
    async () => {
      const [here, elsewhere] = [await browsers.visitor(), await browsers.visitor()];
      const page = await here.open(browsers.sandbox.portalAUrl);
      const otherPage = await elsewhere.open(browsers.sandbox.portalAUrl);
      await openChats(page, 'alice');
      await openChats(otherPage, 'alice');
      expect((await logOut(page)).verdict).toBe('done');
      await say(chatIn(otherPage, 'main'), 'Not me');
      await hear(chatIn(otherPage, 'main'), 'Not me');
      expect(await otherPage.getByTestId('session-banner').count()).toBe(0);
    },
    SPEC_MS,
  );

  it(
    'is told from an end that an administrator made',
    async () => {
      const { open } = await browsers.visitor();
      const page = await open(browsers.sandbox.portalBUrl);
      await openChats(page, 'dave', ['1']);
      expect(await browsers.sandbox.revokeUser('dave@acme.example')).toBe(1);
      const banner = page.getByTestId('session-banner');
      await banner.waitFor({ timeout: NOTICE_MS });
      expect(await banner.innerText()).toContain('revoked');
      await chatIn(page, '1').getByTestId('ended').waitFor();

      const { verdict, headline } = await logOut(page);
      expect(verdict).withContext(headline).toBe('done');
      expect(await page.locator('iframe').count()).toBe(0);
    },
    SPEC_MS,
  );
});
