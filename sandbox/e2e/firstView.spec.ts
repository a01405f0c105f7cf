import type { Route } from 'playwright-core';
import { brotliCompressSync } from 'node:zlib';
import { until } from '../pod/testing/until.js';
import { loopbackFetch } from '../sites/loopbackFetch.js';
import { CHAT_SCRIPT } from './testing/chatScript.js';
import { EmbeddedPage } from './testing/embeddedPage.js';
import { hear, say } from './testing/portalVisit.js';
import { SPEC_MS, useBrowsers, type Visitor } from './testing/useBrowsers.js';

/** What a frame may need over the wire to show a chat, when all of it is compressed. */
const FIRST_VIEW_BYTES = 90_000;

const FX_DESK = { streamId: 'fx-desk' };

describe('A frame that shows a chat', () => {
  const browsers = useBrowsers();

  /** Lets nothing through that the app loads by itself later; resolves with what its page loads. */
  async function keepTheRestAway(visitor: Visitor): Promise<string[]> {
    const { podUrl } = browsers.sandbox;
    const page = await (await loopbackFetch(`${podUrl}/embed/index.html`)).text();
    const first = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path);
    await visitor.context.route(`${podUrl}/embed/assets/**`, (route: Route) =>
      first.includes(new URL(route.request().url()).pathname) ? route.continue() : route.abort(),
    );
    return first;
  }

  it(
    'needs little for that, and takes messages before the rest is there',
    async () => {
      const visitor = await browsers.visitor();
      const first = await keepTheRestAway(visitor);
      const alice = await EmbeddedPage.rendered(browsers, 'alice', FX_DESK, {}, visitor);
      await say(alice.main, 'Nothing else was needed');
      await hear(alice.main, 'Nothing else was needed');

      const files = [...first, '/embed/index.html'].map(async (path) => {
        const answer = await loopbackFetch(new URL(path, browsers.sandbox.podUrl));
        return brotliCompressSync(await answer.arrayBuffer()).length;
      });
      const bytes = (await Promise.all(files)).reduce((sum, size) => sum + size, 0);
      expect(bytes).toBeLessThan(FIRST_VIEW_BYTES);
    },
    SPEC_MS,
  );

  it(
    'tells its page when a dialog cannot be loaded, and shows it the next time',
    async () => {
      const visitor = await browsers.visitor();
      await keepTheRestAway(visitor);
      const alice = await EmbeddedPage.rendered(browsers, 'alice', FX_DESK, {}, visitor);
      const { error } = await alice.call<{ error?: { type: string } }>('createRoom', 'Desk', [], {});
      expect(error?.type).toBe('CONNECTION_FAILED');
      expect(await alice.main.getByTestId('log').isVisible()).toBeTrue();

      await visitor.context.unrouteAll();
      await alice.start('room', 'createRoom', 'Desk', [], {});
      await alice.main.getByTestId('dialog').waitFor();
    },
    SPEC_MS,
  );

  it(
    'tells its page when its script cannot be loaded, and the user, too',
    async () => {
      const visitor = await browsers.visitor();
      await visitor.context.route(CHAT_SCRIPT, (route) => route.abort());
      const alice = await EmbeddedPage.open(browsers, {}, visitor);
      const { error } = await alice.renderAs('alice', FX_DESK);
      expect(error).toEqual(jasmine.objectContaining({ type: 'CONNECTION_FAILED' }));
      const page = await visitor.open(`${browsers.sandbox.podUrl}/embed/index.html`);
      await page.getByText('The chat could not be loaded').waitFor();
    },
    SPEC_MS,
  );

  it(
    'is shown without its style sheet, if that cannot be loaded',
    async () => {
      const visitor = await browsers.visitor();
      await visitor.context.route(/\/assets\/chat\.[^/]*\.css$/, (route) => route.abort());
      const alice = await EmbeddedPage.rendered(browsers, 'alice', FX_DESK, {}, visitor);
      await alice.main.getByTestId('message').first().waitFor();
      expect(await alice.main.getByTestId('message').count()).toBeGreaterThan(1);
    },
    SPEC_MS,
  );

  it(
    'can be logged out before its script is there',
    async () => {
      const visitor = await browsers.visitor();
      const alice = await EmbeddedPage.rendered(browsers, 'alice', FX_DESK, {}, visitor);
      await visitor.context.route(CHAT_SCRIPT, () => new Promise(() => undefined));
      const answered = alice.page.waitForResponse(/\/session\/start$/);
      await alice.start('shown', 'openStream', 'alice-bob', '#second');
      await answered;
      expect(await alice.call<object>('logout')).toEqual({});
      const [shown] = await alice.allHeard('shown');
      expect(shown).toEqual(jasmine.objectContaining({ type: 'LOGGED_OUT' }));
      expect(visitor.complaints).toEqual([]);
    },
    SPEC_MS,
  );

  it(
    'offers all emojis to the keyboard, and keeps nothing of them in the browser',
    async () => {
      const visitor = await browsers.visitor();
      const alice = await EmbeddedPage.rendered(browsers, 'alice', FX_DESK, {}, visitor);
      await alice.main.getByTestId('emoji').press('Enter');
      const search = alice.main.getByRole('combobox', { name: 'Search' });
      await search.waitFor();
      await alice.main.getByRole('menuitem', { name: 'grinning face', exact: false }).first().waitFor();
      // At once: each letter would be a search of its own, which forgets what was chosen in the one before.
      await alice.page.keyboard.insertText('chart decreas');
      const found = alice.main.getByRole('option');
      await until('one emoji is found', async () => (await found.count()) === 1);
      await alice.page.keyboard.press('ArrowDown');
      await alice.page.keyboard.press('Enter');
      await alice.main.getByRole('dialog', { name: 'Emoji' }).waitFor({ state: 'hidden' });
      expect(await alice.main.getByTestId('composer').inputValue()).toBe('📉');
      const databases = await alice.main
        .locator('body')
        .evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
      expect(databases).toEqual([]);
      expect(visitor.complaints).toEqual([]);
    },
    SPEC_MS,
  );
});
