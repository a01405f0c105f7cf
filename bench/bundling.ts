import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Configuration } from 'webpack';

/** The project's folder, seen from where this program is built into. */
export const root = join(import.meta.dirname, '../..');

const config = (await import(pathToFileURL(join(root, 'bench/webpack.config.js')).href)) as {
  benchPages: string;
  bundle: (name: string, entry: string, path: string) => Configuration;
};

/** Where the pages of the benchmark go. */
export const { benchPages } = config;
/** Bundles in the way of all pages here, so that nobody has an advantage of it. */
export const { bundle } = config;
