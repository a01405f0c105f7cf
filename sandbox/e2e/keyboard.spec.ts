import { SEED_PASSWORD } from '../pod/seed/seed.js';
import { armLogoutFault } from './testing/armLogoutFault.js';
import { chatIn, hear, shownLogout } from './testing/portalVisit.js';
import { tabTo } from './testing/tabTo.js';
import { until } from '../pod/testing/until.js';
import { SPEC_MS, useBrowsers } from './testing/useBrowsers.js';

describe('Somebody with a keyboard only', () => {
  const browsers = useBrowsers();

  afterEach(() => armLogoutFault(browsers.sandbox, { logout: 'ok' }));

  it(
    'renders, logs in, writes a message and logs out',
    async () => {
      const { open, complaints } = await browsers.visitor();
      const page = await open(browsers.sandbox.portalAUrl);
      await tabTo(page, page, 'render');
      await page.keyboard.press('Enter');
      const chat = chatIn(page, 'main');
      await chat.getByTestId('login').waitFor();
      const frame = page.frames().find((each) => each.url().startsWith(browsers.sandbox.podUrl));
      if (!frame) throw new Error('The page has no frame of the pod.');

      await tabTo(page, frame, 'email');
      await page.keyboard.type('carol@acme.example');
      await page.keyboard.press('Tab');
      await page.keyboard.type(SEED_PASSWORD);
      await page.keyboard.press('Enter');
      await chat.getByTestId('log').waitFor();

      await tabTo(page, frame, 'composer');
      await page.keyboard.type('Without a mouse');
      await page.keyboard.press('Enter');
      await hear(chat, 'Without a mouse');

      await tabTo(page, page, 'logout');
      await page.keyboard.press('Enter');
      await page.locator('[data-testid=report][data-verdict=done]').waitFor();
      expect(await page.locator('iframe').count()).toBe(0);
      expect(complaints).toEqual([]);
    },
    SPEC_MS,
  );

  it(
    'cannot step into a chat that is being logged out',
    async () => {
      const { open } = await browsers.visitor();
      const page = await open(browsers.sandbox.portalAUrl);
      await page.getByTestId('render').click();
      await chatIn(page, 'main').getByTestId('login').waitFor();
      const iframe = page.locator('#slot-main iframe');
      await armLogoutFault(browsers.sandbox, { logout: 'slow', delayMs: 700 });
      await page.getByTestId('logout').click();
      await until('the frame is inert', () => iframe.evaluate((element) => (element as HTMLElement).inert));
      const { verdict, headline } = await shownLogout(page);
      expect(verdict).withContext(headline).toBe('done');
      expect(await iframe.count()).toBe(0);
    },
    SPEC_MS,
  );
});
