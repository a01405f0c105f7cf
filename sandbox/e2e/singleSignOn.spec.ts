import type { Page } from 'playwright-core';
import { inEachBrowser } from './testing/inEachBrowser.js';
import { chatIn, fillIn, isLoggedIn, logOut, openChats, openLoginWindow } from './testing/portalVisit.js';
import { SPEC_MS, useBrowsers } from './testing/useBrowsers.js';

inEachBrowser('A portal whose users log in by single sign-on', (browser) => {
  const browsers = useBrowsers({ browser, sandbox: { ssoPartners: ['globex'] } });

  /** Logs in in the chat of a page. `asks`: whether the provider has to ask who it is. */
  async function enter(page: Page, asks: boolean, user = 'alice'): Promise<void> {
    const chat = chatIn(page, 'main');
    const popup = await openLoginWindow(chat, page.context());
    if (asks) await fillIn(popup, user);
    await chat.getByTestId('log').waitFor();
  }

  it(
    'lets them in by a popup, offers the end of the session at the provider, and asks again after it',
    async () => {
      const { open } = await browsers.visitor();
      const { portalBUrl, ssoUrl = '' } = browsers.sandbox;
      const page = await open(portalBUrl);
      await page.getByTestId('render').click();
      await enter(page, true);
      expect(await isLoggedIn(page)).toBeTrue();
      const { verdict, headline, scope } = await logOut(page);
      expect([verdict, scope]).withContext(headline).toEqual(['done', 'browser']);

      await page.getByTestId('end-sso').click();
      await page.waitForURL((url) => url.origin === ssoUrl);
      await page.locator('#submit').click();
      await page.waitForURL(`${portalBUrl}/`);
      await page.getByTestId('render').click();
      await enter(page, true);
    },
    SPEC_MS,
  );

  it(
    'asks after a logout although the provider still knows the user, also for another user, and not without one',
    async () => {
      const { open } = await browsers.visitor();
      const { podUrl, portalBUrl } = browsers.sandbox;
      // As a full page, which the portal leads to and which leads back.
      const page = await open(`${podUrl}/sso/login?symRedirectUrl=${encodeURIComponent(portalBUrl)}`);
      await fillIn(page, 'alice');
      await page.waitForURL(`${portalBUrl}/`);
      await page.getByTestId('render').click();
      await enter(page, false);
      for (const user of ['alice', 'bob']) {
        expect((await logOut(page)).verdict).toBe('done');
        await page.getByTestId('render').click();
        await enter(page, true, user);
      }
    },
    SPEC_MS,
  );

  it(
    'hears at once of the end of a session at the provider, beside a portal with passwords',
    async () => {
      const { open } = await browsers.visitor();
      const { portalAUrl, portalBUrl, ssoUrl = '' } = browsers.sandbox;
      const pageA = await open(portalAUrl);
      await openChats(pageA, 'bob');
      const page = await open(portalBUrl);
      await page.getByTestId('render').click();
      await enter(page, true);
      const provider = await open(`${ssoUrl}/session/end`);
      await provider.locator('#submit').click();
      await provider.locator('#signed-out').waitFor();
      await chatIn(page, 'main').getByTestId('ended').waitFor();
      expect(await page.getByTestId('session-banner').innerText()).toContain('revoked');
      expect(await isLoggedIn(pageA)).toBeTrue();
    },
    SPEC_MS,
  );
});
