import type { Page } from 'playwright-core';
import { SEED_PASSWORD } from '../pod/seed/seed.js';
import { inEachBrowser } from './testing/inEachBrowser.js';
import { chatIn, isLoggedIn, logOut, openChats } from './testing/portalVisit.js';
import { press } from './testing/press.js';
import { SPEC_MS, useBrowsers } from './testing/useBrowsers.js';

/** Says at the identity provider who it is. */
async function signIn(page: Page, user = 'alice'): Promise<void> {
  await page.locator('#email').fill(`${user}@acme.example`);
  await page.locator('#password').fill(SEED_PASSWORD);
  await page.locator('#submit').click();
}

inEachBrowser('A portal whose users log in by single sign-on', (browser) => {
  const browsers = useBrowsers({ browser, sandbox: { ssoPartners: ['globex'] } });

  /** Presses the button in the chat of a page, and returns the window of the provider, if it asks. */
  async function enter(page: Page, asks: boolean, user = 'alice'): Promise<void> {
    const chat = chatIn(page, 'main');
    const [popup] = await Promise.all([
      page.context().waitForEvent('page'),
      press(chat.getByTestId('log-in-popup')),
    ]);
    if (asks) await signIn(popup, user);
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
      await signIn(page);
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
