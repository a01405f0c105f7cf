import type { Frame, Page } from 'playwright-core';
import { armLogoutFault } from './testing/armLogoutFault.js';
import { ChromeSession, crash } from './testing/chromeSession.js';
import { chatIn, openChats } from './testing/portalVisit.js';
import { until } from '../pod/testing/until.js';
import { SPEC_MS, useBrowsers } from './testing/useBrowsers.js';

/** Far from the deadline of a call, ten seconds, also on a busy machine. */
const SOON_MS = 6_000;
/** Where a frame dies before the host has seen its witness, the next ping finds it. */
const AFTER_A_PING_MS = 20_000;

/** Renders anew, and waits until the main chat has asked for a person. */
async function renderAgain(session: ChromeSession): Promise<void> {
  await session.click('render');
  await until(
    'the main chat asks for a person',
    async () => (await session.count('[data-testid=status][data-presence=waitingForLogin]')) > 0,
  );
}

describe('When the process of the frames dies', () => {
  const browsers = useBrowsers();

  async function openTwo(): Promise<{ page: Page; frame: Frame; session: ChromeSession }> {
    const { open } = await browsers.visitor();
    const page = await open(browsers.sandbox.portalAUrl);
    await openChats(page, 'alice', ['1']);
    const frame = page.frames().find((each) => each.url().startsWith(browsers.sandbox.podUrl));
    if (!frame) throw new Error('The page has no frame of the pod.');
    return { page, frame, session: await ChromeSession.to(page) };
  }

  afterEach(() => armLogoutFault(browsers.sandbox, { logout: 'ok' }));

  it(
    'a call in flight is rejected at once, a logout still works, and so does the next render',
    async () => {
      const { page, frame, session } = await openTwo();
      const url = `${browsers.sandbox.podUrl}/api/streams/onboarding`;
      await page.context().route(url, () => undefined);
      await page.getByTestId('stream-main').selectOption('onboarding');
      await Promise.all([page.waitForRequest(url), page.getByTestId('open-main').click()]);
      const failed = '[data-testid=call][data-state=failed]';
      expect(await session.count(failed)).toBe(0);

      const startMs = performance.now();
      await crash(frame);
      await until('the call is rejected', async () => (await session.count(failed)) > 0, SOON_MS);
      console.log(`A call in flight knew ${(performance.now() - startMs).toFixed(0)} ms after the crash.`);
      const error = await session.evaluate<string>(
        `document.querySelector('${failed} [data-testid=call-error] strong').textContent`,
      );
      expect(error).toBe('FRAME_GONE');

      await session.click('logout');
      const { verdict, headline, rows } = await session.shownLogout();
      expect(verdict).withContext(headline).toBe('done');
      expect(rows.map(({ frame: name, outcome }) => [name, outcome])).toEqual([
        ['Service frame', 'acknowledged'],
      ]);
      expect(await session.count('iframe')).toBe(0);

      await renderAgain(session);
      expect(await session.count('#slot-main iframe')).toBe(1);
    },
    SPEC_MS,
  );

  it(
    'a render that waits for a person to log in is rejected, and the next one works',
    async () => {
      const { open } = await browsers.visitor();
      const page = await open(browsers.sandbox.portalAUrl);
      await page.getByTestId('render').first().click();
      await chatIn(page, 'main').getByTestId('email').waitFor();
      const frame = page.frames().find((each) => each.url().startsWith(browsers.sandbox.podUrl));
      if (!frame) throw new Error('The page has no frame of the pod.');
      const session = await ChromeSession.to(page);
      await crash(frame);
      const failed = '[data-testid=call][data-state=failed] [data-testid=call-error] strong';
      await until('the render is rejected', async () => (await session.count(failed)) > 0, AFTER_A_PING_MS);
      expect(await session.evaluate<string>(`document.querySelector('${failed}').textContent`)).toBe(
        'FRAME_GONE',
      );
      await renderAgain(session);
      await session.click('logout');
      const { headline } = await session.shownLogout();
      expect(headline).toBe('Logged out');
      expect(await session.count('iframe')).toBe(0);
    },
    SPEC_MS,
  );

  it(
    'during a logout, the page asks the pod itself',
    async () => {
      const { frame, session } = await openTwo();
      await armLogoutFault(browsers.sandbox, { logout: 'slow', delayMs: 1_500 });
      await session.click('logout');
      await until('the logout is under way', async () => (await session.count('[data-verdict=running]')) > 0);
      await armLogoutFault(browsers.sandbox, { logout: 'ok' });
      await crash(frame);
      const { verdict, headline, rows } = await session.shownLogout();
      expect(verdict).withContext(headline).toBe('incomplete');
      expect(rows.find(({ frame: name }) => name === 'Main chat')?.outcome).toBe('gone');
      expect(await session.count('iframe')).toBe(0);
    },
    SPEC_MS,
  );
});
