import { createInstrumenter } from 'istanbul-lib-instrument';

const parserPlugins = ['typescript', 'importMeta', 'topLevelAwait'];

/** A TypeScript file that counts what runs, and the description of what it counts. */
export function instrumentSource(source, path) {
  const instrumenter = createInstrumenter({
    esModules: true,
    parserPlugins,
    preserveComments: true,
    // The other way to the global object is `new Function`, which the frames' content security policy forbids.
    coverageGlobalScope: 'globalThis',
    coverageGlobalScopeFunc: false,
  });
  const code = instrumenter.instrumentSync(source, path);
  return { code, coverage: instrumenter.lastFileCoverage() };
}
