import type { BrowserContext, Page } from 'playwright-core';
import { startSandbox, type Sandbox } from '../../startSandbox.js';
import { launchBrowser, type LaunchedBrowser } from './launchBrowser.js';

/** A browser and a sandbox have to be started. */
export const START_MS = 60_000;
/** What a spec may take: a logout to its deadline, with all that comes before it, on a busy machine. */
export const SPEC_MS = 40_000;
/** How long a spec waits for something to appear. */
const STEP_MS = 15_000;

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

interface Shared {
  sandbox: Sandbox;
  launched: LaunchedBrowser;
}

let shared: Promise<Shared> | undefined;
let visitorsMade = 0;

async function start(): Promise<Shared> {
  const sandbox = await startSandbox({ faults: true, loginsPerMinute: 10_000 });
  try {
    return { sandbox, launched: await launchBrowser() };
  } catch (thrown) {
    await sandbox.stop();
    throw thrown;
  }
}

// Outside of any suite: after the last of them.
afterAll(async () => {
  const started = await shared;
  await started?.launched.close();
  await started?.sandbox.stop();
}, START_MS);

/** Gives a suite the sandbox, started for the first suite that wants it, and closes visitors' browsers after each spec. */
export function useBrowsers(): Browsers {
  let running: Shared | undefined;
  let contexts: BrowserContext[] = [];
  const get = (): Shared => {
    if (!running) throw new Error('Failed to use the sandbox: it runs only while specs do.');
    return running;
  };

  beforeAll(async () => {
    running = await (shared ??= start());
  }, START_MS);

  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
  }, START_MS);

  return {
    get sandbox() {
      return get().sandbox;
    },
    async visitor() {
      const { browser } = get().launched;
      // The pod takes the same user with the same kind of browser on the same machine for one browser.
      const userAgent = `Mozilla/5.0 (visitor ${++visitorsMade}) Chrome/${browser.version()}`;
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
