import { chromium, type Browser } from 'playwright-core';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser, findInstalledBrowser, type Browser as InstalledBrowser } from '../../browser.js';

/** A browser with what has to be taken away after it. */
export interface LaunchedBrowser {
  browser: Browser;
  close: () => Promise<void>;
}

interface LaunchOptions {
  /** Features to switch on, with their parameters. */
  features?: readonly string[];
  /** Starts the installed Chromium, with this setting for cookies and all other storage. */
  siteData?: SiteData;
}

/**
 * Whether frames of other sites share cookies with tabs, are refused such cookies, where partitioned ones work in any case, or
 * whether no site may store anything.
 */
type SiteData = 'shared' | 'refusedToOthers' | 'refused';

/** The names and numbers are Chromium's own. */
const PREFERENCES: Record<SiteData, object> = {
  shared: { cookie_controls_mode: 0 },
  refusedToOthers: { cookie_controls_mode: 1 },
  refused: { default_content_setting_values: { cookies: 2 } },
};

/**
 * Starts a Chromium as users have it. Playwright's own flags are left out: they switch off partitioned storage, the
 * throttling of timers, the popup blocker and the back/forward cache.
 */
export async function launchBrowser({
  features = [],
  siteData,
}: LaunchOptions = {}): Promise<LaunchedBrowser> {
  const { executablePath, args } = siteData ? installedBrowser() : await findBrowser();
  const profile = await mkdtemp(join(tmpdir(), 'symphony-embed-e2e-'));
  const removeProfile = (): Promise<void> => rm(profile, { recursive: true, force: true, maxRetries: 5 });
  try {
    if (siteData) await writePreferences(profile, siteData);
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

function installedBrowser(): InstalledBrowser {
  const installed = findInstalledBrowser();
  if (!installed) throw new Error('Failed to start Chromium: none is installed, and CHROME_BIN is not set.');
  return installed;
}

async function writePreferences(profile: string, siteData: SiteData): Promise<void> {
  await mkdir(join(profile, 'Default'));
  const preferences = { profile: PREFERENCES[siteData] };
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
}

/** Of several such flags only the last one counts. */
function withFeatures(args: readonly string[], features: readonly string[]): string[] {
  const flag = '--enable-features=';
  const [has, others] = [true, false].map((is) => args.filter((arg) => arg.startsWith(flag) === is));
  const all = [...(has ?? []).map((arg) => arg.slice(flag.length)), ...features];
  return [...(others ?? []), ...(all.length ? [flag + all.join()] : [])];
}
