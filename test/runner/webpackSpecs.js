import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { halves } from '../../webpack.config.js';

const root = resolve(import.meta.dirname, '../..');
const { COVERAGE } = process.env;

/** Where the bundles of the specs go, and where the script tag comes from that is tested. */
export const specBundles = join(root, COVERAGE ? 'build/specs-coverage' : 'build/specs');
export const testedSdk = COVERAGE ? join(specBundles, 'sdk.js') : join(root, 'dist/sdk.js');
/** The script of the inspector that pods serve. */
export const packagedInspector = join(root, 'dist/inspector.js');

const typescript = {
  test: /\.ts$/,
  loader: 'ts-loader',
  options: {
    transpileOnly: true,
    configFile: join(root, 'test/tsconfig.json'),
    compilerOptions: { noEmit: false },
  },
};
/** A library for a page of a spec, which must not run in the page of the specs. */
const asText = { resourceQuery: /text/, type: 'asset/source' };
/** Counts what runs of the two halves. It works on TypeScript as it is written, so that lines need no source map. */
const instrument = {
  test: /(?<!\.spec)\.ts$/,
  include: ['host', 'frame', 'shared'].map((folder) => join(root, folder, '/')),
  enforce: 'pre',
  loader: join(import.meta.dirname, 'instrumentLoader.cjs'),
};
/** As the packaged halves have it: the other conditions of Penpal would use what pages of specs have broken. */
const trimPenpal = { test: /penpal\.mjs$/, loader: join(root, '.webpack/withoutUnused.cjs') };
const resolveOptions = {
  extensions: ['.ts', '.js'],
  extensionAlias: { '.js': ['.ts', '.js'] },
  // Specs and frames use the packaged halves, as anybody does. Only to see what was covered they use the sources.
  alias: COVERAGE
    ? {
        'symphony-embed/host$': join(root, 'host/index.ts'),
        'symphony-embed/frame$': join(root, 'frame/index.ts'),
        'symphony-embed/testing$': join(root, 'testing/index.ts'),
        'symphony-embed/inspector$': join(root, 'host/inspector/index.ts'),
        'symphony-embed/element$': join(root, 'host/bindings/element.ts'),
        'symphony-embed/react$': join(root, 'host/bindings/react.ts'),
      }
    : {},
};

function bundle(name, entry, rest = {}) {
  return {
    name,
    mode: 'development',
    devtool: false,
    target: ['web', 'es2022'],
    context: root,
    entry,
    output: { path: specBundles, filename: `${name}.js` },
    resolve: resolveOptions,
    // A page without the frame half has Penpal as it is published.
    module: {
      rules: [
        asText,
        typescript,
        ...(name === 'rawFrame' ? [] : [trimPenpal]),
        ...(COVERAGE ? [instrument] : []),
      ],
    },
    performance: { hints: false },
    // The package promises side effects for what it contains, not for the sources.
    ...(COVERAGE && { optimization: { sideEffects: false } }),
    ...rest,
  };
}

/** The slowest specs, which cover hardly any additional lines. The coverage run leaves them out. */
const ADD_NO_LINES = [
  'frame/session/checkOnWaking',
  'host/embed/calls',
  'host/embed/connecting',
  'host/embed/deadlines',
  'host/embed/framesGone',
  'host/embed/hostile',
  'host/embed/hostileFrames',
  'host/embed/livingFrames',
  'host/embed/malformed',
  'host/embed/movedFrames',
  'host/embed/silentPages',
  'host/logout/busyPage',
  'host/logout/copies',
  'host/logout/drafts',
  'host/logout/faults',
  'host/logout/floods',
  'host/logout/frames',
  'host/logout/hardenedPages',
  'host/logout/leaks',
  'host/logout/mixtures',
  'host/logout/pages',
  'host/logout/races',
  'host/logout/revocation',
  'host/logout/service',
  'host/logout/sweep',
  'host/scriptTag/sdk',
  'test/frameworks/frames',
  'test/frameworks/portals',
].map((name) => join(root, `${name}.spec.ts`));

/** Whether a file of a half is for Node, not for browsers. */
export function isForNode(file) {
  return /^checkPod\b/.test(file);
}

function specsIn(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .filter((file) => file.endsWith('.spec.ts') && !isForNode(file))
    .map((file) => join(root, folder, file))
    .filter((path) => !COVERAGE || !ADD_NO_LINES.includes(path))
    .sort();
}

/** The packages of another version of React than `react`. */
const react18 = {
  'react$': 'react18',
  'react/jsx-runtime$': 'react18/jsx-runtime',
  'react-dom': 'react-dom18',
};

/** A page of a UI framework, see test/frameworks/fixture.ts. */
function frameworkBundle(name, file, alias = {}) {
  return bundle(name, `./test/frameworks/${file}.ts`, { resolve: { ...resolveOptions, alias } });
}

const specs = ['shared', 'frame', 'host', 'test'].flatMap(specsIn);
const frameScripts = COVERAGE ? [join(root, 'test/frame/sendCoverage.ts')] : [];
const sdk = halves.find(({ name }) => name === 'sdk-script');

export default [
  bundle('specs', [join(root, 'test/pages/changeable.ts'), ...specs]),
  bundle('frameApp', [...frameScripts, './test/frame/frameApp.ts']),
  bundle('rawFrame', [...frameScripts, './test/frame/rawFrame.ts']),
  frameworkBundle('react18', 'react', react18),
  frameworkBundle('react19', 'react'),
  frameworkBundle('vue', 'vue'),
  // The binding runs with the oldest version that it promises, too.
  ...(COVERAGE
    ? []
    : [
        bundle('reactSpecs18', './host/bindings/react.spec.ts', {
          resolve: { ...resolveOptions, alias: react18 },
        }),
      ]),
  bundle('turbo', '@hotwired/turbo'),
  ...(COVERAGE ? [bundle('sdk', sdk.entry)] : []),
];
