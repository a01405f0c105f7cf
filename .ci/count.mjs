import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/*
 * Adds up the reports of a whole `npm test`, prints the one line of the gate, and fails unless everything that should
 * have run has run, and passed.
 */

const reports = join(dirname(import.meta.dirname), 'build/reports');
const total = { passed: 0, failed: 0, skipped: 0 };

function read(file) {
  const path = join(reports, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

function fail(why) {
  console.error(why);
  total.failed++;
}

const steps = read('steps.json');
if (!steps) fail('There is no report of the steps.');
for (const name of steps?.planned ?? []) {
  const step = steps.results.find((result) => result.name === name);
  if (!step) {
    fail(`The step ${name} did not run.`);
    continue;
  }
  if (!step.report || step.outcome === 'skipped') {
    total[step.outcome]++;
    continue;
  }
  const report = read(step.report);
  if (!report) fail(`The step ${name} left no report.`);
  else if (report.passed + report.failed === 0) fail(`The step ${name} ran no specs.`);
  else if (step.outcome === 'failed' && report.failed === 0)
    fail(`The step ${name} failed outside of its specs.`);
  for (const outcome of Object.keys(total)) total[outcome] += report?.[outcome] ?? 0;
}

const { passed, failed, skipped } = total;
console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed ? 1 : 0;
