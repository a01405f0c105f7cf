import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv, env, execPath } from 'node:process';
import { findWebKit, HOW_TO_INSTALL_WEBKIT } from '../test/runner/findWebKit.js';

/*
 * Runs all checks: `npm test`. With names of steps, for example `npm test -- lint chromium`, runs only these steps and
 * the ones that they need. It does not build then, so build first.
 */

const root = dirname(import.meta.dirname);
const reports = join(root, 'build/reports');
/** Far more than any step needs, also on a machine that is three times as slow. It ends a step that hangs. */
const STEP_MAY_TAKE_MS = 2_700_000;
const HOW_TO_INSTALL_FIREFOX = 'Install it, or set FIREFOX_BIN to the path of its executable.';

const karma = (browser) => ['karma', 'start', 'karma.conf.js', '--browsers', browser];

const bundleSpecs = ['webpack', '-c', 'test/runner/webpackSpecs.js', '--stats', 'errors-warnings'];
const build = { name: 'build', commands: [['npm', 'run', 'build:package']], isNeeded: true };
// Bundles the specs once, before the steps that run them. Otherwise two of these could write the same files.
const specs = {
  name: 'specs',
  commands: [
    bundleSpecs,
    [
      'tsc',
      '--build',
      'host/checkPod/tsconfig.spec.json',
      'sandbox/pod/tsconfig.spec.json',
      'sandbox/chat/tsconfig.spec.json',
      'sandbox/e2e',
    ],
  ],
  isNeeded: true,
};
// The packages that the benchmark compares with. They are not dependencies of the project.
const benchPackages = {
  name: 'benchPackages',
  commands: [['npm', 'ci', '--prefix', 'bench', '--no-audit', '--no-fund']],
};
const types = {
  name: 'types',
  commands: [
    ['tsc', '-p', 'test'],
    ['tsc', '-p', 'docs/examples'],
    ['tsc', '--build', 'bench', 'bench/page'],
  ],
  needs: benchPackages,
};
const lint = { name: 'lint', commands: [['eslint', '.', '--max-warnings=0']] };
const format = { name: 'format', commands: [['prettier', '--check', '--log-level', 'warn', '.']] };
const api = {
  name: 'api',
  commands: [
    ['api-extractor', 'run', '-c', 'host/api-report.json'],
    ['api-extractor', 'run', '-c', 'frame/api-report.json'],
    ['api-extractor', 'run', '-c', 'testing/api-report.json'],
    ['api-extractor', 'run', '-c', 'host/inspector/api-report.json'],
  ],
};
// What the table of the documentation says, docs/embedded-mode.md has to say too.
const docs = { name: 'docs', commands: [['node', 'build/sandbox/embeddedMode/writeDocs.js', '--check']] };
const chromium = {
  name: 'chromium',
  commands: [karma('chromium')],
  report: 'karma-chrome.json',
  needs: specs,
};
const firefox = {
  name: 'firefox',
  commands: [karma('firefox')],
  report: 'karma-firefox.json',
  needs: specs,
};
const webkit = {
  name: 'webkit',
  commands: [karma('webkit')],
  report: 'karma-webkit.json',
  needs: specs,
};
const coverage = { name: 'coverage', commands: [bundleSpecs, karma('chromium')], env: { COVERAGE: '1' } };
const jasmine = (name, folder, ...which) => ({
  name,
  commands: [['jasmine', `--config=${folder}/jasmine.json`, ...which]],
  report: `${name}.json`,
  needs: specs,
});
const pod = jasmine('pod', 'sandbox/pod');
const checkPod = jasmine('checkPod', 'host/checkPod');
// The kit for tests in documents without a browser: jsdom and happy-dom.
const kit = { name: 'kit', commands: [['vitest', 'run', '-c', 'test/vitest.config.mjs']] };
const HIDDEN_TAB = 'build/sandbox/e2e/hiddenTab.spec.js';
const NOT_IN_FIREFOX = '--filter=^(?!.*, in Firefox,)';
const e2e = jasmine('e2e', 'sandbox/e2e', 'build/sandbox/e2e/*.spec.js', `!${HIDDEN_TAB}`, NOT_IN_FIREFOX);
const e2eEmbedded = jasmine('e2eEmbedded', 'sandbox/e2e', 'build/sandbox/e2e/*/**/*.spec.js', NOT_IN_FIREFOX);
const e2eHidden = jasmine('e2eHidden', 'sandbox/e2e', HIDDEN_TAB);
const e2eFirefox = jasmine('e2eFirefox', 'sandbox/e2e', '--filter=, in Firefox,');

