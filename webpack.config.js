import { resolve } from 'node:path';
import MinimizerPlugin from 'minimizer-webpack-plugin';

const root = import.meta.dirname;
const production = (process.env.NODE_ENV ?? 'production') === 'production';

/**
 * A bundle of one entry. Types are checked by `tsc --build`; here they are only taken away.
 *
 * @param {import('webpack').Configuration} config
 * @returns {import('webpack').Configuration}
 */
function bundle(config) {
  return {
    mode: production ? 'production' : 'development',
    devtool: 'source-map',
    target: ['web', 'es2022'],
    resolve: { extensions: ['.ts', '.js'], extensionAlias: { '.js': ['.ts', '.js'] } },
    module: {
      rules: [
        {
          test: /\.ts$/,
          loader: 'ts-loader',
          options: {
            transpileOnly: true,
            configFile: resolve(root, 'tsconfig.base.json'),
            compilerOptions: { composite: false, declaration: false },
          },
        },
      ],
    },
    optimization: {
      minimizer: [
        new MinimizerPlugin({
          extractComments: false,
          terserOptions: {
            ecma: 2022,
            module: true,
            format: { comments: false },
            compress: {
              passes: 3,
              unsafe_arrows: true,
              unsafe_methods: true,
              keep_fargs: false,
              // Penpal's own log prints arguments, tokens included. It is never on, so its texts need not ship.
              pure_funcs: ['log'],
            },
          },
        }),
      ],
    },
    performance: { hints: false },
    ...config,
  };
}

/** A half as a module of its own, for bundlers. */
const module = (name, entry) =>
  bundle({
    name,
    entry,
    experiments: { outputModule: true },
    output: { path: resolve(root, 'dist'), filename: `${name}.mjs`, library: { type: 'module' } },
  });

/** A half as a script, for pages without a bundler. */
const script = (name, entry) =>
  bundle({
    name: `${name}-script`,
    entry,
    output: { path: resolve(root, 'dist'), filename: `${name}.js` },
  });

export const halves = [
  script('sdk', './host/sdk.ts'),
  module('host', './host/index.ts'),
  module('frame', './frame/index.ts'),
  script('frame', './frame/script.ts'),
];

/** The pages of the sandbox, built with the packaged halves, as anybody's would be. */
const page = (name, entry) =>
  bundle({
    name: `page-${name}`,
    dependencies: ['host', 'frame'],
    entry,
    output: { path: resolve(root, 'build/web'), filename: `${name}.js` },
  });

export const pages = [
  page('chat', './sandbox/chat/index.ts'),
  page('service', './sandbox/chat/service.ts'),
  page('portalA', './sandbox/portals/portalA.ts'),
  page('portalB', './sandbox/portals/portalB.ts'),
  page('fxRates', './sandbox/apps/fxRates.ts'),
  page('playground', './sandbox/playground/index.ts'),
];

export default [...halves, ...pages];
