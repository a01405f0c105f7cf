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
 *
 * @param features - Features to switch on, with their parameters.
 */
export async function launchBrowser(features: readonly string[] = []): Promise<LaunchedBrowser> {
  const { executablePath, args } = await findBrowser();
  const profile = await mkdtemp(join(tmpdir(), 'symphony-embed-e2e-'));
  const removeProfile = (): Promise<void> => rm(profile, { recursive: true, force: true, maxRetries: 5 });
  try {
    const browser = await chromium.launch({
      executablePath,
      ignoreDefaultArgs: true,
      args: [
        ...withFeatures(args, features),
        `--user-data-dir=${profile}`,
        '--remote-debugging-pipe',
        '--no-startup-window',
      ],
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

/** Of several such flags only the last one counts. */
function withFeatures(args: readonly string[], features: readonly string[]): string[] {
  const flag = '--enable-features=';
  const [has, others] = [true, false].map((is) => args.filter((arg) => arg.startsWith(flag) === is));
  const all = [...(has ?? []).map((arg) => arg.slice(flag.length)), ...features];
  return [...(others ?? []), ...(all.length ? [flag + all.join()] : [])];
}
