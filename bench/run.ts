import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { argv, version } from 'node:process';
import { parseArgs } from 'node:util';
import { benchPages, root } from './bundling.js';
import { isMet, outcomesOf, worseThan, type Outcome } from './goals.js';
import { openPage } from './openPage.js';
import { profile } from './profile.js';
import { measureRaces } from './races.js';
import type { PageResults, Results, Samples } from './results.js';
import { servePages } from './servePages.js';
import { measureSeveralPods } from './severalPods.js';
import { tablesOf } from './tables.js';
import { measureTelling } from './tellBrowser.js';
import { weigh } from './weigh.js';

/*
 * `npm run bench`: measures everything in one run and prints it. `-- --only calls,opening` measures a part, `--seconds 600`
 * takes longer for less noise, `--write` puts the tables into docs/performance.md and their figures beside this file, and
 * `--check` fails when a figure is worse than there by more than the noise. `--profile` measures nothing: it writes what
 * Chromium's profiler sees of calls and of a logout.
 */

const committedFile = join(root, 'bench/figures.json');
const docsFile = join(root, 'docs/performance.md');
const MARKS = ['<!-- figures -->', '<!-- end of figures -->'] as const;

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
};
/** What needs no browser. */
const AT_POD: Record<string, () => Promise<Record<string, Samples> | undefined>> = {
  pod: measureTelling,
  pods: measureSeveralPods,
  races: measureRaces,
};
const SLOWEST_MS = 300_000;

const { values } = parseArgs({
  args: argv.slice(2),
  options: {
    only: { type: 'string' },
    seconds: { type: 'string', default: '300' },
    write: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
  },
});
const names = values.only?.split(',') ?? Object.keys(SHARES);
for (const name of names)
  if (!(name in SHARES))
    throw new Error(`Failed to measure ${name}: there are ${Object.keys(SHARES).join(', ')}.`);
const budgetMs = Number(values.seconds) * 1000;
if (!(budgetMs > 0)) throw new Error('Failed to measure: --seconds takes a number.');

const bundling = spawnSync(
  join(root, 'node_modules/.bin/webpack'),
  ['-c', 'bench/webpack.config.js', '--stats', 'errors-warnings'],
  { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
);
if (bundling.status !== 0) throw new Error('Failed to bundle the pages of the benchmark.');

const results: Results = {
  machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${version}`,
  weights: [],
  samples: {},
  holdings: [],
};
const pages = await servePages(benchPages);
if (values.profile) {
  names.length = 0;
  console.log(`The profiles are in ${await profile(pages)}.`);
}
try {
  for (const name of names) {
    if (name === 'weights') {
      results.weights = await weigh();
      continue;
    }
    const measureAtPod = AT_POD[name];
    if (measureAtPod) {
      const samples = await measureAtPod();
      if (!samples) console.error(`NOT MEASURED: ${name}. There is no PostgreSQL on this machine.`);
      Object.assign(results.samples, samples);
      continue;
    }
    console.error(`Measuring: ${name} …`);
    const shareMs = budgetMs * (SHARES[name] ?? 0);
    const url = pages.addressOf(name, shareMs);
    const given = await openPage(
      url,
      pages.nextResults() as Promise<Partial<PageResults> | { failed: string }>,
      SLOWEST_MS + 2 * shareMs,
    ).catch((error: unknown) => ({ failed: String(error) }));
    if ('failed' in given) {
      // What has been measured, and what will be, is not lost by it.
      console.error(`Failed to measure ${name}: ${given.failed}`);
      process.exitCode = 1;
      continue;
    }
    Object.assign(results.samples, given.samples);
    results.holdings.push(...(given.holdings ?? []));
  }
} finally {
  pages.close();
}

if (!names.length) process.exit();
const text = tablesOf(results);
const outcomes = outcomesOf(results);
console.log(`${results.machine}\n\n${text}\n`);
await mkdir(join(root, 'build/bench'), { recursive: true });
await writeFile(join(root, 'build/bench/results.json'), JSON.stringify(results));

if (values.write) {
  await writeFile(committedFile, `${JSON.stringify(outcomes, null, 2)}\n`);
  const docs = await readFile(docsFile, 'utf8');
  const [start, end] = MARKS.map((mark) => docs.indexOf(mark));
  if (start === undefined || end === undefined || start < 0 || end < start)
    throw new Error(`Failed to write ${docsFile}: it does not say where.`);
  const date = new Date().toISOString().slice(0, 10);
  const figures = `${MARKS[0]}\n\n${date}, ${results.machine}.\n\n${text}\n\n`;
  await writeFile(docsFile, docs.slice(0, start) + figures + docs.slice(end));
}
for (const { goal } of outcomes.filter((outcome) => !isMet(outcome))) console.log(`Not met: ${goal}`);
if (values.check) {
  if (!existsSync(committedFile)) throw new Error(`Failed to check: there is no ${committedFile}.`);
  const worse = worseThan(JSON.parse(await readFile(committedFile, 'utf8')) as Outcome[], outcomes);
  for (const line of worse) console.error(`Worse: ${line}`);
  if (worse.length) process.exitCode = 1;
}
