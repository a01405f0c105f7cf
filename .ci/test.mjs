import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv, env, execPath } from 'node:process';

/*
 * Runs everything that is checked: `npm test`. With names of steps, `npm test -- lint chromium`, only those; what an
 * earlier step makes has to be there then.
 */

const root = dirname(import.meta.dirname);
const reports = join(root, 'build/reports');
const STEP_MAY_TAKE_MS = 300_000;

const bundleSpecs = ['webpack', '-c', 'host/testing/webpackSpecs.js', '--stats', 'errors-warnings'];
const karma = (browser) => ['karma', 'start', 'karma.conf.js', '--browsers', browser];

/** Every step: its commands, and the report of single specs that it writes. A step without a report is one check. */
const STEPS = [
  { name: 'build', commands: [['npm', 'run', 'build']], isNeeded: true },
  { name: 'types', commands: [['tsc', '-p', 'host/tsconfig.spec.json']] },
  { name: 'lint', commands: [['eslint', '.', '--max-warnings=0']] },
  { name: 'format', commands: [['prettier', '--check', '--log-level', 'warn', '.']] },
  { name: 'chromium', commands: [bundleSpecs, karma('chromium')], report: 'karma-chrome.json' },
  { name: 'firefox', commands: [bundleSpecs, karma('firefox')], report: 'karma-firefox.json' },
  { name: 'coverage', commands: [bundleSpecs, karma('chromium')], env: { COVERAGE: '1' } },
  {
    name: 'node',
    commands: [
      ['tsc', '--build', 'sandbox/pod/tsconfig.spec.json', 'sandbox/e2e'],
      ['jasmine', '--config=sandbox/e2e/jasmine.json'],
    ],
    report: 'node.json',
  },
];

function run([name, ...args], more) {
  const isNpm = name === 'npm';
  const bin = join(root, 'node_modules/.bin', name);
  return new Promise((resolve) => {
    const child = spawn(isNpm ? 'npm' : existsSync(bin) ? bin : execPath, args, {
      cwd: root,
      env: { ...env, ...more },
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: STEP_MAY_TAKE_MS,
    });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.on('exit', (code, signal) => {
      if (signal) console.error(`${name} was ended by ${signal}.`);
      resolve(code === 0);
    });
  });
}

function announce(text) {
  console.log(`\n=== ${text}`);
}

/** Whether the browser of a step is on this machine. */
async function isPossible({ name }) {
  if (name !== 'firefox') return true;
  const { findFirefox } = await import('../build/sandbox/browser.js');
  if (findFirefox()) return true;
  console.error(
    '\n*** There is no Firefox on this machine: THE SPECS DID NOT RUN IN FIREFOX. ***\n' +
      '*** Install it, or set FIREFOX_BIN to the path of its executable.         ***',
  );
  return false;
}

async function runStep(step) {
  announce(step.name);
  if (!(await isPossible(step))) return { outcome: 'skipped' };
  for (const command of step.commands) if (!(await run(command, step.env))) return { outcome: 'failed' };
  return { outcome: 'passed' };
}

const names = argv.slice(2);
const unknown = names.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length) throw new Error(`There is no step called ${unknown.join(', ')}.`);

rmSync(reports, { recursive: true, force: true });
const results = [];
for (const step of STEPS.filter(({ name }) => !names.length || names.includes(name))) {
  const startedAtMs = performance.now();
  const result = await runStep(step);
  const { name, report } = step;
  results.push({ name, report, ...result, seconds: ((performance.now() - startedAtMs) / 1000).toFixed(1) });
  if (step.isNeeded && result.outcome === 'failed') break;
}

announce('steps');
for (const { name, outcome, seconds } of results)
  console.log(`${name.padEnd(10)} ${outcome.padEnd(8)} ${seconds} s`);
mkdirSync(reports, { recursive: true });
const path = join(reports, 'steps.json');
writeFileSync(path, JSON.stringify({ planned: STEPS.map(({ name }) => name), results }, null, 2));
for (const { report, outcome } of results) {
  if (!report || outcome === 'skipped' || !existsSync(join(reports, report))) continue;
  for (const { name, log } of JSON.parse(readFileSync(join(reports, report), 'utf8')).failures)
    console.log(`\nFAILED (${report}) ${name}\n  ${log.join('\n  ')}`);
}
process.exitCode = results.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
