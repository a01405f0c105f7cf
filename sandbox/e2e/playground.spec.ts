import type { FrameLocator, Page } from 'playwright-core';
import { FUNCTIONS } from '../embeddedMode/functions.js';
import { COLOURS } from '../embeddedMode/theme.js';
import { SETTINGS } from '../embeddedMode/settings.js';
import { NOTIFICATIONS } from '../embeddedMode/notifications.js';
import { logInTo, say } from './testing/portalVisit.js';
import { graveFindings } from './testing/graveFindings.js';
import { SPEC_MS, useBrowsers, type Visitor } from './testing/useBrowsers.js';
import { SEED_IDS } from '../pod/seed/seedUsers.js';

const PATH = '/embed/sandbox.html';

const mainChat = (page: Page): FrameLocator => page.getByTestId('main-slot').frameLocator('iframe');

/** Opens the form of a function. */
async function openForm(page: Page, name: string): Promise<void> {
  await page.getByTestId('tab-functions').click();
  const form = page.getByTestId(`function-${name}`);
  if ((await form.getAttribute('open')) === null) await form.locator('summary').first().click();
}

/** Presses Run in the open form of a function, and waits for what the call came to. */
async function run(page: Page, name: string): Promise<{ state: string | null; text: string }> {
  await page.getByTestId(`run-${name}`).click();
  const answer = page.locator(`function-form [data-testid=answer-${name}]:not([data-state=running])`);
  await answer.waitFor();
  return { state: await answer.getAttribute('data-state'), text: await answer.innerText() };
}

