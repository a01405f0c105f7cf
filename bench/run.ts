import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { argv, version } from 'node:process';
import { parseArgs } from 'node:util';
import { benchPages, root } from './bundling.js';
import { writeBefore } from './day/before.js';
import { unreachedOf } from './day/dayTable.js';
import { measureDay } from './day/measureDay.js';
import { isMet, outcomesOf, worseThan } from './goals.js';
import { openPage } from './openPage.js';
import { profile } from './profile.js';
import { measureRaces } from './races.js';
import type { PageResults } from './results.js';
import type { Results } from './runResults.js';
import { servePages } from './servePages.js';
import { measureSeveralPods } from './severalPods.js';
import { goalsTable, tablesOf } from './tables.js';
import { measureTelling } from './tellBrowser.js';
import { weigh } from './weigh.js';
import { committedOutcomes, writeFigures } from './writeFigures.js';

/*
 * `npm run bench`: measures everything in one run and prints it. `-- --only calls,opening` measures some parts,
 * `--steps line,load` some steps of a busy day, `--seconds 600` takes longer for less noise, `--write` puts the tables of
 * what was measured into docs/performance.md and their figures beside this file, and `--check` fails when a figure is
 * worse than there by more than the noise. `--before` keeps a busy day as the one to compare later ones with.
 * `--profile` measures nothing: it writes what Chromium's profiler sees of calls and of a logout.
 */

/** What can be measured, and its share of the time. */
const SHARES: Record<string, number> = {
  weights: 0,
  calls: 0.25,
  notifications: 0.15,
  opening: 0.1,
  logouts: 0.35,
  hung: 0.15,
  // These take as long as they take.
  pod: 0,
  pods: 0,
  races: 0,
  holdings: 0,
  scale: 0,
  day: 0,
};
const SLOWEST_MS = 300_000;

const { values } = parseArgs({
  args: argv.slice(2),
  options: {
    only: { type: 'string' },
    steps: { type: 'string' },
    seconds: { type: 'string', default: '300' },
    write: { type: 'boolean', default: false },
    before: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
  },
});
const names = values.only?.split(',') ?? Object.keys(SHARES);
for (const name of names)
  if (!(name in SHARES))
    throw new Error(`Failed to measure ${name}: there are ${Object.keys(SHARES).join(', ')}.`);
if (values.write && values.steps !== undefined)
  throw new Error('Failed to write: a busy day is written as a whole, without --steps.');
const budgetMs = Number(values.seconds) * 1000;
if (!(budgetMs > 0)) throw new Error('Failed to measure: --seconds takes a number.');

const bundling = spawnSync(
  join(root, 'node_modules/.bin/webpack'),
  ['-c', 'bench/webpack.config.js', '--stats', 'errors-warnings'],
  { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
);
if (bundling.status !== 0) throw new Error('Failed to bundle the pages of the benchmark.');

// Who reads it can see whether something else ran as well.
const [load = 0] = loadavg();
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, load ${load.toFixed(1)} before, Node ${version}`;
const parts = new Map<string, Partial<Results>>();
const pages = await servePages(benchPages);
if (values.profile) {
  names.length = 0;
  console.log(`The profiles are in ${await profile(pages)}.`);
}

/** What is measured without a page of the benchmark. `undefined` where there is no PostgreSQL. */
const WITHOUT_PAGE: Record<string, () => Promise<Partial<Results> | undefined>> = {
  weights: async () => ({ weights: await weigh() }),
  pod: async () => ({ samples: await measureTelling() }),
  pods: async () => asResults(await measureSeveralPods()),
  races: async () => asResults(await measureRaces()),
  day: async () => ({ day: await measureDay(values.steps?.split(',')) }),
};

const asResults = (samples: Results['samples'] | undefined): Partial<Results> | undefined =>
  samples && { samples };

/** Lets the page measure, in a browser of its own. */
async function measureInPage(name: string): Promise<Partial<Results>> {
  console.error(`Measuring: ${name} …`);
  const shareMs = budgetMs * (SHARES[name] ?? 0);
  const given = await openPage(
    pages.addressOf(name, shareMs),
    pages.nextResults() as Promise<Partial<PageResults> | { failed: string }>,
    SLOWEST_MS + 2 * shareMs,
  );
  if ('failed' in given) throw new Error(given.failed);
  return given;
}

try {
  for (const name of names) {
    try {
      const results = await (WITHOUT_PAGE[name] ?? (() => measureInPage(name)))();
      if (results) parts.set(name, results);
      else console.error(`NOT MEASURED: ${name}. There is no PostgreSQL on this machine.`);
    } catch (error) {
      // What has been measured, and what will be, is not lost by it.
      console.error(`Failed to measure ${name}:`, error);
      process.exitCode = 1;
    }
  }
} finally {
  pages.close();
}

if (!names.length) process.exit();
const outcomes = [...parts].flatMap(([part, results]) => outcomesOf(part, results));
const texts = [...(outcomes.length ? [goalsTable(outcomes)] : []), ...[...parts.values()].map(tablesOf)];
console.log(`${[machine, ...texts].join('\n\n')}\n`);
await mkdir(join(root, 'build/bench'), { recursive: true });
await writeFile(join(root, 'build/bench/results.json'), JSON.stringify(Object.fromEntries(parts)));

if (values.before) writeBefore(parts.get('day')?.day ?? {});
if (values.write) await writeFigures(parts, machine, Object.keys(SHARES));
for (const { goal } of outcomes.filter((outcome) => !isMet(outcome))) console.log(`Not met: ${goal}`);
for (const what of unreachedOf(parts.get('day')?.day ?? {})) console.log(`Not met: ${what}`);
if (values.check) {
  const worse = worseThan(await committedOutcomes(), outcomes);
  for (const line of worse) console.error(`Worse: ${line}`);
  if (worse.length) process.exitCode = 1;
}
