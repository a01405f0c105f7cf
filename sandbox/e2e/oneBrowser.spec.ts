import { EmbeddedPage } from './testing/embeddedPage.js';
import { inEachBrowser } from './testing/inEachBrowser.js';
import { fillIn, logInTo, openLoginWindow } from './testing/portalVisit.js';
import { SPEC_MS, useBrowsers, type Visitor } from './testing/useBrowsers.js';

type Way = 'password' | 'popup' | 'token';

interface Row {
  /** How the users log in in portal A and in portal B. */
  ways: [Way, Way];
  isSameUser: boolean;
  /** Whether the user of portal A is logged in in a tab of the pod as well. */
  hasTab: boolean;
}

/*
 * Each way in A with each way in B, and each of them with the same and with another user, with and without a tab. A popup
 * lets in whoever is logged in in a tab, so that two popups are for the same user. The pod's own specs have all of them.
 */
const ROWS: Row[] = [
  { ways: ['password', 'password'], isSameUser: false, hasTab: true },
  { ways: ['password', 'popup'], isSameUser: true, hasTab: false },
  { ways: ['password', 'token'], isSameUser: true, hasTab: true },
  { ways: ['popup', 'password'], isSameUser: false, hasTab: false },
  { ways: ['popup', 'popup'], isSameUser: true, hasTab: true },
  { ways: ['popup', 'token'], isSameUser: true, hasTab: false },
  { ways: ['token', 'password'], isSameUser: true, hasTab: false },
  { ways: ['token', 'popup'], isSameUser: true, hasTab: true },
  { ways: ['token', 'token'], isSameUser: false, hasTab: true },
];

async function logInByPopup(embedded: EmbeddedPage, { context }: Visitor, user: string): Promise<void> {
  const popup = await openLoginWindow(embedded.main, context);
  const isIn = embedded.main.getByTestId('log').waitFor();
  // Without a form where somebody is logged in in a tab.
  const isFilled = fillIn(popup, user).catch((thrown: unknown) => {
    if (!popup.isClosed()) throw thrown;
  });
  await Promise.all([isIn, isFilled]);
}

inEachBrowser(
  'A logout in one portal',
  (browser) => {
    const browsers = useBrowsers({ browser });

    /** Opens a portal, and logs in in its chat. */
    async function enter(
      visitor: Visitor,
      portal: 'acme' | 'globex',
      way: Way,
      user: string,
    ): Promise<EmbeddedPage> {
      const page = await EmbeddedPage.open(browsers, { portal }, visitor);
      const chat = { streamId: 'fx-desk' };
      if (way === 'token') await page.renderAs(user, chat);
      else await page.start('rendered', 'render', 'symphony-ecm', chat);
      if (way === 'password') await logInTo(page.main, user);
      if (way === 'popup') await logInByPopup(page, visitor, user);
      await page.main.getByTestId('log').waitFor();
      return page;
    }

    const isIn = async (page: EmbeddedPage): Promise<boolean> =>
      (await page.ask<{ loggedIn: boolean }>('/session')).loggedIn;

    for (const { ways, isSameUser, hasTab } of ROWS) {
      const [wayA, wayB] = ways;
      const expected = isSameUser ? 'ends the user’s session' : 'leaves another user’s session alone';
      it(
        `${expected} in another portal: ${wayA}, then ${wayB}${hasTab ? ', beside a tab of the pod' : ''}`,
        async () => {
          const visitor = await browsers.visitor();
          const tab = hasTab ? await visitor.open(`${browsers.sandbox.podUrl}/apps/login`) : undefined;
          if (tab) {
            await fillIn(tab, 'alice');
            await tab.locator('#log-out').waitFor();
          }
          const pageA = await enter(visitor, 'acme', wayA, 'alice');
          const pageB = await enter(visitor, 'globex', wayB, isSameUser ? 'alice' : 'bob');
          expect(await pageA.call<object>('logout')).toEqual({});

          if (isSameUser) await pageB.main.getByTestId('ended').waitFor();
          else expect(await pageB.main.getByTestId('message').count()).toBeGreaterThan(0);
          expect(await isIn(pageB)).toBe(!isSameUser);
          if (tab) {
            await tab.reload();
            await tab.locator('#login-form').waitFor({ state: 'visible' });
          }
          await pageA.start('again', 'render', 'symphony-ecm', { streamId: 'fx-desk' });
          await pageA.main.getByTestId('login').waitFor();
        },
        SPEC_MS,
      );
    }

    it(
      'leaves the same user alone in a browser that is proven to be another one',
      async () => {
        const here = await browsers.visitor();
        const elsewhere = await browsers.visitor({ like: here });
        const page = await enter(here, 'acme', 'popup', 'alice');
        const otherPage = await enter(elsewhere, 'acme', 'popup', 'alice');
        expect(await page.call<object>('logout')).toEqual({});
        expect(await isIn(otherPage)).toBeTrue();
        expect(await otherPage.main.getByTestId('message').count()).toBeGreaterThan(0);
      },
      SPEC_MS,
    );
  },
  ['chromiumSharing', 'chromiumRefusing', 'firefox'],
);