describe('The page to try everything by hand', () => {
  const browsers = useBrowsers();

  async function openPage(query = ''): Promise<Visitor & { page: Page }> {
    const visitor = await browsers.visitor();
    const page = await visitor.open(browsers.sandbox.podUrl + PATH + query);
    await page.getByTestId('render').waitFor();
    return { ...visitor, page };
  }

  it(
    'opens the chat of its address, runs functions by their forms, shows the answers and logs out',
    async () => {
      const { page, complaints } = await openPage('?streamId=fx-desk');
      await logInTo(mainChat(page), 'alice');
      await mainChat(page).getByTestId('log').waitFor();
      await page.locator('setup-card [data-testid=answer-render][data-state=done]').waitFor();

      await openForm(page, 'openStream');
      await page.getByTestId('argument-openStream-streamId').fill('rates-research');
      await page.getByTestId('argument-openStream-selector').fill('#second');
      const opened = await run(page, 'openStream');
      expect(opened.state).toBe('done');
      expect(opened.text).toContain('"streamId": "rates-research"');
      await page.frameLocator('#second iframe').getByTestId('log').waitFor();

      await openForm(page, 'checkAuth');
      expect((await run(page, 'checkAuth')).text).toContain('"isLoggedIn": true');
      await openForm(page, 'logout');
      expect((await run(page, 'logout')).state).toBe('done');
      expect(await page.locator('iframe').count()).toBe(0);
      await page.getByTestId('empty').waitFor();
      expect((await run(page, 'logout')).state)
        .withContext('logged out already')
        .toBe('done');
      await openForm(page, 'checkAuth');
      expect((await run(page, 'checkAuth')).text).toContain('"isLoggedIn": false');
      expect(complaints).toEqual([]);
    },
    SPEC_MS,
  );

  it(
    'renders nothing by itself, and shows a call that fails with its error',
    async () => {
      const { page, complaints } = await openPage();
      await openForm(page, 'openStream');
      const { state, text } = await run(page, 'openStream');
      expect(state).toBe('failed');
      expect(text).toContain('NOT_RENDERED');
      expect(await page.locator('iframe').count()).toBe(0);
      expect(complaints).toEqual([]);
    },
    SPEC_MS,
  );

  it(
    'has everything that is documented',
    async () => {
      const { page } = await openPage();
      for (const name of Object.keys(FUNCTIONS)) {
        expect(await page.getByTestId(`function-${name}`).count())
          .withContext(name)
          .toBe(1);
      }
      await page.getByTestId('tab-settings').click();
      for (const name of Object.keys(SETTINGS)) {
        expect(await page.getByTestId(`setting-${name}`).count())
          .withContext(name)
          .toBe(1);
      }
      await page.getByTestId('tab-theme').click();
      for (const name of Object.keys(COLOURS)) {
        expect(await page.getByTestId(`theme-${name}`).count())
          .withContext(name)
          .toBe(1);
      }
      await page.getByTestId('tab-events').click();
      for (const name of [...Object.keys(NOTIFICATIONS), 'registerInterop', 'onUserInteractionRequired']) {
        expect(await page.locator(`button[data-testid=listen-${name}]`).count())
          .withContext(name)
          .toBe(1);
      }
    },
    SPEC_MS,
  );

  it(
    'says what is wrong with JSON, and copies the code of a call',
    async () => {
      const { page, context } = await openPage();
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await openForm(page, 'sendMessage');
      await page.getByTestId('argument-sendMessage-options').fill('{ mode: blast }');
      await page.getByRole('alert').filter({ hasText: 'This is no JSON' }).waitFor();
      expect(await page.getByTestId('run-sendMessage').isDisabled()).toBeTrue();

      await page.getByTestId('argument-sendMessage-message').fill('"Good morning"');
      await page
        .getByTestId('argument-sendMessage-options')
        .fill(`{ "mode": "blast", "users": ["${SEED_IDS.bob}"] }`);
      await page.getByTestId('copy-sendMessage').click();
      await page.getByTestId('copy-sendMessage').filter({ hasText: 'Copied' }).waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
        `await symphony.sendMessage(\n  'Good morning',\n  { mode: 'blast', users: ['${SEED_IDS.bob}'] },\n);`,
      );
    },
    SPEC_MS,
  );

  it(
    'changes settings and colours at once, logs what it is told, and keeps its setup in its address',
    async () => {
      const { page, complaints } = await openPage('?streamId=fx-desk');
      await logInTo(mainChat(page), 'alice');
      await mainChat(page).getByTestId('log').waitFor();
      const asked = page.getByTestId('log-entry').filter({ hasText: 'onUserInteractionRequired' });
      expect(await asked.count()).toBe(1);

      await page.getByTestId('tab-settings').click();
      await page.getByTestId('setting-showTitle').uncheck();
      await mainChat(page).getByTestId('chat-title').waitFor({ state: 'detached' });
      await page.getByTestId('setting-mode').selectOption('dark');
      await mainChat(page).locator('html[data-mode=dark]').waitFor();
      await page.getByTestId('tab-theme').click();
      await page.getByTestId('theme-primary').fill('#8d1f42');
      await page.locator('[data-testid=answer-updateTheme][data-state=done]').waitFor();
      const accent = (): Promise<string> =>
        mainChat(page)
          .locator('html')
          .evaluate((root) => root.style.getPropertyValue('--theme-accent'));
      await page.getByTestId('theme-accent').fill('#204080');
      await mainChat(page).locator('html[style*="--theme-accent: #204080"]').waitFor();
      await page.getByTestId('theme-clear-accent').click();
      await mainChat(page).locator('html:not([style*="--theme-accent:"])').waitFor();
      expect(await accent()).toBe('');
      await mainChat(page).getByTestId('log').waitFor();

      await page.getByTestId('tab-events').click();
      await page.locator('button[data-testid=listen-GlobalUnreadCountNotifications]').click();
      const bob = await openPage('?streamId=rates-research');
      await bob.page.getByTestId('setting-streamId').fill('onboarding');
      await bob.page.getByTestId('render').click();
      await logInTo(mainChat(bob.page), 'bob');
      await say(mainChat(bob.page), 'The log shows this');
      const events = page.locator('[data-testid=log-entry][data-kind=event]');
      await events.filter({ hasText: 'GlobalUnreadCountNotifications' }).first().waitFor();

      const shared = new URL(page.url()).hash;
      const { page: copy } = await openPage(shared);
      await copy.getByTestId('tab-settings').click();
      expect(await copy.getByTestId('setting-showTitle').isChecked()).toBeFalse();
      await copy.getByTestId('tab-theme').click();
      expect(await copy.getByTestId('theme-primary').inputValue()).toBe('#8d1f42');
      expect(complaints).toEqual([]);
    },
    SPEC_MS,
  );

  it(
    'shows the whole client in Collaboration mode, and has one container there',
    async () => {
      const { page, complaints } = await openPage();
      await page.getByTestId('mode-full').click();
      await page.waitForURL(/mode=full/);
      await page.getByTestId('render').click();
      await logInTo(mainChat(page), 'carol');
      await mainChat(page).getByTestId('chat-list').waitFor();
      expect(await page.locator('#second').count()).toBe(0);
      expect(complaints).toEqual([]);
    },
    SPEC_MS,
  );

  for (const colorScheme of ['light', 'dark'] as const) {
    it(
      `can be used by everybody, when the system is ${colorScheme}`,
      async () => {
        const { page } = await openPage();
        await page.emulateMedia({ colorScheme });
        await openForm(page, 'createRoom');
        await run(page, 'createRoom');
        for (const panel of ['functions', 'settings', 'theme', 'events']) {
          await page.getByTestId(`tab-${panel}`).click();
          expect(await graveFindings(page))
            .withContext(panel)
            .toEqual([]);
        }
        await page.setViewportSize({ width: 360, height: 740 });
        const isTooWide = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth > clientWidth;
        });
        expect(isTooWide).toBeFalse();
        expect(await graveFindings(page))
          .withContext('narrow')
          .toEqual([]);
      },
      SPEC_MS,
    );
  }
});
