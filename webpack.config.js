import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import MinimizerPlugin from 'minimizer-webpack-plugin';
import typescript from 'typescript';
import webpack from 'webpack';
import { pageFiles } from './.webpack/pageFiles.js';

const root = import.meta.dirname;

/**
 * Names of properties that never leave a bundle: members of our own modules, and of the libraries in it. They are
 * shortened. Nothing that crosses the channel, that a page or an app can see, or that is looked up by a string is here.
 */
const INTERNAL_NAMES = `
  transferables messenger addMessageHandler remoteProxy timeoutId
  unref dueAt due child isPersonAsked opening checkThread rejectCalls rejectAll farewell subscribed owner
  handleLeft handleMoved handleArrival handleHello handleGoodbye handleRemoved handleReady handleNotice handleChange
  handlersFor handleWelcome handleSession isLast deadAfterMs isLoaded isSuspect witness slotName life reach opened settled hangUp
  sendNotice goneType isAllowed remote notifierOf deliver syncSubscriptions renderBeside renderAll retire openService
  removeAll embeds forget iframe confirmed podOrigin grantLeast atMost sweepers remainingMs stopping clearing
  suspects acknowledgements confirmation isRevoked podAnswer time reports
  welcomed configured ended fence display open main until frame request gone show cover ask configure
  check element methods promise initialize destroy self trace
  current configuredFor openings configuration end isIn isHidden problems framesOfPeers
  connected discard sync wait
`;
const mode = (process.env.NODE_ENV ?? 'production') === 'production' ? 'production' : 'development';
/** Changes with what any bundle depends on besides its modules: this configuration, and the versions of all packages. */
const buildVersion = [
  import.meta.filename,
  ...['pageFiles.js', 'strictStyles.cjs', 'withoutUnused.cjs'].map((file) => resolve(root, '.webpack', file)),
  ...['package-lock.json', 'tsconfig.base.json'].map((file) => resolve(root, file)),
]
  .reduce((hash, file) => hash.update(readFileSync(file)), createHash('sha256'))
  .digest('hex');

/**
 * Turns `const` into `let`, which the compiler has checked already. So the minimizer can join all declarations of a
 * function.
 */
function letInsteadOfConst(context) {
  const { factory, NodeFlags } = typescript;
  const visit = (node) => {
    const visited = typescript.visitEachChild(node, visit, context);
    return typescript.isVariableDeclarationList(visited) && visited.flags & NodeFlags.Const
      ? factory.createVariableDeclarationList(visited.declarations, NodeFlags.Let)
      : visited;
  };
  return (file) => typescript.visitNode(file, visit);
}

/**
 * A bundle of one entry. Types are checked by `tsc --build`; here they are only taken away.
 *
 * @param {import('webpack').Configuration} config
 * @param {import('terser').MinifyOptions['mangle']} [mangle]
 * @param {object[]} [moreMinimizers] - They work on what the first one leaves.
 * @returns {import('webpack').Configuration}
 */
function bundle(config, mangle = true, moreMinimizers = []) {
  return {
    mode,
    devtool: 'source-map',
    target: ['web', 'es2022'],
    resolve: { extensions: ['.ts', '.js'], extensionAlias: { '.js': ['.ts', '.js'] } },
    module: {
      rules: [
        // The import alone defines an element, or adds a style. The package says so of its own files, not of these.
        { test: /host\/inspector\/index\.ts$|\.css$/, sideEffects: true },
        { test: /penpal\.mjs$/, loader: resolve(root, '.webpack/withoutUnused.cjs') },
        { test: /emoji-picker-element\/picker\.js$/, loader: resolve(root, '.webpack/strictStyles.cjs') },
        {
          test: /\.ts$/,
          loader: 'ts-loader',
          options: {
            transpileOnly: true,
            configFile: resolve(root, 'tsconfig.base.json'),
            compilerOptions: { composite: false, declaration: false },
            getCustomTransformers: () => ({ after: [letInsteadOfConst] }),
          },
        },
      ],
    },
    optimization: {
      minimizer: [
        new MinimizerPlugin({
          extractComments: false,
          minify: [
            {
              implementation: MinimizerPlugin.terserMinify,
              options: {
                ecma: 2022,
                module: true,
                format: { comments: false },
                compress: {
                  passes: 4,
                  unsafe_arrows: true,
                  unsafe_methods: true,
                  keep_fargs: false,
                  pure_getters: true,
                  unsafe: true,
                  unsafe_symbols: true,
                  lhs_constants: false,
                  // Penpal's own log prints arguments, tokens included. It is never on, so its texts need not ship.
                  // Each half leaves out the schemas that it does not use.
                  pure_funcs: [
                    'log',
                    'formatMethodPath',
                    'leaf',
                    'object',
                    'optional',
                    'oneOf',
                    'listOf',
                    'mapOf',
                  ],
                },
                mangle,
              },
            },
            ...moreMinimizers,
          ],
        }),
      ],
    },
    performance: { hints: false },
    ...config,
  };
}

/** The names of options. Only modules take them from a page. */
const NAMES_OF_OPTIONS = 'timeouts connectMs callMs readyMs logoutMs paths topLevelLogout';
const names = (list) => list.trim().split(/\s+/);

/** How the names in a half are shortened. */
const mangleHalf = (kept = [], more = []) => ({
  properties: {
    // Some of these are names in browsers too, of things that the halves do not use.
    builtins: true,
    regex: new RegExp(
      `^(?:${[...names(INTERNAL_NAMES), ...more].filter((name) => !kept.includes(name)).join('|')})$`,
    ),
  },
});
/** Databases have an `open`, apps give the frame half a `check`, and it gives them `connected`. */
const mangleFrame = mangleHalf(['open', 'check', 'connected']);

