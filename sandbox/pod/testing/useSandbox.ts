import { startSandbox, type Sandbox, type SandboxOptions } from '../../startSandbox.js';
import { inLetters } from './inLetters.js';
import { TestBrowser, type CookieRule } from './testBrowser.js';

/** Making a database takes some seconds. */
export const START_MS = 60_000;

/** A sandbox for the specs of a suite, and browsers that are closed after each of them. */
export interface SandboxUnderTest {
  readonly sandbox: Sandbox;
  browser(rule?: CookieRule, userAgent?: string): TestBrowser;
}

let browsersMade = 0;
let shared: Promise<Sandbox> | undefined;

function start(options: SandboxOptions): Promise<Sandbox> {
  return startSandbox({ loginsPerMinute: 10_000, ...options });
}

// Outside of any suite: after the last of them.
afterAll(async () => {
  await (await shared)?.stop();
}, START_MS);

/**
 * Gives a suite a sandbox. One that needs no options shares its sandbox with others like it, so its specs make rooms of
 * their own and leave what is seeded as it is.
 */
export function useSandbox(options?: SandboxOptions): SandboxUnderTest {
  let sandbox: Sandbox | undefined;
  let browsers: TestBrowser[] = [];
  const running = (): Sandbox => {
    if (!sandbox) throw new Error('Failed to use the sandbox: it runs only while specs do.');
    return sandbox;
  };

  beforeAll(async () => {
    sandbox = await (options ? start(options) : (shared ??= start({})));
  }, START_MS);

  afterEach(() => {
    for (const browser of browsers) browser.close();
    browsers = [];
  });

  afterAll(async () => {
    if (options) await sandbox?.stop();
  }, START_MS);

  return {
    get sandbox() {
      return running();
    },
    // Each browser is a kind of its own unless told otherwise, so that no spec's logins are taken for another's.
    browser(rule, userAgent = `Test browser ${inLetters(++browsersMade)}`) {
      const browser = new TestBrowser(running().podUrl, rule, userAgent);
      browsers.push(browser);
      return browser;
    },
  };
}
