import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../sandbox/browser.js';

/**
 * Opens an address in a Chromium of its own, with nothing attached to it: a debugger would be measured too. The page says
 * itself when it is done.
 *
 * @param done - What ends it.
 * @param mayTakeMs - After this long it is given up.
 */
export async function openPage<T>(url: string, done: Promise<T>, mayTakeMs: number): Promise<T> {
  const { executablePath, args } = await findBrowser();
  const profile = await mkdtemp(join(tmpdir(), 'symphony-embed-bench-'));
  const browser = spawn(
    executablePath,
    [
      ...args,
      `--user-data-dir=${profile}`,
      '--window-size=1440,900',
      // For what is held: lets the page ask for a clean heap, and for its size in bytes.
      '--js-flags=--expose-gc',
      '--enable-precise-memory-info',
      url,
    ],
    { stdio: 'ignore' },
  );
  const ended = once(browser, 'exit');
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      done,
      ended.then(() => {
        throw new Error(`Failed to measure ${url}: the browser has ended.`);
      }),
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          reject(new Error(`Failed to measure ${url}: nothing came within ${mayTakeMs} ms.`));
        }, mayTakeMs);
      }),
    ]);
  } finally {
    clearTimeout(timer);
    browser.kill('SIGKILL');
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
