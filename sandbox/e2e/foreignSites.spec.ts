import type { Page } from 'playwright-core';
import { isLoggedIn, openChats } from './testing/portalVisit.js';
import { putPage } from './testing/putPage.js';
import { SPEC_MS, useBrowsers, type Visitor } from './testing/useBrowsers.js';

const FORGED = { loggedOut: false, reason: 'FORBIDDEN' };

type RenderingPage = Window & { symphony: { render(): Promise<unknown> } };

describe('A site that the pod has not let in', () => {
  const browsers = useBrowsers();

  async function openPage({ context, open }: Visitor, site: string, partnerId: string): Promise<Page> {
    const { podUrl, port } = browsers.sandbox;
    const url = `http://${site}:${port}/foreign`;
    await putPage(context, url, {
      html: `<!doctype html><html lang="en"><head><title>Foreign</title></head><body><div class="symphony-ecm"></div>
        <form id="forged" method="post" action="${podUrl}/session/logout"><button>Win</button></form>
        <script id="symphony-ecm-sdk" render="explicit" data-partner-id="${partnerId}" src="${podUrl}/embed/sdk.js"></script>
        </body></html>`,
    });
    return open(url);
  }

  for (const [who, site, partnerId] of [
    ['a stranger with the id of a partner', 'stranger.localhost', 'acme'],
    ['a partner with the id of another', 'a.localhost', 'globex'],
    ['a partner with an id that nobody has', 'a.localhost', 'nobody'],
  ] as const) {
    it(
      `gets no frame: ${who}`,
      async () => {
        const visitor = await browsers.visitor();
        const page = await openPage(visitor, site, partnerId);
        const told = await page.evaluate(() => (window as unknown as RenderingPage).symphony.render());
        expect(told).toEqual(
          jasmine.objectContaining({
            type: 'CONNECTION_FAILED',
            message: jasmine.stringContaining('did not say hello'),
          }),
        );
        expect(await page.locator('iframe').count()).toBe(0);
        expect(visitor.complaints).toEqual([jasmine.stringContaining('frame-ancestors')]);
      },
      SPEC_MS,
    );
  }

  it(
    'cannot log anybody out, neither by a script nor by a form',
    async () => {
      const visitor = await browsers.visitor();
      const portal = await visitor.open(browsers.sandbox.portalAUrl);
      await openChats(portal, 'alice');
      const page = await openPage(visitor, 'stranger.localhost', 'acme');

      const url = `${browsers.sandbox.podUrl}/session/logout`;
      const sent = await page.evaluate(async (target) => {
        const [quietly, openly] = await Promise.all(
          (['no-cors', 'cors'] as const).map((mode) =>
            fetch(target, { method: 'POST', mode, credentials: 'include' }).catch(String),
          ),
        );
        return [quietly, openly, navigator.sendBeacon(target)];
      }, url);
      expect(sent).toEqual(['TypeError: Failed to fetch', 'TypeError: Failed to fetch', true]);
      const [navigated] = await Promise.all([
        page.waitForResponse(url),
        page.locator('#forged button').click(),
      ]);
      expect(navigated.status()).toBe(403);
      await page.waitForURL(url);
      expect(JSON.parse(await page.locator('body').innerText())).toEqual(FORGED);

      expect(await isLoggedIn(portal)).toBeTrue();
      expect(await portal.getByTestId('session-banner').count()).toBe(0);
    },
    SPEC_MS,
  );
});
