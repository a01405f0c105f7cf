import type { Page } from 'playwright-core';
import { ChromeSession } from './testing/chromeSession.js';
import { chatIn, isLoggedIn, logOut, openChats, type ShownLogout } from './testing/portalVisit.js';
import { SPEC_MS, useBrowsers } from './testing/useBrowsers.js';

const HANG_MS = 8_000;

/** What faults of portal A do in Desk 1, and what becomes of it, before the deadline. The other frames have none. */
const FAULTS = [
  ['throws', 'throws', 'failed'],
  ['reloads', 'reloads', 'gone'],
  ['goes to another site', 'navigates', 'gone'],
  ['is removed by the page', 'removed', 'gone'],
] as const;

async function arm(page: Page, slot: string, fault: string): Promise<void> {
  await page.getByTestId(`fault-${slot}`).selectOption(fault);
  // The page itself removes a frame: then there is nothing that the frame would have to know.
  if (fault !== 'removed') await page.locator(`[data-testid=fault-${slot}][data-armed=${fault}]`).waitFor();
}

function outcomesOf({ rows }: ShownLogout): Record<string, string> {
  return Object.fromEntries(rows.map(({ frame, outcome }) => [frame, outcome]));
}

describe('A logout of three chats', () => {
  const browsers = useBrowsers();

  async function openThree(): Promise<Page> {
    const { open } = await browsers.visitor();
    const page = await open(browsers.sandbox.portalAUrl);
    await openChats(page, 'alice', ['1', '2']);
    return page;
  }

  async function expectLoggedOut(page: Page): Promise<void> {
    await page.getByTestId('render').click();
    await chatIn(page, 'main').getByTestId('login').waitFor();
    expect(await isLoggedIn(page)).toBeFalse();
  }

  for (const [name, fault, outcome] of FAULTS) {
    it(
      `takes all away and says which frame did not confirm when one ${name}`,
      async () => {
        const page = await openThree();
        await arm(page, '1', fault);
        const shown = await logOut(page);
        expect(shown.verdict).withContext(shown.headline).toBe('incomplete');
        expect(outcomesOf(shown)).toEqual({
          'Main chat': 'acknowledged',
          'Desk 1': outcome,
          'Desk 2': 'acknowledged',
        });
        expect(await page.locator('iframe').count()).toBe(0);
        await expectLoggedOut(page);
      },
      SPEC_MS,
    );
  }

  it(
    'is done when the frame that is to revoke cannot reach the pod, since another one can',
    async () => {
      const page = await openThree();
      await arm(page, 'main', 'unreachable');
      const shown = await logOut(page);
      expect(shown.verdict).withContext(shown.headline).toBe('done');
      expect(Object.values(outcomesOf(shown))).toEqual(Array<string>(3).fill('acknowledged'));
      expect(await page.locator('iframe').count()).toBe(0);
      await expectLoggedOut(page);
    },
    SPEC_MS,
  );

  it(
    'ends at its deadline when a frame never finishes, or hangs, and with it all that share its process',
    async () => {
      const faults = ['never', 'hangs'] as const;
      const pages = await Promise.all(faults.map(() => openThree()));
      const shown = await Promise.all(
        pages.map(async (page, index) => {
          await arm(page, '1', faults[index] ?? '');
          return logOut(page);
        }),
      );
      for (const [index, page] of pages.entries()) {
        const one = shown[index];
        expect(one?.verdict)
          .withContext(one?.headline ?? '')
          .toBe('incomplete');
        expect(one && outcomesOf(one)['Desk 1']).toBe('timedOut');
        expect(await page.locator('iframe').count()).toBe(0);
      }
      expect(shown[0] && outcomesOf(shown[0])['Main chat']).toBe('acknowledged');
    },
    SPEC_MS,
  );

  it(
    'ends although a frame dies of it, and with it all that share its process',
    async () => {
      const page = await openThree();
      await arm(page, '1', 'crashes');
      const session = await ChromeSession.to(page);
      await session.click('logout');
      const shown = await session.shownLogout();
      expect(shown.verdict).withContext(shown.headline).toBe('incomplete');
      // A busy machine may need longer than the deadline to end a process. Then nobody can know of it.
      expect(['gone', 'timedOut']).toContain(outcomesOf(shown)['Desk 1'] ?? '');
      expect(await session.count('iframe')).toBe(0);
    },
    SPEC_MS,
  );

  it(
    'is made by the page itself when every frame of the pod hangs',
    async () => {
      const page = await openThree();
      await chatIn(page, '1')
        .locator('body')
        .evaluate((_body, hangMs) => {
          setTimeout(() => {
            const end = performance.now() + hangMs;
            while (performance.now() < end);
          }, 0);
        }, HANG_MS);
      const [answer, shown] = await Promise.all([
        page.waitForResponse(`${browsers.sandbox.podUrl}/session/logout`),
        logOut(page),
      ]);
      expect(shown.verdict).withContext(shown.headline).toBe('incomplete');
      expect(Object.values(outcomesOf(shown))).toEqual(Array<string>(3).fill('timedOut'));
      expect(await page.locator('iframe').count()).toBe(0);
      expect(shown.storage).toMatch(/^May be left: /);
      expect(shown.hostRequest).toBe('The pod confirmed it: status 200.');
      expect(answer.frame()).toBe(page.mainFrame());
      expect(await answer.json()).toEqual({ loggedOut: true, already: false, scope: 'browser' });
    },
    SPEC_MS,
  );
});
