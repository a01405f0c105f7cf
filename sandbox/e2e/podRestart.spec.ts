import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folders } from '../projectFolders.js';
import { findPostgres, NO_POSTGRES, startPostgres } from '../pod/testing/postgresCluster.js';
import { startSandbox, type Sandbox } from '../startSandbox.js';
import { chatIn, hear, logInTo, logOut, openChats, say, shownLogout } from './testing/portalVisit.js';
import { SPEC_MS, START_MS, useBrowsers } from './testing/useBrowsers.js';

describe('A pod that is stopped and started again', () => {
  const browsers = useBrowsers();
  let dataDir: string;
  let sandbox: Sandbox | undefined;
  let port = 0;

  /** On the same port and with the same data each time. */
  async function startPod(): Promise<Sandbox> {
    sandbox = await startSandbox({ port, dataDir, loginsPerMinute: 10_000 });
    if (port && sandbox.port !== port)
      throw new Error(`Failed to start the pod again: port ${port} is taken.`);
    ({ port } = sandbox);
    return sandbox;
  }

  async function stopPod(): Promise<void> {
    await sandbox?.stop();
    sandbox = undefined;
  }

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'symphony-embed-restart-'));
  });

  beforeEach(async () => {
    port = 0;
    await startPod();
  }, START_MS);

  afterEach(stopPod, START_MS);

  afterAll(async () => {
    await rm(dataDir, { recursive: true, force: true });
  });

  it(
    'is found again by its frames, which go on, and log out as ever',
    async () => {
      const { open } = await browsers.visitor();
      const page = await open(`http://a.localhost:${port}/`);
      await openChats(page, 'alice', ['1']);
      await stopPod();
      for (const slot of ['main', '1'] as const) await chatIn(page, slot).getByTestId('offline').waitFor();
      await startPod();
      for (const slot of ['main', '1'] as const)
        await chatIn(page, slot).getByTestId('offline').waitFor({ state: 'detached' });
      await say(chatIn(page, 'main'), 'After the restart');
      await hear(chatIn(page, 'main'), 'After the restart');

      const { verdict, headline, rows } = await logOut(page);
      expect(verdict).withContext(headline).toBe('done');
      expect(rows.map(({ outcome }) => outcome)).toEqual(['acknowledged', 'acknowledged']);
    },
    START_MS + SPEC_MS,
  );

  it(
    'does not confirm a logout while it is down, and does when it is asked again',
    async () => {
      const { open } = await browsers.visitor();
      const page = await open(`http://b.localhost:${port}/`);
      await openChats(page, 'alice', ['1']);
      await stopPod();

      const first = await logOut(page);
      expect(first.verdict).withContext(first.headline).toBe('unconfirmed');
      expect(first.hostRequest).toMatch(/^Not confirmed: \w/);
      expect(await page.locator('iframe').count()).toBe(0);
      expect(await page.getByTestId('top-level').getAttribute('href')).toContain('/apps/logout');

      await startPod();
      await page.getByTestId('retry').click();
      await page.locator('[data-testid=report]:not([data-verdict=unconfirmed])').waitFor();
      const second = await shownLogout(page);
      expect(second.verdict).withContext(second.headline).toBe('done');
      expect(second.storage).toMatch(/^Empty, checked by Service frame\./);
      expect(second.hostRequest).toBe('');
      expect(second.rows.map(({ frame, outcome }) => [frame, outcome])).toEqual([
        ['Service frame', 'acknowledged'],
      ]);
      expect(await page.locator('iframe').count()).toBe(0);

      await page.getByTestId('render').click();
      await logInTo(chatIn(page, 'main'), 'alice');
      await chatIn(page, 'main').getByTestId('log').waitFor();
    },
    START_MS + SPEC_MS,
  );
});

describe('A pod that is started again with a new build', () => {
  const browsers = useBrowsers();
  let folder: string;
  let sandbox: Sandbox | undefined;

  /** On the same port and with the same data each time. */
  async function startPod(port = 0): Promise<Sandbox> {
    sandbox = await startSandbox({
      port,
      dataDir: join(folder, 'data'),
      webScripts: join(folder, 'web'),
      loginsPerMinute: 10_000,
    });
    return sandbox;
  }

  /** Puts another build beside the one that is there, as a build does: its chat says which one it is. */
  async function buildAnew(): Promise<void> {
    const web = join(folder, 'web');
    const manifestFile = join(web, 'manifest.json');
    const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as Record<string, string>;
    const script = await readFile(join(web, manifest['chat.js'] ?? ''), 'utf8');
    await writeFile(join(web, 'chat.new.js'), `document.documentElement.dataset.build = 'new';${script}`);
    await writeFile(manifestFile, JSON.stringify({ ...manifest, 'chat.js': 'chat.new.js' }));
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'symphony-embed-new-build-'));
    await cp(folders.webScripts, join(folder, 'web'), { recursive: true });
  });

  afterAll(async () => {
    await sandbox?.stop();
    await rm(folder, { recursive: true, force: true });
  }, START_MS);

  it(
    'goes on with frames of the old one, gives others the new one, and logs all of them out',
    async () => {
      const { port } = await startPod();
      const { open } = await browsers.visitor();
      const alices = await open(`http://a.localhost:${port}/`);
      await openChats(alices, 'alice');
      const old = chatIn(alices, 'main');
      await sandbox?.stop();
      await buildAnew();
      await startPod(port);

      const bob = await browsers.visitor();
      const bobs = await bob.open(`http://a.localhost:${port}/`);
      await openChats(bobs, 'bob');
      const renewed = chatIn(bobs, 'main');
      const buildOf = (chat: typeof old) => chat.locator('html').getAttribute('data-build');
      expect([await buildOf(old), await buildOf(renewed)]).toEqual([null, 'new']);

      await old.getByTestId('offline').waitFor({ state: 'detached' });
      await say(renewed, 'From the new build');
      await hear(old, 'From the new build');
      await say(old, 'From the old one');
      await hear(renewed, 'From the old one');
      // A part that it has not loaded yet.
      await old.getByTestId('emoji').press('Enter');
      await old.getByRole('combobox', { name: 'Search' }).waitFor();

      for (const page of [alices, bobs]) {
        const { verdict, headline } = await logOut(page);
        expect(verdict).withContext(headline).toBe('done');
      }
      expect(bob.complaints).toEqual([]);
    },
    START_MS + SPEC_MS,
  );
});

describe('A pod whose PostgreSQL server is stopped and started again', () => {
  const browsers = useBrowsers();

  it(
    'does not confirm a logout meanwhile, and does when it is asked again',
    async () => {
      const programs = findPostgres();
      if (programs === undefined) {
        pending(NO_POSTGRES);
        return;
      }
      const complaints = spyOn(console, 'error');
      const cluster = await startPostgres(programs);
      const pod = await startSandbox({ databaseUrl: cluster.url });
      try {
        const { open } = await browsers.visitor();
        const page = await open(pod.portalAUrl);
        await openChats(page, 'alice', ['1']);
        await cluster.halt();
        const first = await logOut(page);
        expect(first.verdict).withContext(first.headline).toBe('unconfirmed');
        expect(await page.locator('iframe').count()).toBe(0);

        await cluster.resume();
        await page.getByTestId('retry').click();
        await page.locator('[data-testid=report]:not([data-verdict=unconfirmed])').waitFor();
        const second = await shownLogout(page);
        expect(second.verdict).withContext(second.headline).toBe('done');
        expect(complaints).toHaveBeenCalled();
      } finally {
        await pod.stop();
        await cluster.stop();
      }
    },
    START_MS + SPEC_MS,
  );
});
