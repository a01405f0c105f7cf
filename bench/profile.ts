import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../sandbox/e2e/testing/launchBrowser.js';
import { root } from './bundling.js';
import type { Pages } from './servePages.js';

const CALLS = 5_000;
const FRAMES = 50;
const READY_MS = 60_000;

/**
 * Lets Chromium's own profiler look at what is measured, and writes what it saw for the Performance panel of Chromium's
 * developer tools: of many calls one after the other a `.cpuprofile` of the page and one of the frame, and of a logout a
 * trace of all processes.
 *
 * @returns The folder, which git ignores.
 */
export async function profile(pages: Pages): Promise<string> {
  const folder = join(root, 'build/bench-profiles');
  await mkdir(folder, { recursive: true });
  const { browser, close } = await launchBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    for (const name of ['bare Penpal', 'symphony-embed']) {
      const page = await context.newPage();
      await page.goto(`${pages.addressOf('profile', 1)}&contender=${encodeURIComponent(name)}`);
      await page.waitForFunction('window.makeCalls', undefined, { timeout: READY_MS });
      const frame = page.frames().find((each) => each.url().includes('/frame/'));
      if (!frame) throw new Error(`Failed to profile ${name}: its frame is not there.`);
      const ends = { page: await context.newCDPSession(page), frame: await context.newCDPSession(frame) };
      await page.evaluate(`makeCalls(${CALLS})`);
      const profiles = await profileCalls(Object.values(ends), page);
      for (const [index, end] of Object.keys(ends).entries())
        await writeFile(
          join(folder, `${name} ${end}.cpuprofile`.replaceAll(' ', '-')),
          JSON.stringify(profiles[index]),
        );
      await page.close();
    }
    const page = await context.newPage();
    await page.goto(`${pages.addressOf('profileLogout', 1)}&frames=${FRAMES}`);
    await page.waitForFunction('window.logOut', undefined, { timeout: READY_MS });
    await browser.startTracing(page, { path: join(folder, `logout-of-${FRAMES}.json`) });
    await page.evaluate('logOut()');
    await browser.stopTracing();
  } finally {
    await close();
  }
  return folder;
}

async function profileCalls(ends: readonly CDPSession[], page: Page): Promise<unknown[]> {
  for (const end of ends) {
    await end.send('Profiler.enable');
    await end.send('Profiler.setSamplingInterval', { interval: 200 });
    await end.send('Profiler.start');
  }
  await page.evaluate(`makeCalls(${CALLS})`);
  return Promise.all(ends.map(async (end) => (await end.send('Profiler.stop')).profile));
}
