import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { findBrowser } from './browser.js';
import { SEED_PASSWORD } from './pod/seed/seed.js';
import { folders } from './projectFolders.js';
import { startSandbox } from './startSandbox.js';

/*
 * `npm run demo`: two logouts of portal A in a browser. In the first one all goes well; in the second one a frame hangs.
 */

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };
const STEP_MS = 20_000;
const LOGOUT_MS = 5_000;
/** The deadline of a logout, and what a busy machine may need to draw its end. */
const SETTLED_MS = LOGOUT_MS + 3_000;

const shots = join(folders.root, 'demo-screenshots');

/** A logout as the portal shows it. */
interface Story {
  verdict: string;
  summary: string;
  frames: { frame: string; outcome: string; after: string; problem: string }[];
  tookMs: number;
  framesLeft: number;
}

/** Logs in at portal A and opens three chats. */
async function openThreeChats(browser: Browser, url: string, colorScheme: 'light' | 'dark'): Promise<Page> {
  // A context of its own: nobody is logged in there yet.
  const context = await browser.newContext({ viewport: WIDE, colorScheme });
  context.setDefaultTimeout(STEP_MS);
  const page = await context.newPage();
  await page.goto(url);
  await page.getByTestId('render').click();
  const main = page.frameLocator('#slot-main iframe');
  await main.getByTestId('email').fill('alice@acme.example');
  await main.getByTestId('password').fill(SEED_PASSWORD);
  await main.getByTestId('log-in').click();
  await main.getByTestId('log').waitFor();
  for (const slot of ['1', '2']) {
    await page.getByTestId(`open-${slot}`).click();
    await page.frameLocator(`#slot-${slot} iframe`).getByTestId('log').waitFor();
  }
  return page;
}

/** Clicks the portal's log-out button and waits for the report. */
async function logOut(page: Page): Promise<Story> {
  const startMs = performance.now();
  await page.getByTestId('logout').click();
  const report = page.locator('[data-testid=report]:not([data-verdict=running])');
  await report.waitFor({ timeout: SETTLED_MS });
  const tookMs = performance.now() - startMs;
  const rows = await report.getByTestId('report-row').all();
  return {
    verdict: (await report.getAttribute('data-verdict')) ?? '',
    summary: (await report.locator('.report-head p').first().innerText()).trim(),
    frames: await Promise.all(
      rows.map(async (row) => ({
        frame: await row.locator('th').innerText(),
        outcome: (await row.getAttribute('data-outcome')) ?? '',
        after: await row.locator('.number').innerText(),
        problem: (await row.locator('.sentence').allInnerTexts()).join(' '),
      })),
    ),
    tookMs,
    framesLeft: await page.locator('iframe').count(),
  };
}

function tell(title: string, { verdict, summary, frames }: Story): void {
  const head = { frame: 'Frame', outcome: 'Outcome', after: 'After', problem: 'What went wrong' };
  const widthOf = (column: 'frame' | 'outcome' | 'after'): number =>
    Math.max(...[head, ...frames].map((row) => row[column].length));
  const [frame, outcome, after] = [widthOf('frame'), widthOf('outcome'), widthOf('after')];
  const lines = [head, ...frames].map((row) =>
    `  ${row.frame.padEnd(frame)}  ${row.outcome.padEnd(outcome)}  ${row.after.padStart(after)}  ${row.problem}`.trimEnd(),
  );
  console.log(`\n${title}: ${verdict}\n  ${summary}\n\n${lines.join('\n')}`);
}

async function shoot(page: Page, name: string): Promise<void> {
  const path = join(shots, `${name}.png`);
  await page.screenshot({ path, fullPage: true, animations: 'disabled' });
  console.log(`  ${relative(folders.root, path)}`);
}

/** Everything goes well: three acknowledgements. */
async function tellTheGoodStory(browser: Browser, url: string): Promise<string[]> {
  const page = await openThreeChats(browser, url, 'light');
  await shoot(page, 'chats-light');
  const story = await logOut(page);
  await shoot(page, 'logged-out-light');
  await page.setViewportSize(NARROW);
  await shoot(page, 'logged-out-narrow');
  await page.context().close();
  tell('Logout with three chats', story);
  const acknowledged = story.frames.filter(({ outcome }) => outcome === 'acknowledged').length;
  return problemsOf(story, {
    [`the verdict is "${story.verdict}", not "done"`]: story.verdict === 'done',
    [`${String(acknowledged)} frames acknowledged, not 3`]: acknowledged === 3,
  });
}

/** A frame hangs: the logout still ends at its deadline, the pod still confirms, and nothing is left on the page. */
async function tellTheHungStory(browser: Browser, url: string): Promise<string[]> {
  const page = await openThreeChats(browser, url, 'dark');
  await page.getByTestId('fault-1').selectOption('hangs');
  await page.locator('[data-testid=fault-1][data-armed=hangs]').waitFor();
  await shoot(page, 'chats-dark');
  const story = await logOut(page);
  await shoot(page, 'hung-dark');
  await page.context().close();
  tell('Logout with a frame that hangs (the frames of a pod share a process: they all hang with it)', story);
  const hung = story.frames.find(({ frame }) => frame === 'Desk 1');
  return problemsOf(story, {
    [`the verdict is "${story.verdict}", not "incomplete"`]: story.verdict === 'incomplete',
    [`the hung frame is told as "${String(hung?.outcome)}"`]: hung?.outcome === 'timedOut',
    [`it took ${story.tookMs.toFixed(0)} ms`]: story.tookMs < SETTLED_MS,
  });
}

function problemsOf({ framesLeft }: Story, expectations: Record<string, boolean>): string[] {
  const all = { ...expectations, [`${String(framesLeft)} iframes are left on the page`]: framesLeft === 0 };
  return Object.entries(all).flatMap(([problem, holds]) => (holds ? [] : [problem]));
}

async function demo(): Promise<string[]> {
  await mkdir(shots, { recursive: true });
  const sandbox = await startSandbox({ faults: true });
  try {
    const { executablePath, args } = await findBrowser();
    const browser = await chromium.launch({ executablePath, args });
    try {
      console.log(
        `Portal A at ${sandbox.portalAUrl}, in ${browser.browserType().name()} ${browser.version()}`,
      );
      return [
        ...(await tellTheGoodStory(browser, sandbox.portalAUrl)),
        ...(await tellTheHungStory(browser, sandbox.portalAUrl)),
      ];
    } finally {
      await browser.close();
    }
  } finally {
    await sandbox.stop();
  }
}

try {
  const problems = await demo();
  for (const problem of problems) console.error(`\nNot as it should be: ${problem}.`);
  if (!problems.length) console.log('\nBoth logouts went as they should.');
  process.exitCode = problems.length ? 1 : 0;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
