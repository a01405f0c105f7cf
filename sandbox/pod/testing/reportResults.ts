import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../reports');
const file = process.env['REPORT'] ?? 'node.json';
const result = {
  passed: 0,
  failed: 0,
  skipped: 0,
  failures: [] as { name: string; log: string[] }[],
  /** How long each spec took, the slowest first. */
  durations: [] as { ms: number; name: string }[],
};

function note(name: string, failures: readonly jasmine.FailedExpectation[]): void {
  if (!failures.length) return;
  result.failed++;
  result.failures.push({ name, log: failures.map(({ message }) => message) });
}

jasmine.getEnv().addReporter({
  specDone({ status, fullName, failedExpectations, duration }) {
    if (status === 'passed' || status === 'failed')
      result.durations.push({ ms: duration ?? 0, name: fullName });
    if (status === 'passed') result.passed++;
    else if (status === 'failed') note(fullName, failedExpectations);
    // What a filter leaves out is another run's.
    else if (status !== 'excluded') result.skipped++;
  },
  suiteDone({ fullName, failedExpectations }) {
    note(fullName, failedExpectations);
  },
  jasmineDone({ overallStatus, incompleteReason, failedExpectations }) {
    note('outside of specs', failedExpectations);
    if (overallStatus !== 'passed' && !result.failed) {
      result.failed++;
      result.failures.push({ name: 'the run', log: [incompleteReason] });
    }
    result.durations.sort((one, other) => other.ms - one.ms);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, file), JSON.stringify(result, null, 2));
  },
});
