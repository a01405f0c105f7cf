import type { BrowserContext, Page } from 'playwright-core';
import { chatIn, fillIn, isLoggedIn, logOut, openLoginWindow } from './testing/portalVisit.js';
import { SPEC_MS, useBrowsers } from './testing/useBrowsers.js';

describe("The pod's own pages", () => {
  const browsers = useBrowsers();

  /** Logs in in a popup of the main frame. */
  async function openByPopup(page: Page, context: BrowserContext): Promise<void> {
    await page.getByTestId('setting-ecpLoginPopup').check();
    await page.getByTestId('render').click();
    const chat = chatIn(page, 'main');
    const popup = await openLoginWindow(chat, context);
    await Promise.all([popup.waitForEvent('close'), fillIn(popup, 'dave')]);
    await chat.getByTestId('log').waitFor();
  }

  for (const [name, portalUrl] of [
    ['by the script tag', 'portalAUrl'],
    ['as a module', 'portalBUrl'],
  ] as const) {
    it(
      `log in, in a popup, the frame of a portal that uses the SDK ${name}, and are logged out with it`,
      async () => {
        const { context, open, complaints } = await browsers.visitor();
        const page = await open(browsers.sandbox[portalUrl]);
        await openByPopup(page, context);
        expect(await isLoggedIn(page)).toBeTrue();
        const { verdict, headline } = await logOut(page);
        expect(verdict).withContext(headline).toBe('done');
        const top = await open(`${browsers.sandbox.podUrl}/apps/login`);
        await top.locator('#login-form').waitFor({ state: 'visible' });
        expect(complaints).toEqual([]);
      },
      SPEC_MS,
    );
  }

  it(
    'log out, as the last resort, what portals have logged in by a popup',
    async () => {
      const { context, open, complaints } = await browsers.visitor();
      const page = await open(browsers.sandbox.portalBUrl);
      await openByPopup(page, context);
      const top = await open(`${browsers.sandbox.podUrl}/apps/logout`);
      await top.locator('#submit').click();
      const heading = top.getByRole('heading', { name: 'You are logged out', level: 1 });
      await heading.waitFor();
      expect(await heading.evaluate((element) => element === document.activeElement)).toBeTrue();
      expect(await top.getByRole('button').count())
        .withContext('buttons')
        .toBe(0);
      await page.getByTestId('session-banner').waitFor();
      await chatIn(page, 'main').getByTestId('ended').waitFor();
      expect(await isLoggedIn(page)).toBeFalse();
      expect(complaints).toEqual([]);
    },
    SPEC_MS,
  );

  it(
    'log in as a full page, and lead back to a partner, but not to a stranger',
    async () => {
      const { open, complaints } = await browsers.visitor();
      const { podUrl, portalAUrl, port } = browsers.sandbox;
      const back = encodeURIComponent(portalAUrl);
      const page = await open(`${podUrl}/apps/login?symRedirectUrl=${back}`);
      await fillIn(page, 'bob');
      await page.waitForURL(`${portalAUrl}/`);

      const stranger = encodeURIComponent(`http://stranger.localhost:${port}/`);
      const second = await open(`${podUrl}/apps/login?symRedirectUrl=${stranger}`);
      await second.locator('#log-out').waitFor({ state: 'visible' });
      expect(new URL(second.url()).origin).toBe(podUrl);
      expect(complaints).toEqual([]);
    },
    SPEC_MS,
  );
});
