import type { Page } from 'playwright-core';
import { logInTo } from './testing/portalVisit.js';
import { putPage } from './testing/putPage.js';
import { SPEC_MS, useBrowsers } from './testing/useBrowsers.js';
import { SEED_IDS } from '../pod/seed/seedUsers.js';

/** What a documented page keeps of what its calls resolved with. */
type DocumentedPage = Window & {
  results: unknown[];
  symphony: { openStream(id: string, selector?: string): Promise<unknown>; logout(): Promise<unknown> };
};

const CHAT: unknown = {
  streamId: 'fx-desk',
  userIds: [SEED_IDS.alice, SEED_IDS.bob, SEED_IDS.carol, SEED_IDS.dave],
};

const resultsOf = (page: Page): Promise<unknown[]> =>
  page.evaluate(() => (window as unknown as DocumentedPage).results);

describe('A page with the documented script tag', () => {
  const browsers = useBrowsers();

  /** Opens a page of portal A that is as the documentation shows it. */
  async function openDocumented(body: string): Promise<{ page: Page; complaints: string[] }> {
    const { context, open, complaints } = await browsers.visitor();
    const url = new URL('/documented', browsers.sandbox.portalAUrl).href;
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8" /><title>Documented</title>
      <style>div { height: 400px }</style></head><body>${body.replaceAll('POD', browsers.sandbox.podUrl)}</body></html>`;
    await putPage(context, url, { html });
    return { page: await open(url), complaints };
  }

  it(
    'renders when the page says so, opens another chat beside it, and logs out',
    async () => {
      const { page, complaints } = await openDocumented(`
        <div class="symphony-ecm"></div>
        <div id="chat-2"><p id="own">What the page had there</p></div>
        <script>
          window.results = [];
          window.onSdkLoaded = async () => {
            results.push(typeof window.symphony);
            results.push(await window.symphony.render('symphony-ecm', { streamId: 'fx-desk', mode: 'dark' }));
          };
        </script>
        <script id="symphony-ecm-sdk" render="explicit" data-onload="onSdkLoaded"
                data-partner-id="acme" src="POD/embed/sdk.js"></script>`);
      const main = page.frameLocator('.symphony-ecm iframe');
      await logInTo(main, 'alice');
      await main.getByTestId('log').waitFor();
      expect(await page.locator('iframe').getAttribute('src')).toContain('partnerId=acme');
      expect(await resultsOf(page)).toEqual(['object', CHAT]);

      const opened = await page.evaluate(() =>
        (window as unknown as DocumentedPage).symphony.openStream('onboarding', '#chat-2'),
      );
      expect(opened).toEqual(jasmine.objectContaining({ streamId: 'onboarding' }));
      await page.frameLocator('#chat-2 iframe').getByTestId('log').waitFor();

      const answers = await page.evaluate(async () => {
        const { symphony } = window as unknown as DocumentedPage;
        return [await symphony.logout(), await symphony.openStream('fx-desk')];
      });
      expect(answers).toEqual([
        {},
        jasmine.objectContaining({ type: 'NOT_RENDERED', message: jasmine.any(String) }),
      ]);
      expect(await page.locator('iframe').count()).toBe(0);
      expect(await page.locator('#own').count()).toBe(1);
      expect(complaints).toEqual([]);
    },
    SPEC_MS,
  );

  it(
    'fills every container by itself when it is not explicit, each with its own attributes',
    async () => {
      const { page, complaints } = await openDocumented(`
        <div class="symphony-ecm" data-stream-id="fx-desk" data-mode="dark" data-show-title="false"></div>
        <div class="symphony-ecm" data-stream-id="alice-bob"></div>
        <script id="symphony-ecm-sdk" data-partner-id="acme" src="POD/embed/sdk.js"></script>`);
      const [first, second] = [0, 1].map((index) =>
        page.locator('.symphony-ecm').nth(index).frameLocator('iframe'),
      );
      if (!first || !second) throw new Error('The page has two containers.');
      await logInTo(first, 'alice');
      await first.getByTestId('log').waitFor();
      await second.getByTestId('log').waitFor();
      expect(await second.getByTestId('chat-title').allInnerTexts()).toEqual(['Bob Okafor']);
      expect(await first.getByTestId('chat-title').count()).toBe(0);
      expect(await page.locator('iframe').count()).toBe(2);
      expect(complaints).toEqual([]);
    },
    SPEC_MS,
  );

  it(
    'shows the whole client with data-mode="full"',
    async () => {
      const { page, complaints } = await openDocumented(`
        <div class="symphony-ecm"></div>
        <script>
          window.results = [];
          window.onSdkLoaded = async () => results.push(await window.symphony.render());
        </script>
        <script id="symphony-ecm-sdk" render="explicit" data-onload="onSdkLoaded" data-mode="full"
                data-partner-id="acme" src="POD/embed/sdk.js"></script>`);
      const client = page.frameLocator('.symphony-ecm iframe');
      await logInTo(client, 'bob');
      await client.getByTestId('chat-list').getByRole('button', { name: 'FX desk' }).click();
      await client.getByTestId('message').first().waitFor();
      expect(await page.locator('iframe').getAttribute('src')).toContain(
        '/client-bff/index.html?embed=true&',
      );
      expect(await resultsOf(page)).toEqual([{}]);
      expect(complaints).toEqual([]);
    },
    SPEC_MS,
  );

  it(
    'may be put in from JavaScript, twice, and keeps what is rendered',
    async () => {
      const { page, complaints } = await openDocumented(`
        <div class="symphony-ecm"></div>
        <script>
          window.results = [];
          window.putIn = () => new Promise((resolve) => {
            document.getElementById('symphony-ecm-sdk')?.remove();
            window.onSdkLoaded = resolve;
            const script = document.createElement('script');
            script.id = 'symphony-ecm-sdk';
            script.setAttribute('render', 'explicit');
            script.dataset.onload = 'onSdkLoaded';
            script.src = 'POD/embed/sdk.js';
            document.body.append(script);
          });
          putIn().then(() => window.symphony.render('symphony-ecm', { streamId: 'fx-desk' })).then((chat) => results.push(chat));
        </script>`);
      await logInTo(page.frameLocator('iframe'), 'alice');
      await page.frameLocator('iframe').getByTestId('log').waitFor();
      const logout = await page.evaluate(async () => {
        const documented = window as unknown as DocumentedPage & { putIn(): Promise<void> };
        await documented.putIn();
        return documented.symphony.logout();
      });
      expect(logout).toEqual({});
      expect(await page.locator('iframe').count()).toBe(0);
      expect(await resultsOf(page)).toEqual([CHAT]);
      expect(complaints).toEqual([]);
    },
    SPEC_MS,
  );

  it(
    'may do without the SDK, with the settings in the address of the iframe',
    async () => {
      const { page, complaints } = await openDocumented(
        `<iframe src="POD/embed/index.html?streamId=fx-desk&partnerId=acme&mode=dark&condensed=true&showMembers=false" width="600" height="500"></iframe>`,
      );
      const chat = page.frameLocator('iframe');
      await logInTo(chat, 'alice');
      await chat.getByTestId('log').waitFor();
      expect(await chat.getByTestId('chat-title').innerText()).toBe('FX desk');
      expect(await chat.getByTestId('members').count()).toBe(0);

      await chat.getByTestId('user-menu').click();
      await chat.getByTestId('app-logout').click();
      await chat.getByTestId('ended').waitFor();
      expect(await chat.getByTestId('message').count()).toBe(0);
      await chat.getByTestId('notice-action').click();
      await chat.getByTestId('login').waitFor();
      expect(complaints).toEqual([]);
    },
    SPEC_MS,
  );
});
