import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { halves } from '../webpack.config.js';

const root = resolve(import.meta.dirname, '..');

/** Where the pages of the benchmark go. */
export const benchPages = join(root, 'build/bench-pages');

/**
 * Bundled as anybody would: without the minifier's options that are safe for this project's code, and not for that of
 * others.
 */
export function bundle(name, entry, path, more = {}) {
  const [half] = halves;
  return {
    ...half,
    name,
    entry,
    cache: false,
    devtool: false,
    optimization: {},
    experiments: { outputModule: true, topLevelAwait: true },
    resolve: {
      ...half.resolve,
      alias: {
        'symphony-embed/host$': join(root, 'dist/host.mjs'),
        'symphony-embed/frame$': join(root, 'dist/frame.mjs'),
      },
    },
    output: { path, filename: `${name}.js`, module: true, library: { type: 'module' }, ...more },
  };
}

const frames = readdirSync(join(import.meta.dirname, 'frame'))
  .map((file) => basename(file, '.ts'))
  .filter((name) => name !== 'frameApp' && name !== 'clearStorage');

export default [
  bundle('main', join(import.meta.dirname, 'page/main.ts'), benchPages),
  ...frames.map((name) =>
    bundle(name, join(import.meta.dirname, `frame/${name}.ts`), join(benchPages, 'frame')),
  ),
];
