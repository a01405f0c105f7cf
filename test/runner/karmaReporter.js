import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

function emptyResult() {
  return { passed: 0, failed: 0, skipped: 0, failures: [], pending: [], durations: [] };
}

function nameOf({ suite, description }) {
  return [...suite, description].join(' ');
}

/**
 * A reporter that names what failed, prints the seed of the order, and writes to a file the counts, and how long each
 * spec took, the slowest first.
 *
 * @param {object} options
 * @param {(browser: string) => string} options.fileOf - The file for a browser's results.
 * @param {(coverage: object) => void} [options.onCoverage] - Gets the page's coverage.
 */
export function karmaReporter({ fileOf, onCoverage }) {
  function Reporter(baseReporterDecorator) {
    baseReporterDecorator(this);
    const results = new Map();
    let hasBegunAgain = false;
    let isOver = false;

    this.onBrowserStart = (browser) => {
      const before = results.get(browser.id);
      const result = emptyResult();
      results.set(browser.id, result);
      if (!before) return;
      // The browser crashed, or left the page, and Karma began again. The second run must not hide this.
      hasBegunAgain = true;
      result.failed++;
      result.failures.push({ name: 'outside of specs', log: ['the browser began a second time'] });
      this.write(`\n${browser.name} ERROR the browser began a second time\n`);
    };
    this.specSuccess = (browser, spec) => {
      const result = results.get(browser.id);
      result.passed++;
      result.durations.push({ ms: spec.time, name: nameOf(spec) });
    };
    this.specSkipped = (browser, spec) => {
      const result = results.get(browser.id);
      result.skipped++;
      const reason = spec.properties?.pending;
      if (!reason) return;
      result.pending.push({ name: nameOf(spec), reason });
      this.write(`${browser.name} PENDING ${nameOf(spec)}: ${reason}\n`);
    };
    this.specFailure = (browser, spec) => {
      const result = results.get(browser.id);
      const name = nameOf(spec);
      const { log } = spec;
      result.failed++;
      result.failures.push({ name, log });
      result.durations.push({ ms: spec.time, name });
      this.write(`\n${browser.name} FAILED ${name}\n${log.map((line) => `  ${line}\n`).join('')}`);
    };
    this.onBrowserLog = (browser, log, type) => {
      this.write(`${browser.name} ${type}: ${log}\n`);
    };
    this.onBrowserError = (browser, error) => {
      const log = typeof error === 'string' ? error : (error?.message ?? JSON.stringify(error));
      const result = results.get(browser.id) ?? emptyResult();
      results.set(browser.id, result);
      result.failed++;
      result.failures.push({ name: 'outside of specs', log: [log] });
      this.write(`\n${browser.name} ERROR outside of specs\n  ${log}\n`);
    };
    this.onBrowserComplete = (browser, complete) => {
      const result = results.get(browser.id);
      if (!result) return;
      const { passed, failed, skipped } = result;
      const seed = complete?.order?.seed;
      const { total } = browser.lastResult;
      if (complete?.coverage) onCoverage?.(complete.coverage);
      // A browser that went away in the middle has specs that nobody has heard of.
      const missing = total - passed - failed - skipped;
      if (missing > 0) {
        result.failed += missing;
        result.failures.push({ name: 'outside of specs', log: [`${missing} specs did not run`] });
      }
      result.durations.sort((one, other) => other.ms - one.ms);
      const file = fileOf(browser.name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify({ browser: browser.name, seed, ...result }, null, 2));
      this.write(
        `${browser.name}: ${total} specs, ${result.failed} failures, ${skipped} skipped` +
          ` in ${(browser.lastResult.netTime / 1000).toFixed(1)} s; the order's seed is ${seed}\n`,
      );
    };
    this.onRunComplete = () => {
      isOver = true;
    };
    // Karma alone would exit with 0 when it was told to end because it hung.
    this.onExit = (done) => {
      done(hasBegunAgain || !isOver ? 1 : 0);
    };
  }
  Reporter.$inject = ['baseReporterDecorator'];
  return { 'reporter:embed': ['type', Reporter] };
}
