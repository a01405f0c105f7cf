import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import webpack from 'webpack';
import { bundle, root } from './bundling.js';
import type { Size, Weight } from './results.js';

const folder = join(root, 'build/bench-weights');

/** What a page, and an app in a frame, take of each. What is taken is exported, so that nothing of it is left out. */
const TAKEN: [name: string, host: string, frame?: string][] = [
  [
    'Penpal',
    "export { connect, WindowMessenger } from 'penpal'",
    "export { connect, WindowMessenger } from 'penpal'",
  ],
  [
    'Comlink',
    "export { wrap, windowEndpoint, proxy } from 'comlink'",
    "export { expose, windowEndpoint } from 'comlink'",
  ],
  [
    'post-me',
    "export { ParentHandshake, WindowMessenger } from 'post-me'",
    "export { ChildHandshake, WindowMessenger } from 'post-me'",
  ],
  ['Postmate', "export { default } from 'postmate'", "export { default } from 'postmate'"],
  [
    '@quilted/threads',
    "export { ThreadWindow } from '@quilted/threads'",
    "export { ThreadWindow } from '@quilted/threads'",
  ],
  [
    'capnweb',
    "export { newMessagePortRpcSession, RpcTarget } from 'capnweb'",
    "export { newMessagePortRpcSession, RpcTarget } from 'capnweb'",
  ],
  [
    'post-robot',
    "export * from '@krakenjs/post-robot/dist/post-robot.min.js'",
    "export * from '@krakenjs/post-robot/dist/post-robot.min.js'",
  ],
  [
    'zoid',
    "export * from '@krakenjs/zoid/dist/zoid.frame.min.js'",
    "export * from '@krakenjs/zoid/dist/zoid.frame.min.js'",
  ],
  ['Superset', "export { embedDashboard } from '@superset-ui/embedded-sdk'"],
  ['Looker', "export { getEmbedSDK } from '@looker/embed-sdk'"],
  ['Power BI', "export { service, factories, models } from 'powerbi-client'"],
  ['Teams', "export { app, pages, authentication } from '@microsoft/teams-js'"],
  ['FDC3', "export { getAgent } from '@finos/fdc3-get-agent'"],
];

async function sizeOf(file: string): Promise<Size> {
  const bytes = await readFile(file);
  const [gzipped, brotlied] = await Promise.all([
    promisify(gzip)(bytes, { level: 9 }),
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  ]);
  return { min: bytes.length, gzip: gzipped.length, brotli: brotlied.length };
}

async function bundled(name: string, source: string): Promise<Size> {
  const entry = join(folder, `${name}.entry.js`);
  await writeFile(entry, `${source};\n`);
  const config = bundle(name, entry, folder);
  const inBench = join(root, 'bench/node_modules');
  const compiler = webpack({
    ...config,
    resolve: { ...config.resolve, modules: [inBench, join(root, 'node_modules')] },
  });
  await new Promise<void>((resolve, reject) => {
    compiler.run((error, stats) => {
      if (error) reject(error);
      else if (stats?.hasErrors()) reject(new Error(stats.toString('errors-only')));
      else resolve();
    });
  });
  return sizeOf(join(folder, `${name}.js`));
}

/** What an app in a frame takes of this project. */
const TAKEN_BY_APP = "export { connectApp, revokeAt } from 'symphony-embed/frame'";

/**
 * Weighs this project's script as it ships, its frame half as an app's bundler gives it, and the others bundled in the
 * same way.
 */
export async function weigh(): Promise<Weight[]> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const ours = {
    name: 'symphony-embed',
    host: await sizeOf(join(root, 'dist/sdk.js')),
    frame: await bundled('frame', TAKEN_BY_APP),
  };
  const others: Weight[] = [];
  for (const [index, [name, host, frame]] of TAKEN.entries()) {
    others.push({
      name,
      host: await bundled(`host${index}`, host),
      ...(frame !== undefined && { frame: await bundled(`frame${index}`, frame) }),
    });
  }
  return [ours, ...others];
}
