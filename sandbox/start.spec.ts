import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SEED_PASSWORD } from './pod/seed/seed.js';
import { TestBrowser } from './pod/testing/testBrowser.js';
import { START_MS } from './pod/testing/useSandbox.js';
import type { Message } from './podApi/messages.js';
import { folders } from './projectFolders.js';
import { startSandbox } from './startSandbox.js';

describe('A sandbox with a data folder', () => {
  let dataDir = '';

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'symphony-sandbox-'));
  });

  afterEach(async () => {
    await rm(dataDir, { recursive: true, force: true });
  });

  it(
    'has its logins, its messages and its knowledge of browsers back after a restart',
    async () => {
      const first = await startSandbox({ dataDir });
      let port = first.port;
      const browser = new TestBrowser(first.podUrl);
      try {
        await browser.logIn('alice@acme.example', first.portalAUrl);
        await browser.fetch('/api/streams/fx-desk/messages', first.portalAUrl, {
          body: { message: 'Remember this' },
        });
        await expectAsync(startSandbox({ dataDir })).toBeRejectedWithError(/Failed to open the data folder/);
      } finally {
        await first.stop();
      }

      const second = await startSandbox({ dataDir, port });
      try {
        port = second.port;
        expect(port).toBe(first.port);
        expect(await browser.isLoggedIn(first.portalAUrl)).toBeTrue();
        const { json } = await browser.fetch('/api/streams/fx-desk', first.portalAUrl);
        expect((json as { messages: Message[] }).messages.at(-1)?.text).toBe('Remember this');
        browser.forget(/session/, first.portalAUrl);
        const answer = await browser.logOut(first.portalAUrl);
        expect(answer.json).toEqual({ loggedOut: true, already: false, scope: 'browser' });
      } finally {
        await second.stop();
      }
    },
    2 * START_MS,
  );

  it(
    'starts from the command line on the next free port, says where it is, and stops when told to',
    async () => {
      const other = await startSandbox();
      const started = start({ PORT: String(other.port), DATA_DIR: dataDir });
      try {
        const said = await saying(started, 'Ctrl+C');
        const podUrl = /http:\/\/pod\.localhost:\d+/.exec(said)?.[0] ?? '';
        const port = Number(new URL(podUrl).port);
        expect(port).toBeGreaterThan(other.port);
        expect(said).toContain(`http://a.localhost:${String(port)}`);
        expect(said).toContain(`http://b.localhost:${String(port)}`);
        expect(said).toContain(`http://apps.localhost:${String(port)}`);
        expect(said).toContain(SEED_PASSWORD);

        const browser = new TestBrowser(podUrl);
        await browser.logIn('bob@acme.example', 'http://a.localhost');
        const line = await browser.live('http://a.localhost').opened();
        const exited = once(started, 'exit');
        started.kill('SIGTERM');
        started.kill('SIGINT');
        expect(await line.closed()).toBe(1001);
        expect(await exited).toEqual([0, null]);
        expect(existsSync(join(dataDir, 'pod.pid'))).toBeFalse();
      } finally {
        if (started.exitCode === null) started.kill('SIGKILL');
        await other.stop();
      }
    },
    2 * START_MS,
  );
});

describe('The command that starts the sandbox', () => {
  let dataDir = '';

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'symphony-sandbox-'));
  });

  afterEach(async () => {
    await rm(dataDir, { recursive: true, force: true });
  });

  it(
    'prints a script tag for each page of one’s own, and lets people log in more often than a pod does',
    async () => {
      const origins = ['http://localhost:5173', 'http://127.0.0.1:8080'];
      // As the servers for developers print them, and as people write lists.
      const started = start({ PORT: '0', DATA_DIR: dataDir, PARTNER_ORIGIN: `${origins.join('/, ')},` });
      try {
        const said = await saying(started, 'Ctrl+C');
        const podUrl = /http:\/\/pod\.localhost:\d+/.exec(said)?.[0] ?? '';
        for (const [index, origin] of origins.entries()) {
          const partnerId = `page-${index + 1}`;
          const tag = `<script id="symphony-ecm-sdk" data-partner-id="${partnerId}" src="${podUrl}/embed/sdk.js"></script>`;
          expect(said).toContain(`${origin}   partner ${partnerId}`);
          expect(said).toContain(`\n  ${tag}\n`);
          const page = await new TestBrowser(podUrl).load(`/embed/index.html?partnerId=${partnerId}`, origin);
          expect(page.headers['content-security-policy']).toContain(`frame-ancestors ${origin}`);
        }

        const browser = new TestBrowser(podUrl);
        const credentials = { email: 'carol@acme.example', password: SEED_PASSWORD };
        const statuses = new Set<number>();
        for (let times = 0; times < 15; times++)
          statuses.add((await browser.fetch('/session/login', origins[0], { body: credentials })).status);
        expect([...statuses]).toEqual([200]);
      } finally {
        started.kill('SIGTERM');
        await once(started, 'exit');
      }
    },
    2 * START_MS,
  );

  it(
    'says what is wrong with a page’s origin, and starts nothing',
    async () => {
      const unmade = join(dataDir, 'unmade');
      const started = start({
        PORT: '0',
        DATA_DIR: unmade,
        PARTNER_ORIGIN: 'http://localhost:5173,localhost:8080',
      });
      let complaint = '';
      started.stderr?.on('data', (part) => (complaint += String(part)));
      const [code] = (await once(started, 'close')) as unknown[];
      expect(code).toBe(1);
      expect(complaint).toContain('"localhost:8080" in PARTNER_ORIGIN');
      expect(complaint).toContain('does not begin with http:// or https://');
      expect(existsSync(unmade)).toBeFalse();
    },
    START_MS,
  );
});

/** Starts the sandbox from the command line, as `npm start` does. */
function start(variables: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [join(folders.root, 'build/sandbox/start.js')], {
    env: { ...process.env, DATABASE_URL: '', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** What a program prints, up to and including this. */
async function saying(program: ChildProcess, last: string): Promise<string> {
  let said = '';
  for await (const part of program.stdout ?? []) {
    said += String(part);
    if (said.includes(last)) return said;
  }
  throw new Error(`Failed to start the sandbox: it ended having said "${said}".`);
}
