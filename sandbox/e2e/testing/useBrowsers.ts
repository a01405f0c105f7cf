import type { BrowserContext, Page } from 'playwright-core';
import { inLetters } from '../../pod/testing/inLetters.js';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../startSandbox.js';
import { launchBrowser, type LaunchedBrowser } from './launchBrowser.js';
import { launchFirefox } from './launchFirefox.js';

/** A browser and a sandbox have to be started, beside others. */
export const START_MS = 120_000;
/** What a spec may take: a logout to its deadline, with all that comes before it, on a busy machine. */
export const SPEC_MS = 40_000;
/** How long a spec waits for something to appear. */
const STEP_MS = 15_000;

/** Chromium says so when it refuses a frame the pod's first-party cookies, which is no fault of a page. */
const REFUSED_ACCESS = 'requestStorageAccess: Permission denied';

/**
 * A browser that specs can run in. The last three are the installed Chromium, with a back/forward cache, where frames of other
 * sites share the cookies of tabs, where the browser refuses them such cookies, or where it refuses all storage to all sites.
 */
export type BrowserName =
  'chromium' | 'firefox' | 'chromiumSharing' | 'chromiumRefusing' | 'chromiumStoringNothing';

/** A visitor: a browser of their own, as far as the pod can tell. */
export interface Visitor {
  context: BrowserContext;
  userAgent: string;
  /** Opens a page in it. */
  open: (url: string) => Promise<Page>;
  /** What pages have complained of so far on their consoles, violations of content security policies included. */
  complaints: string[];
}

/** A sandbox, and visitors to it. */
export interface Browsers {
  readonly sandbox: Sandbox;
  /** @param options - `like`: a visitor whose browser is of the same kind. */
  visitor: (options?: { like?: Visitor }) => Promise<Visitor>;
}

const LAUNCH: Record<BrowserName, () => Promise<LaunchedBrowser>> = {
  chromium: () => launchBrowser(),
  firefox: launchFirefox,
  chromiumSharing: () => launchBrowser({ siteData: 'shared' }),
  chromiumRefusing: () => launchBrowser({ siteData: 'refusedToOthers' }),
  chromiumStoringNothing: () => launchBrowser({ siteData: 'refused' }),
};

const launching = new Map<BrowserName, Promise<LaunchedBrowser>>();
let visitorsMade = 0;

function launchOnce(name: BrowserName): Promise<LaunchedBrowser> {
  const launched = launching.get(name) ?? LAUNCH[name]();
  launching.set(name, launched);
  return launched;
}

// Outside of any suite: after the last of them.
afterAll(async () => {
  for (const launched of await Promise.allSettled(launching.values()))
    if (launched.status === 'fulfilled') await launched.value.close();
}, START_MS);

/** What a suite wants. */
export interface BrowserNeeds {
  /** Chromium by default. */
  browser?: BrowserName;
  /** How long visitors stay: until the end of a `spec`, by default, or, where specs go on where others have been, of the `suite`. */
  keep?: 'spec' | 'suite';
  /** How its sandbox is to be. As a function: called when the suite begins. */
  sandbox?: SandboxOptions | (() => SandboxOptions);
}

/**
 * Gives a suite a sandbox of its own, so that what one suite writes is never in the way of another, and visitors with
 * browsers of their own.
 */
export function useBrowsers({
  browser: name = 'chromium',
  keep = 'spec',
  sandbox: options,
}: BrowserNeeds = {}): Browsers {
  let sandbox: Sandbox | undefined;
  let launched: LaunchedBrowser | undefined;
  let contexts: BrowserContext[] = [];

  beforeAll(async () => {
    const wanted = typeof options === 'function' ? options() : options;
    sandbox = await startSandbox({ faults: true, loginsPerMinute: 10_000, ...wanted });
    launched = await launchOnce(name);
  }, START_MS);

  const closeContexts = async (): Promise<void> => {
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
  };
  if (keep === 'spec') afterEach(closeContexts, START_MS);
  // Before the sandbox goes, so that no page misses it.
  afterAll(async () => {
    await closeContexts();
    await sandbox?.stop();
  }, START_MS);

  return {
    get sandbox() {
      if (!sandbox) throw new Error('Failed to use the sandbox: it runs only while specs do.');
      return sandbox;
    },
    async visitor({ like } = {}) {
      if (!launched) throw new Error('Failed to use a browser: it runs only while specs do.');
      const { browser } = launched;
      // The pod takes the same user with the same kind of browser on the same machine for one browser.
      const userAgent =
        like?.userAgent ??
        `Mozilla/5.0 (visitor ${inLetters(++visitorsMade)}) ${name === 'firefox' ? 'Gecko Firefox' : 'Chrome'}/${browser.version()}`;
      const context = await browser.newContext({ userAgent, viewport: { width: 1440, height: 900 } });
      contexts.push(context);
      context.setDefaultTimeout(STEP_MS);
      const complaints: string[] = [];
      context.on('weberror', (error) => complaints.push(String(error.error())));
      context.on('console', (message) => {
        if (message.type() === 'error' && !message.text().startsWith(REFUSED_ACCESS))
          complaints.push(`${message.text()} (${message.location().url})`);
      });
      const open = async (url: string): Promise<Page> => {
        const page = await context.newPage();
        await page.goto(url);
        return page;
      };
      return { context, userAgent, open, complaints };
    },
  };
}
