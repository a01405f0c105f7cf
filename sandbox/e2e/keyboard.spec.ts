import type { Frame, Page } from 'playwright-core';
import { SEED_PASSWORD } from '../pod/seed/seed.js';
import { armLogoutFault } from './testing/armLogoutFault.js';
import { chatIn, hear, shownLogout } from './testing/portalVisit.js';
import { until } from './testing/until.js';
import { SPEC_MS, useBrowsers } from './testing/useBrowsers.js';

const MOST_TABS = 60;
const MOVE_MS = 1000;

/** What has the focus: the frame's address, and the element's test id or its place in the document. */
async function focusedIn(page: Page): Promise<string> {
  const places = await Promise.all(
    page.frames().map((frame) =>
      frame.evaluate(() => {
        const focused = document.activeElement;
        if (!document.hasFocus() || !focused || focused === document.body || focused.localName === 'iframe')
          return '';
        const name =
          (focused as HTMLElement).dataset['testid'] ??
          `element ${[...document.querySelectorAll('*')].indexOf(focused)}`;
        return `${location.pathname} ${name}`;
      }),
    ),
  );
  return places.join('|');
}

/** Presses Tab until an element has the focus, in the page or in one of its frames. */
async function tabTo(page: Page, where: Page | Frame, testId: string): Promise<void> {
  const trail: string[] = [];
  for (let presses = 0; presses < MOST_TABS; presses++) {
    const focused = await where.evaluate(() =>
      document.hasFocus() ? (document.activeElement as HTMLElement | null)?.dataset['testid'] : undefined,
    );
    if (focused === testId) return;
    // Frames have processes of their own: the focus arrives in one some time after the key was pressed. A second Tab
    // before that would step over the element.
    const before = await focusedIn(page);
    trail.push(before);
    await page.keyboard.press('Tab');
    await until('the focus moves', async () => (await focusedIn(page)) !== before, MOVE_MS).catch(() => {
      // The browser's own buttons have it, or an element that cannot be told from the last one.
    });
  }
  throw new Error(
    `Not within ${MOST_TABS} presses of Tab: ${testId} has the focus. It was in: ${trail.join(', ')}.`,
  );
}

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
