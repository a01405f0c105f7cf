import type { BrowserContext, Page } from 'playwright-core';
import { startDocumentedPod, type DocumentedPod } from '../../test/checkPod/documentedPod.js';
import { launchBrowser, type LaunchedBrowser } from './testing/launchBrowser.js';
import { putPage } from './testing/putPage.js';
import { SPEC_MS, START_MS } from './testing/useBrowsers.js';

type PortalWindow = Window & {
  heard: unknown[];
  symphony: {
    render(container: string, configuration: object): Promise<unknown>;
    checkAuth(preload: null): Promise<unknown>;
    listen(options: object): void;
    logout(): Promise<unknown>;
  };
};

const PORTAL = 'http://portal.localhost:4100';

describe('The smallest pod of the documentation', () => {
  let pod: DocumentedPod;
  let launched: LaunchedBrowser;
  let context: BrowserContext;

  beforeAll(async () => {
    pod = await startDocumentedPod([PORTAL]);
    launched = await launchBrowser();
  }, START_MS);

  beforeEach(async () => {
    context = await launched.browser.newContext();
    await putPage(context, `${PORTAL}/`, {
      html: `<!doctype html><title>Portal</title><div class="chat"></div>
        <script id="symphony-ecm-sdk" render="explicit" src="${pod.podUrl}/embed/sdk.js"></script>`,
    });
  });

  afterEach(async () => {
    await context.close();
  });

  afterAll(async () => {
    await launched.close();
    await pod.stop();
  }, START_MS);

  async function openPortal(): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${PORTAL}/`);
    return page;
  }

  /** Renders a chat. Resolves when `render` does. */
  function render(page: Page): Promise<unknown> {
    return page.evaluate(() => {
      const portal = window as unknown as PortalWindow;
      portal.heard = [];
      portal.symphony.listen({
        type: 'SessionNotifications',
        callback: (payload: unknown) => portal.heard.push(payload),
      });
      return portal.symphony.render('chat', { streamId: 'fx' });
    });
  }

  const logOut = (page: Page): Promise<unknown> =>
    page.evaluate(() => (window as unknown as PortalWindow).symphony.logout());
  const checkAuth = (page: Page): Promise<unknown> =>
    page.evaluate(() => (window as unknown as PortalWindow).symphony.checkAuth(null));

  it(
    'logs in, shows a chat, logs out of every tab, and confirms that once more',
    async () => {
      const first = await openPortal();
      const rendered = render(first);
      await first.frameLocator('iframe').getByRole('button', { name: 'Log in' }).click();
      expect(await rendered).toEqual(jasmine.objectContaining({ streamId: 'fx' }));
      await first.frameLocator('iframe').getByText('Chat fx').waitFor();

      const second = await openPortal();
      expect(await checkAuth(second)).toEqual({ isLoggedIn: true, authenticationType: 'password' });
      expect(await render(second)).toEqual(jasmine.objectContaining({ streamId: 'fx' }));

      expect(await logOut(first)).toEqual({});
      expect(await first.locator('iframe').count()).toBe(0);
      await second.waitForFunction(() => (window as unknown as PortalWindow).heard.length > 0);
      expect(await second.evaluate(() => (window as unknown as PortalWindow).heard)).toEqual([
        jasmine.objectContaining({ reason: 'logout' }),
      ]);
      expect(await checkAuth(first)).toEqual({ isLoggedIn: false, authenticationType: 'password' });
      // Nothing is rendered any more, so the service page asks.
      expect(await logOut(first)).toEqual({});
    },
    SPEC_MS,
  );

  it(
    'does not confirm a logout to a browser in which nobody has logged in',
    async () => {
      const page = await openPortal();
      expect(await logOut(page)).toEqual({
        error: jasmine.objectContaining({
          type: 'LOGOUT_UNCONFIRMED',
          data: jasmine.objectContaining({ topLevelLogoutUrl: `${pod.podUrl}/apps/logout` }),
        }),
      });
    },
    SPEC_MS,
  );
});
