import type { BrowserContext, Page } from 'playwright-core';
import { startSandbox, type Sandbox } from '../../startSandbox.js';
import { launchBrowser, type LaunchedBrowser } from './launchBrowser.js';
import { launchFirefox } from './launchFirefox.js';

/** A browser and a sandbox have to be started. */
export const START_MS = 60_000;
/** What a spec may take: a logout to its deadline, with all that comes before it, on a busy machine. */
export const SPEC_MS = 40_000;
/** How long a spec waits for something to appear. */
const STEP_MS = 15_000;

/** A browser that specs can run in. */
export type BrowserName = 'chromium' | 'firefox';

/** A visitor: a browser of their own, as far as the pod can tell. */
export interface Visitor {
  context: BrowserContext;
  /** Opens a page in it. */
  open: (url: string) => Promise<Page>;
  /** What pages have complained of so far on their consoles, violations of content security policies included. */
  complaints: string[];
}

/** A sandbox that all suites share, and visitors, whose browsers are closed after each spec. */
export interface Browsers {
  readonly sandbox: Sandbox;
  visitor: () => Promise<Visitor>;
}

const LAUNCH: Record<BrowserName, () => Promise<LaunchedBrowser>> = {
  chromium: launchBrowser,
  firefox: launchFirefox,
};

let sharedSandbox: Promise<Sandbox> | undefined;
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
  const sandbox = await sharedSandbox;
  await sandbox?.stop();
}, START_MS);

/**
 * Gives a suite the sandbox, started for the first suite that wants it, and visitors. Their browsers are closed after
 * each spec, or, for suites whose specs go on where others have been, after the last one.
 */
export function useBrowsers(name: BrowserName = 'chromium', keep: 'spec' | 'suite' = 'spec'): Browsers {
  let running: { sandbox: Sandbox; launched: LaunchedBrowser } | undefined;
  let contexts: BrowserContext[] = [];
  const get = (): { sandbox: Sandbox; launched: LaunchedBrowser } => {
    if (!running) throw new Error('Failed to use the sandbox: it runs only while specs do.');
    return running;
  };

  beforeAll(async () => {
    const sandbox = await (sharedSandbox ??= startSandbox({ faults: true, loginsPerMinute: 10_000 }));
    running = { sandbox, launched: await launchOnce(name) };
  }, START_MS);

  const closeContexts = async (): Promise<void> => {
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
  };
  if (keep === 'spec') afterEach(closeContexts, START_MS);
  else afterAll(closeContexts, START_MS);

  return {
    get sandbox() {
      return get().sandbox;
    },
    async visitor() {
      const { browser } = get().launched;
      // The pod takes the same user with the same kind of browser on the same machine for one browser.
      const userAgent = `Mozilla/5.0 (visitor ${++visitorsMade}) ${name === 'chromium' ? 'Chrome' : 'Gecko Firefox'}/${browser.version()}`;
      const context = await browser.newContext({ userAgent, viewport: { width: 1440, height: 900 } });
      contexts.push(context);
      context.setDefaultTimeout(STEP_MS);
      const complaints: string[] = [];
      context.on('weberror', (error) => complaints.push(String(error.error())));
      context.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
      });
      const open = async (url: string): Promise<Page> => {
        const page = await context.newPage();
        await page.goto(url);
        return page;
      };
      return { context, open, complaints };
    },
  };
}
