import { join } from 'node:path';
import karmaFirefoxLauncher from 'karma-firefox-launcher';
import karmaJasmine from 'karma-jasmine';
import { startPods } from './build/test/runner/podServer.js';
import { collectCoverage } from './test/runner/coverage.js';
import { karmaBrowsers } from './test/runner/karmaBrowsers.js';
import { karmaReporter } from './test/runner/karmaReporter.js';
import { packagedInspector, specBundles, testedSdk } from './test/runner/webpackSpecs.js';

const root = import.meta.dirname;
const { COVERAGE, GREP, SEED } = process.env;

/** The name of a browser's report. WebKitGTK calls itself Safari. */
function reportNameOf(browser) {
  const name = browser.split(/[ /]/)[0].toLowerCase();
  return name === 'safari' ? 'webkit' : name;
}

/** Serves the page that its own address contains, see test/pages/openPortal.ts. */
function servePortal(request, response, next) {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  if (pathname !== '/portal') return next();
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(searchParams.get('html'));
}

/**
 * Runs the browser specs. `--browsers chromium`, `firefox` or `webkit` takes only one of them; GREP='a part of the
 * name' only some specs; SEED=12345 repeats an order.
 */
export default async function configure(config) {
  const coverage = COVERAGE ? collectCoverage(root) : undefined;
  const pods = await startPods({
    bundles: specBundles,
    sdk: testedSdk,
    inspector: packagedInspector,
    onCoverage: coverage?.addFrame,
  });
  const { plugin, customLaunchers } = await karmaBrowsers();
  const report = COVERAGE ? 'coverage' : 'karma';

  config.set({
    basePath: root,
    plugins: [
      karmaJasmine,
      karmaFirefoxLauncher,
      plugin,
      karmaReporter({
        fileOf: (browser) => join(root, `build/reports/${report}-${reportNameOf(browser)}.json`),
        onCoverage: coverage?.addPage,
      }),
      { 'framework:pods': ['factory', closePods] },
      { 'middleware:portals': ['value', servePortal] },
    ],
    frameworks: ['jasmine', 'pods'],
    beforeMiddleware: ['portals'],
    files: ['specs.js', ...(COVERAGE ? [] : ['reactSpecs18.js'])].map((file) => ({
      pattern: join(specBundles, file),
      watched: false,
    })),
    browsers: Object.keys(customLaunchers),
    customLaunchers,
    reporters: ['embed'],
    // One after the other: a busy machine makes clocks lie.
    concurrency: 1,
    singleRun: true,
    // A browser that crashed is not started again: the specs would run again, and the crash would count for nothing.
    retryLimit: 0,
    autoWatch: false,
    // The page is where an embedding page is, at the top: in Karma's iframe it would be a frame itself, and in a window
    // of Karma's it would have an opener.
    customClientContextFile: join(root, 'test/runner/page.html'),
    client: {
      useIframe: false,
      runInParent: true,
      clearContext: false,
      ...(GREP && { args: ['--grep', GREP] }),
      podPort: pods.port,
      jasmine: {
        random: true,
        ...(SEED && { seed: SEED }),
        failSpecWithNoExpectations: true,
        timeoutInterval: 20_000,
      },
    },
    hostname: 'localhost',
    listenAddress: '127.0.0.1',
    port: 0,
    captureTimeout: 60_000,
    browserNoActivityTimeout: 60_000,
    browserDisconnectTimeout: 10_000,
    // In WebKit, a frame that hangs stops the page, and with it Karma's answers.
    pingTimeout: 60_000,
    logLevel: config.LOG_WARN,
  });

  function closePods(emitter) {
    emitter.on('exit', (done) => {
      pods.close();
      if (!coverage) return done();
      const { lines, isEnough, atLeast, frames } = coverage.report(join(root, 'coverage'));
      console.log(`${lines} % of lines were run, in the page and ${frames} documents of frames.`);
      if (!isEnough) console.error(`FAILED: ${atLeast} % is the least.`);
      done(isEnough ? 0 : 1);
    });
  }
  closePods.$inject = ['emitter'];
}
