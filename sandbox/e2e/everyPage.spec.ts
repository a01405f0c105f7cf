import { armLogoutFault } from './testing/armLogoutFault.js';
import { graveFindings } from './testing/graveFindings.js';
import { openChats, shownLogout } from './testing/portalVisit.js';
import { SPEC_MS, useBrowsers } from './testing/useBrowsers.js';

describe('Every page of the sandbox', () => {
  const browsers = useBrowsers({ sandbox: { ssoPartners: ['globex'] } });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(
      `has one heading of the first level, and keeps nobody out, ${colorScheme}`,
      async () => {
        const { portalAUrl, portalBUrl, podUrl, appsUrl } = browsers.sandbox;
        const { context } = await browsers.visitor();
        const page = await context.newPage();
        await page.emulateMedia({ colorScheme });
        for (const url of [
          portalAUrl,
          `${portalBUrl}/?mode=collaboration`,
          `${portalBUrl}/nowhere`,
          `${podUrl}/apps/login`,
          `${podUrl}/apps/logout`,
          `${podUrl}/nowhere`,
          `${podUrl}/sso/login?popup=1`,
          `${podUrl}/embed/sandbox.html`,
          `${appsUrl}/fx-rates/rates.html`,
        ]) {
          await page.goto(url);
          await page.locator('h1').first().waitFor();
          expect(await page.locator('h1').count())
            .withContext(url)
            .toBe(1);
          expect(await graveFindings(page))
            .withContext(url)
            .toEqual([]);
        }
      },
      SPEC_MS,
    );

    it(
      `is a portal that keeps nobody out during a visit, ${colorScheme}`,
      async () => {
        const { context } = await browsers.visitor();
        const page = await context.newPage();
        await page.emulateMedia({ colorScheme });
        await page.goto(browsers.sandbox.portalAUrl);
        await openChats(page, 'alice', ['1']);
        expect(await graveFindings(page))
          .withContext('with chats')
          .toEqual([]);
        await armLogoutFault(browsers.sandbox, { logout: 'slow', delayMs: 1000 });
        await page.getByTestId('logout').click();
        await page.locator('[data-testid=report][data-verdict=running]').waitFor();
        await shownLogout(page);
        expect(await graveFindings(page))
          .withContext('with the report')
          .toEqual([]);
        await page.setViewportSize({ width: 390, height: 900 });
        expect(await graveFindings(page))
          .withContext('on a narrow page')
          .toEqual([]);
      },
      SPEC_MS,
    );
  }
});
