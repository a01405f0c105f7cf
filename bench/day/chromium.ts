import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { findBrowser } from '../../sandbox/browser.js';
import { until } from '../../sandbox/pod/testing/until.js';
import { DevTools, type Target } from './devTools.js';

const START_MS = 30_000;

/**
 * A Chromium of its own, whose debugger is attached only to what is looked at, and only for as long. Playwright attaches
 * to every frame and is told of each of its requests and WebSocket messages, which would be measured too.
 */
export interface Chromium {
  /** The tab that it starts with. */
  page: Target;
  devTools: DevTools;
  close(): Promise<void>;
}

/** @param flags - More of them, for example to lead a host name elsewhere. */
export async function startChromium(flags: readonly string[] = []): Promise<Chromium> {
  const { executablePath, args } = await findBrowser();
  const profile = await mkdtemp(join(tmpdir(), 'symphony-embed-day-'));
  const browser = spawn(
    executablePath,
    [
      ...args,
      ...flags,
      `--user-data-dir=${profile}`,
      '--window-size=1440,900',
      '--remote-debugging-port=0',
      'about:blank',
    ],
    { stdio: 'ignore' },
  );
  const ended = once(browser, 'exit');
  let devTools: DevTools | undefined;
  const close = async (): Promise<void> => {
    devTools?.close();
    browser.kill('SIGKILL');
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const socket = new WebSocket(await debuggerOf(profile));
    await once(socket, 'open');
    devTools = new DevTools(socket);
    const [tab] = (await devTools.targets()).filter(({ type }) => type === 'page');
    if (!tab) throw new Error('Failed to start Chromium: it has no tab.');
    return { page: await devTools.attach(tab.targetId), devTools, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Where its debugger listens: it writes that into its profile. */
async function debuggerOf(profile: string): Promise<string> {
  let written = '';
  await until(
    'Chromium to listen for its debugger',
    async () => {
      written = await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '');
      return written.includes('\n');
    },
    START_MS,
  );
  const [port = '', path = ''] = written.trim().split('\n');
  return `ws://127.0.0.1:${port}${path}`;
}
