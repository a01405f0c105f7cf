import { chatIn, hear, isLoggedIn, logInTo, logOut, openChats, say } from './testing/portalVisit.js';
import { SPEC_MS, useBrowsers } from './testing/useBrowsers.js';

for (const [name, portalUrl] of [
  ['by the script tag', 'portalAUrl'],
  ['as a module', 'portalBUrl'],
] as const) {
  describe(`A portal that uses the SDK ${name}`, () => {
    const browsers = useBrowsers();

    it(
      'logs in, chats live with another browser, and logs out for good',
      async () => {
        const url = browsers.sandbox[portalUrl];
        const [alice, bob] = [await browsers.visitor(), await browsers.visitor()];
        const [page, bobsPage] = [await alice.open(url), await bob.open(url)];
        await openChats(page, 'alice', ['1', '2']);
        await openChats(bobsPage, 'bob');

        const [question, answer] = [`A question, ${name}`, `An answer, ${name}`];
        await say(chatIn(bobsPage, 'main'), question);
        await hear(chatIn(page, 'main'), question);
        await say(chatIn(page, 'main'), answer);
        await hear(chatIn(bobsPage, 'main'), answer);

        const { verdict, headline, rows } = await logOut(page);
        expect(verdict).withContext(headline).toBe('done');
        expect(rows.map(({ outcome }) => outcome)).toEqual(Array<string>(3).fill('acknowledged'));
        expect(rows.map(({ frame }) => frame).sort()).toEqual(['Desk 1', 'Desk 2', 'Main chat']);
        expect(await page.locator('iframe').count()).toBe(0);

        await page.getByTestId('render').click();
        await chatIn(page, 'main').getByTestId('login').waitFor();
        expect(await isLoggedIn(page)).toBeFalse();
        expect(await isLoggedIn(bobsPage)).toBeTrue();
        expect([...alice.complaints, ...bob.complaints]).toEqual([]);
      },
      SPEC_MS,
    );

    it(
      'logs out by the button in the chat as well',
      async () => {
        const alice = await browsers.visitor();
        const page = await alice.open(browsers.sandbox[portalUrl]);
        await openChats(page, 'alice', ['1']);
        const chat = chatIn(page, '1');
        await chat.getByTestId('user-menu').click();
        await chat.getByTestId('app-logout').click();
        const report = page.locator('[data-testid=report][data-verdict=done]');
        await report.waitFor();
        expect(await page.locator('iframe').count()).toBe(0);
        expect(alice.complaints).toEqual([]);
      },
      SPEC_MS,
    );

    it(
      'logs out also when nothing is rendered, like after a reload of the page',
      async () => {
        const alice = await browsers.visitor();
        const page = await alice.open(browsers.sandbox[portalUrl]);
        await openChats(page, 'alice');
        await page.reload();
        const { verdict, headline, rows } = await logOut(page);
        expect(verdict).withContext(headline).toBe('done');
        expect(rows.map(({ frame, outcome }) => [frame, outcome])).toEqual([
          ['Service frame', 'acknowledged'],
        ]);
        expect(await page.locator('iframe').count()).toBe(0);

        await page.getByTestId('render').click();
        await chatIn(page, 'main').getByTestId('login').waitFor();
        expect(await isLoggedIn(page)).toBeFalse();
        expect(alice.complaints).toEqual([]);
      },
      SPEC_MS,
    );
  });
}

describe('A portal that shows the whole client', () => {
  const browsers = useBrowsers();

  it(
    'opens chats in one frame, and is logged out of it',
    async () => {
      const alice = await browsers.visitor();
      const page = await alice.open(`${browsers.sandbox.portalBUrl}/?mode=collaboration`);
      await page.getByTestId('render').click();
      const client = chatIn(page, 'main');
      await logInTo(client, 'alice');
      await client.getByTestId('chat-list').getByRole('button', { name: 'Rates research' }).click();
      const text = 'From the whole client';
      await say(client, text);
      await hear(client, text);

      const { verdict, headline, rows } = await logOut(page);
      expect(verdict).withContext(headline).toBe('done');
      expect(rows.map(({ outcome }) => outcome)).toEqual(['acknowledged']);
      expect(await page.locator('iframe').count()).toBe(0);
      expect(alice.complaints).toEqual([]);
    },
    SPEC_MS,
  );
});