/**
 * Every step: its commands, and the report of single specs that it writes. A step without a report is one check. Groups
 * run one after the other. In a group, each lane takes the next step that nobody has taken, so the longest ones come
 * first. Specs in browsers wait for half of their time, so a machine with two cores has room for three lanes. The steps
 * in `aside` run beside the lanes: they mostly wait, or they use the core that the build leaves free.
 */
const GROUPS = [
  { lanes: 1, steps: [build, specs], aside: [benchPackages, format] },
  {
    lanes: 2,
    steps: [
      webkit,
      chromium,
      firefox,
      e2e,
      e2eEmbedded,
      coverage,
      e2eFirefox,
      lint,
      pod,
      checkPod,
      types,
      kit,
      api,
      docs,
    ],
    aside: [e2eHidden],
  },
];
const STEPS = GROUPS.flatMap(({ steps, aside = [] }) => [...steps, ...aside]);
const NEEDS = { [firefox.name]: 'Firefox', [e2eFirefox.name]: 'Firefox', [webkit.name]: 'WebKit' };

/** What a lane prints: at once, or, beside another one, when the step is over. */
function run([name, ...args], more, lines) {
  const program = name === 'node' ? execPath : name;
  const bin = join(root, 'node_modules/.bin', name);
  return new Promise((resolve) => {
    const child = spawn(existsSync(bin) ? bin : program, args, {
      cwd: root,
      env: { ...env, ...more },
      stdio: lines ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      timeout: STEP_MAY_TAKE_MS,
    });
    for (const stream of lines ? [child.stdout, child.stderr] : [])
      stream.on('data', (data) => lines.push(data));
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
  const browser = NEEDS[name];
  if (!browser || (await isHere(browser))) return true;
  const how = browser === 'WebKit' ? HOW_TO_INSTALL_WEBKIT : HOW_TO_INSTALL_FIREFOX;
  console.error(
    `\n*** There is no ${browser} on this machine: ${name}, THE SPECS IN ${browser.toUpperCase()}, DID NOT RUN. ***\n` +
      `*** ${how} ***`,
  );
  return false;
}

async function isHere(browser) {
  if (browser === 'WebKit') return !!findWebKit();
  const { findFirefox } = await import('../build/sandbox/browser.js');
  return !!findFirefox();
}

async function outcomeOf(step, lines) {
  if (!(await isPossible(step))) return 'skipped';
  for (const command of step.commands)
    if (!(await run(command, { ...step.env, REPORT: step.report }, lines))) return 'failed';
  return 'passed';
}

/** Runs the next step that no lane has taken, until there is none. */
async function runLane(steps, isBeside) {
  const results = [];
  for (let step = steps.shift(); step; step = steps.shift()) {
    const startedAtMs = performance.now();
    const lines = isBeside ? [] : undefined;
    if (!isBeside) announce(step.name);
    const outcome = await outcomeOf(step, lines);
    if (isBeside) announce(`${step.name}, beside`);
    for (const line of lines ?? []) process.stdout.write(line);
    const { name, report } = step;
    const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
    results.push({ name, report, outcome, seconds, isNeeded: step.isNeeded });
  }
  return results;
}

/** Returns whether to run a step: without names, each one; otherwise those named, and those that they need. */
function isWanted(step) {
  if (!names.length || names.includes(step.name)) return true;
  return STEPS.some(({ name, needs }) => needs === step && names.includes(name));
}

const names = argv.slice(2);
const unknown = names.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length) throw new Error(`There is no step called ${unknown.join(', ')}.`);

rmSync(reports, { recursive: true, force: true });
const results = [];
for (const { lanes, steps, aside = [] } of GROUPS) {
  const waiting = steps.filter(isWanted);
  const done = await Promise.all([
    ...Array.from({ length: lanes }, (_, lane) => runLane(waiting, lane > 0)),
    runLane(aside.filter(isWanted), true),
  ]);
  results.push(...done.flat());
  if (results.some(({ isNeeded, outcome }) => isNeeded && outcome === 'failed')) break;
}

announce('steps');
for (const { name, outcome, seconds } of results)
  console.log(`${name.padEnd(13)} ${outcome.padEnd(8)} ${seconds} s`);
mkdirSync(reports, { recursive: true });
const path = join(reports, 'steps.json');
writeFileSync(path, JSON.stringify({ planned: STEPS.map(({ name }) => name), results }, null, 2));
for (const { report, outcome } of results) {
  if (!report || outcome === 'skipped' || !existsSync(join(reports, report))) continue;
  for (const { name, log } of JSON.parse(readFileSync(join(reports, report), 'utf8')).failures)
    console.log(`\nFAILED (${report}) ${name}\n  ${log.join('\n  ')}`);
}
process.exitCode = results.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
