import { startSandbox, type Sandbox } from '../startSandbox.js';
import { BackgroundPage } from './testing/backgroundPage.js';
import { launchBrowser, type LaunchedBrowser } from './testing/launchBrowser.js';
import { until } from '../pod/testing/until.js';
import { START_MS } from './testing/useBrowsers.js';

/** Users' tabs have five minutes until then. */
const GRACE_SECONDS = 5;
const DEADLINE_MS = 3_000;
/** A clock of timers in a chain needs a minute for each of its steps. */
const SOON_MS = 20_000;
/** The page's own timer is one of a chain, and is woken once a minute. */
const THROTTLED_MS = 30_000;
const SPEC_MS = 300_000;

interface Ended {
  throttledMs: number;
  elapsedMs: number;
  type: string;
  iframes: number;
}

/** The page of a portal in which the user is logged in, with a frame that shows a chat. */
async function openPortal(
  { browser }: LaunchedBrowser,
  { portalAUrl, podUrl }: Sandbox,
): Promise<BackgroundPage> {
  const page = await BackgroundPage.open(browser, new URL('/blank.html', portalAUrl).href);
  await until('the page is there', () =>
    page.evaluate('document.readyState === "complete" && !!document.body'),
  );
  await page.evaluate(`new Promise((resolve, reject) => {
    const slot = document.createElement('div');
    slot.className = 'symphony-ecm';
    const script = document.createElement('script');
    script.id = 'symphony-ecm-sdk';
    script.setAttribute('render', 'explicit');
    script.dataset.partnerId = 'acme';
    script.onload = resolve;
    script.onerror = () => reject(new Error('no script'));
    script.src = '${podUrl}/embed/sdk.js';
    document.body.append(slot, script);
  })`);
  const rendered = await page.evaluate<{ error?: unknown }>(`(async () => {
    const { subjectToken } = await (await fetch('/token?email=alice@acme.example')).json();
    return symphony.render('symphony-ecm', { streamId: 'fx-desk', auth: { subjectToken } });
  })()`);
  expect(rendered.error).toBeUndefined();
  return page;
}

/**
 * Logs out in a timer of the page, once the browser throttles it, as a page does that logs idle users out. Resolves with
 * how that went.
 */
function logOutWhenThrottled(page: BackgroundPage): Promise<Ended> {
  return page.evaluate<Ended>(`new Promise((resolve) => {
    let lastAt = performance.now();
    const timer = setInterval(async () => {
      const startedAt = performance.now();
      const throttledMs = startedAt - lastAt;
      lastAt = startedAt;
      if (throttledMs < ${THROTTLED_MS}) return;
      clearInterval(timer);
      const { error } = await symphony.logout({ deadlineMs: ${DEADLINE_MS} });
      resolve({
        throttledMs,
        elapsedMs: performance.now() - startedAt,
        type: error?.type ?? 'success',
        iframes: document.querySelectorAll('iframe').length,
      });
    }, 1000);
  })`);
}

describe('In a tab that has been hidden for long, a logout from a timer', () => {
  let sandbox: Sandbox;
  const launched: LaunchedBrowser[] = [];
  let healthy: Promise<Ended>;
  let hung: Promise<Ended>;

  /** Brings a tab into the background, in a browser of its own, since all frames of a pod hang together. */
  async function endHidden(hangs: boolean): Promise<Ended> {
    const browser = await launchBrowser({
      features: [`IntensiveWakeUpThrottling:grace_period_seconds/${String(GRACE_SECONDS)}`],
    });
    launched.push(browser);
    const page = await openPortal(browser, sandbox);
    const frame = await page.frame(sandbox.podUrl);
    await page.hide();
    await until('the tab is hidden', () => page.evaluate<boolean>('document.hidden'));
    const ending = logOutWhenThrottled(page);
    if (hangs) await frame.hang();
    return ending;
  }

  // A minute passes until the browser wakes a timer: both tabs wait for it at the same time.
  beforeAll(async () => {
    sandbox = await startSandbox({ faults: true, loginsPerMinute: 10_000 });
    healthy = endHidden(false);
    hung = endHidden(true);
    await Promise.allSettled([healthy, hung]);
  }, SPEC_MS);

  afterAll(async () => {
    await Promise.all(launched.map((browser) => browser.close()));
    await sandbox.stop();
  }, START_MS);

  function expectSoon({ throttledMs, elapsedMs, iframes }: Ended): void {
    expect(throttledMs).toBeGreaterThanOrEqual(THROTTLED_MS);
    expect(elapsedMs).withContext('milliseconds until it settled').toBeLessThan(SOON_MS);
    expect(iframes).toBe(0);
  }

  it('settles when its frame has acknowledged', async () => {
    const ended = await healthy;
    expectSoon(ended);
    expect(ended.type).toBe('success');
  });

  it('settles soon after its deadline when its frame hangs', async () => {
    const ended = await hung;
    expectSoon(ended);
    expect(ended.type).toBe('LOGOUT_INCOMPLETE');
  });
});
