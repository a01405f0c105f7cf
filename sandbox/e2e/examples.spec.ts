import { readdir, readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { folders } from '../projectFolders.js';
import { LoopbackServer } from '../sites/loopbackServer.js';
import { hear, logInTo, say } from './testing/portalVisit.js';
import { SPEC_MS, START_MS, useBrowsers } from './testing/useBrowsers.js';

const EXAMPLES = ['html', 'react', 'vue'] as const;
const MAX_LINES = 60;
const dist = join(folders.root, 'dist');

/** Builds an example, as its own project would. Only where the package is has to be said. */
async function buildExample(name: string, outDir: string): Promise<void> {
  await build({
    root: join(folders.root, 'docs/examples', name),
    base: './',
    logLevel: 'error',
    resolve: {
      alias: {
        'symphony-embed/host': join(dist, 'host.mjs'),
        'symphony-embed/inspector': join(dist, 'inspector.mjs'),
        'symphony-embed/element': join(dist, 'bindings/element.js'),
        'symphony-embed/react': join(dist, 'bindings/react.js'),
      },
    },
    build: { outDir, emptyOutDir: true, target: 'es2022' },
  });
}

describe('The examples of docs/examples', () => {
  let folder: string;
  let server: LoopbackServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'symphony-embed-examples-'));
    for (const name of EXAMPLES) await buildExample(name, join(folder, name));
    server = await LoopbackServer.listen(0, {
      request: ({ url = '' }, response) => {
        const { pathname } = new URL(url, 'http://localhost');
        const file = join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
        const type = file.endsWith('.js')
          ? 'text/javascript'
          : file.endsWith('.css')
            ? 'text/css'
            : 'text/html';
        readFile(file).then(
          (content) => response.writeHead(200, { 'content-type': type }).end(content),
          () => response.writeHead(204).end(),
        );
      },
      upgrade: (_request, socket) => socket.destroy(),
    });
  }, START_MS);

  const origin = (): string => `http://localhost:${server.port}`;
  const browsers = useBrowsers({ sandbox: () => ({ partnerOrigins: [origin()] }) });

  /** Opens an example, with a chat of the sandbox. */
  async function visit(
    name: string,
    parameters: Record<string, string> = {},
  ): Promise<{ page: Page; complaints: string[] }> {
    const { podUrl, ownPortals } = browsers.sandbox;
    const partner = String(ownPortals[0]?.partnerId);
    const query = new URLSearchParams({ pod: podUrl, partner, stream: 'fx-desk', ...parameters });
    const { open, complaints } = await browsers.visitor();
    return { page: await open(`${origin()}/${name}/?${query.toString()}`), complaints };
  }

  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('are short', async () => {
    const all = await readdir(join(folders.root, 'docs/examples'), { recursive: true, withFileTypes: true });
    const files = all.filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(8);
    for (const { parentPath, name } of files) {
      const lines = (await readFile(join(parentPath, name), 'utf8')).trim().split('\n').length;
      expect(lines).withContext(name).toBeLessThan(MAX_LINES);
    }
  });

  for (const name of EXAMPLES) {
    it(
      `show a chat, its state and its unread messages, and log out: ${name}`,
      async () => {
        const { page, complaints } = await visit(name);
        const chat = page.frameLocator('iframe');
        await logInTo(chat, 'alice');
        await say(chat, `From ${name}`);
        await hear(chat, `From ${name}`);
        await page.getByText('ready').waitFor();
        expect(await page.locator('iframe').count()).toBe(1);

        await page.getByRole('button', { name: 'Log out' }).click();
        await page.getByText('You are logged out.').waitFor();
        expect(await page.locator('iframe').count()).toBe(0);
        expect(complaints).toEqual([]);
      },
      SPEC_MS,
    );
  }

  it(
    'show the inspector, and the chat again after a logout: react',
    async () => {
      const { page, complaints } = await visit('react', { inspect: '' });
      await logInTo(page.frameLocator('iframe'), 'alice');
      // As docs/inspector.md says it can be done in any portal.
      await page.evaluate(() => {
        const frame = document.querySelector('iframe')?.contentWindow;
        const armed = new Promise((resolve) => {
          addEventListener('message', resolve, { once: true });
        });
        frame?.postMessage({ sandboxFault: 'throws' }, '*');
        return armed.then(() => undefined);
      });
      await page.getByRole('button', { name: 'Log out' }).click();
      await page.getByRole('alert').getByText('#main-chat (failed)').waitFor();
      await page.getByTestId('advice').getByText('#main-chat:').waitFor();
      await page.getByRole('button', { name: 'Open the chat' }).click();
      await logInTo(page.frameLocator('iframe'), 'alice');
      await page.getByText('Session: ready').waitFor();
      // What the page said of the logout before is no longer true.
      expect(await page.getByRole('alert').count()).toBe(0);
      expect(complaints).toEqual([]);
    },
    SPEC_MS,
  );
});
