import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folders } from '../projectFolders.js';
import { LoopbackServer } from '../sites/loopbackServer.js';
import { hear, logInTo, say } from './testing/portalVisit.js';
import { SPEC_MS, START_MS, useBrowsers } from './testing/useBrowsers.js';

/** The pod of a sandbox that runs by itself, as the documents name it. */
const DOCUMENTED_POD = 'http://pod.localhost:4000';

/** The page that `docs/getting-started.md` tells people to write. */
async function documentedPage(): Promise<string> {
  const text = await readFile(join(folders.root, 'docs/getting-started.md'), 'utf8');
  const [, page] = /```html\n([^]*?)```/.exec(text) ?? [];
  if (page === undefined) throw new Error('Failed to read getting-started.md: it has no page.');
  return page;
}

describe('A portal of your own', () => {
  let server: LoopbackServer;
  let html = '';

  beforeAll(async () => {
    server = await LoopbackServer.listen(0, {
      request: ({ url }, response) => {
        const isPage = url === '/';
        response
          .writeHead(isPage ? 200 : 204, { 'content-type': 'text/html' })
          .end(isPage ? html : undefined);
      },
      upgrade: (_request, socket) => socket.destroy(),
    });
  }, START_MS);

  const origin = (): string => `http://localhost:${server.port}`;
  const browsers = useBrowsers({ sandbox: () => ({ partnerOrigins: [origin()] }) });

  afterAll(() => server.close());

  it(
    'shows a chat and logs out with the ten lines that the documents say',
    async () => {
      const { podUrl, ownPortals } = browsers.sandbox;
      const page = await documentedPage();
      expect(page.trim().split('\n').length).toBe(10);
      html = page.replaceAll(DOCUMENTED_POD, podUrl);
      expect(ownPortals.map((portal) => portal.origin)).toEqual([origin()]);
      expect(html.split('\n')).toContain(String(ownPortals[0]?.scriptTag));

      const { open, complaints } = await browsers.visitor();
      const own = await open(`${origin()}/`);
      const chat = own.frameLocator('.symphony-ecm iframe');
      await logInTo(chat, 'alice');
      await say(chat, 'From a page of my own');
      await hear(chat, 'From a page of my own');

      await own.getByRole('button', { name: 'Log out' }).click();
      await own.getByText('You are logged out.').waitFor();
      expect(await own.locator('iframe').count()).toBe(0);
      await own.reload();
      await chat.getByTestId('login').waitFor();
      expect(complaints).toEqual([]);
    },
    SPEC_MS,
  );

  it(
    'shows extension apps as well',
    async () => {
      const tag = String(browsers.sandbox.ownPortals[0]?.scriptTag);
      html = `<!doctype html><title>My portal</title><div class="symphony-ecm" data-stream-id="fx-desk"
        data-allowed-apps="fx-rates" style="height: 500px"></div>${tag}`;
      const { open, complaints } = await browsers.visitor();
      const own = await open(`${origin()}/`);
      const chat = own.frameLocator('.symphony-ecm iframe');
      await logInTo(chat, 'alice');
      await chat.getByTestId('log').waitFor();
      const opened = own.evaluate(() =>
        (window as unknown as { symphony: { openApp(id: string): Promise<unknown> } }).symphony.openApp(
          'fx-rates',
        ),
      );
      await chat.frameLocator('iframe.app-frame').getByRole('table').waitFor();
      expect(await opened).toBeUndefined();
      expect(complaints).toEqual([]);
    },
    SPEC_MS,
  );
});