/** Saves another 1 % of a half. Not for the sandbox's pages: it broke a library in them. */
const afterTerser = {
  implementation: MinimizerPlugin.swcMinify,
  options: {
    module: true,
    compress: { passes: 4, unsafe_arrows: true },
    mangle: true,
    format: { comments: false },
  },
};

/** For what has libraries in it: only what is safe for the code of others, and quick. */
const plainMinimizer = new MinimizerPlugin({
  // It has threads of its own.
  parallel: false,
  extractComments: false,
  minify: [{ implementation: MinimizerPlugin.swcMinify, options: { module: true } }],
});

/** A half as a module of its own, for bundlers. */
const module = (name, entry, mangle) =>
  bundle(
    {
      name,
      entry,
      experiments: { outputModule: true },
      output: { path: resolve(root, 'dist'), filename: `${name}.mjs`, library: { type: 'module' } },
    },
    mangle,
    [afterTerser],
  );

/** A half as a script, for pages without a bundler. */
const script = (name, entry, mangle) =>
  bundle(
    {
      name: `${name}-script`,
      entry,
      output: { path: resolve(root, 'dist'), filename: `${name}.js` },
    },
    mangle,
    [afterTerser],
  );

export const halves = [
  script('sdk', './host/scriptTag/sdk.ts', mangleHalf([], names(NAMES_OF_OPTIONS))),
  module('host', './host/module.ts', mangleHalf(['show'])),
  module('frame', './frame/index.ts', mangleFrame),
  script('frame', './frame/script.ts', mangleFrame),
];

/** The command of the package, for Node. It is not minified, so that people can read what they run. */
const command = bundle({
  name: 'command',
  entry: './host/checkPod/main.ts',
  target: 'node20',
  devtool: false,
  experiments: { outputModule: true },
  output: { path: resolve(root, 'dist'), filename: 'symphony-embed.mjs', module: true },
  optimization: { minimize: false },
  plugins: [new webpack.BannerPlugin({ banner: '#!/usr/bin/env node', raw: true })],
});
// It reads the version of the package when it runs, not when it is built.
command.module.parser = { javascript: { importMeta: false, url: false } };

/** What the kit for tests has in common with a portal: the packaged host half, and the class of its errors. */
const SHARED_WITH_HOST = ['host/index.js', 'host/logout/askPod.js', 'shared/errors.js'].map((path) =>
  resolve(root, path),
);

/** The kit for tests. It is not minimized, so that its part of a stack trace can be read. */
const testing = bundle({
  name: 'testing',
  entry: './testing/index.ts',
  experiments: { outputModule: true },
  output: { path: resolve(root, 'dist'), filename: 'testing.mjs', library: { type: 'module' } },
  externalsType: 'module',
  externals: ({ context, request }, callback) => {
    if (SHARED_WITH_HOST.includes(resolve(context, request))) callback(null, './host.mjs');
    else callback();
  },
  optimization: { minimize: false },
});

/** The inspector, with the library that draws it, as a module and as a script. */
const inspector = [
  bundle({
    name: 'inspector',
    entry: './host/inspector/index.ts',
    experiments: { outputModule: true },
    output: { path: resolve(root, 'dist'), filename: 'inspector.mjs', library: { type: 'module' } },
    optimization: { minimizer: [plainMinimizer] },
  }),
  bundle({
    name: 'inspector-script',
    entry: './host/inspector/script.ts',
    output: { path: resolve(root, 'dist'), filename: 'inspector.js' },
    optimization: { minimizer: [plainMinimizer] },
  }),
];

/**
 * The pages of the sandbox, built with the packaged halves, as anybody's would be. The names of all files change with what is
 * in them, so browsers keep them for good, and a page never gets the files of two builds. They are scripts: what loads a part of
 * them may try again when that fails, and a browser tries to load a module once.
 */
export const pages = bundle({
  name: 'pages',
  dependencies: ['host', 'frame', 'inspector'],
  // What has not changed is not built again, in another process either. For the others, to keep it takes longer than to build it.
  cache: {
    type: 'filesystem',
    name: `pages-${mode}`,
    cacheDirectory: resolve(root, 'build/webpack-cache'),
    version: buildVersion,
    // To look at every file of webpack and its plugins takes longer than the cache saves. Their versions are in the above.
    buildDependencies: { defaultWebpack: [] },
  },
  entry: {
    // It is in the page itself, so it cannot see where the others come from.
    opening: { import: './sandbox/chat/embedding/opening.ts', publicPath: '/embed/assets/' },
    chat: {
      import: ['./sandbox/chat/chat.css', './sandbox/chat/index.ts'],
      dependOn: 'opening',
    },
    service: './sandbox/chat/service.ts',
    login: './sandbox/pod/pages/scripts/login.ts',
    logout: './sandbox/pod/pages/scripts/logout.ts',
    apps: './sandbox/pod/pages/apps.css',
    portal: './sandbox/portals/portal.css',
    portalA: './sandbox/portals/portalA.ts',
    portalB: './sandbox/portals/portalB.ts',
    fxRates: ['./sandbox/apps/fxRates.css', './sandbox/apps/fxRates.ts'],
    playground: ['./sandbox/playground/playground.css', './sandbox/playground/index.ts'],
  },
  experiments: { css: true },
  output: {
    path: resolve(root, 'build/web'),
    filename: '[name].[contenthash].js',
    cssFilename: '[name].[contenthash].css',
    cssChunkFilename: '[name].[contenthash].css',
  },
  optimization: { minimizer: [plainMinimizer] },
  plugins: pageFiles(),
});

/** `--env pages`: only the pages, with the halves that are there already. */
export default ({ pages: onlyPages } = {}) =>
  onlyPages ? [{ ...pages, dependencies: [] }] : [...halves, testing, command, ...inspector, pages];
