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
      const started = spawn(process.execPath, [join(folders.root, 'build/sandbox/start.js')], {
        env: { ...process.env, PORT: String(other.port), DATA_DIR: dataDir, DATABASE_URL: '' },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
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

/** What a program prints, up to and including this. */
async function saying(program: ChildProcess, last: string): Promise<string> {
  let said = '';
  for await (const part of program.stdout ?? []) {
    said += String(part);
    if (said.includes(last)) return said;
  }
  throw new Error(`Failed to start the sandbox: it ended having said "${said}".`);
}
