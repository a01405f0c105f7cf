import { chromium, type Browser } from 'playwright-core';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../../browser.js';

/** A browser with what has to be taken away after it. */
export interface LaunchedBrowser {
  browser: Browser;
  close: () => Promise<void>;
}

/**
 * Starts a Chromium as users have it. Playwright's own flags are left out: they switch off partitioned storage, the
 * throttling of timers and the popup blocker.
 */
export async function launchBrowser(): Promise<LaunchedBrowser> {
  const { executablePath, args } = await findBrowser();
  const profile = await mkdtemp(join(tmpdir(), 'symphony-embed-e2e-'));
  const removeProfile = (): Promise<void> => rm(profile, { recursive: true, force: true, maxRetries: 5 });
  try {
    const browser = await chromium.launch({
      executablePath,
      ignoreDefaultArgs: true,
      args: [...args, `--user-data-dir=${profile}`, '--remote-debugging-pipe', '--no-startup-window'],
    });
    return {
      browser,
      close: async () => {
        await browser.close();
        await removeProfile();
      },
    };
  } catch (thrown) {
    await removeProfile();
    throw thrown;
  }
}
