import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { constants } from 'node:zlib';
import CompressionPlugin from 'compression-webpack-plugin';
import webpack from 'webpack';

const { Compilation, sources } = webpack;

/** What a server needs to know of the files that a build has written. */
const MANIFEST = 'manifest.json';
/** Since when files of earlier builds have no place in the newest one. */
const REPLACED = 'replaced.json';
/**
 * How long the files of an earlier build are kept: a page that was loaded before may still ask for a part of it. Nobody stays
 * logged in for that long.
 */
const KEPT_MS = 24 * 60 * 60 * 1000;
const TO_COMPRESS = /\.(?:js|css|svg|json)$/;
/** Of less, the headers of the answer are the most of it. */
const COMPRESSED_FROM_BYTES = 512;

/** Writes the manifest: by the names that pages use, as `chat.js`, those of the files, as `chat.0a1b2c.js`. */
class ManifestPlugin {
  apply(compiler) {
    const name = 'ManifestPlugin';
    compiler.hooks.thisCompilation.tap(name, (compilation) => {
      const stage = Compilation.PROCESS_ASSETS_STAGE_REPORT;
      compilation.hooks.processAssets.tap({ name, stage }, () => {
        const files = Object.fromEntries(
          [...compilation.entrypoints].flatMap(([entry, { chunks }]) =>
            chunks.flatMap(({ files: written }) =>
              [...written].map((file) => [entry + file.slice(file.lastIndexOf('.')), file]),
            ),
          ),
        );
        compilation.emitAsset(MANIFEST, new sources.RawSource(JSON.stringify(files)));
      });
    });
  }
}

/** Deletes the files of earlier builds, but not before nobody can ask for them any more. */
class ForgetReplacedPlugin {
  apply(compiler) {
    const name = 'ForgetReplacedPlugin';
    compiler.hooks.afterEmit.tapPromise(name, async ({ assets, outputOptions: { path } }) => {
      const record = join(path, REPLACED);
      const known = JSON.parse(await readFile(record, 'utf8').catch(() => '{}'));
      const nowMs = Date.now();
      const kept = {};
      for (const file of await readdir(path)) {
        if (file in assets || file === REPLACED) continue;
        const sinceMs = known[file] ?? nowMs;
        if (nowMs - sinceMs < KEPT_MS) kept[file] = sinceMs;
        else await rm(join(path, file), { force: true });
      }
      await writeFile(record, JSON.stringify(kept));
    });
  }
}

/** The plugins for pages whose files are sent compressed, under names that change with what is in them. */
export function pageFiles() {
  const compress = (algorithm, extension, compressionOptions) =>
    new CompressionPlugin({
      algorithm,
      compressionOptions,
      test: TO_COMPRESS,
      exclude: MANIFEST,
      threshold: COMPRESSED_FROM_BYTES,
      filename: `[path][base].${extension}`,
    });
  return [
    compress('brotliCompress', 'br', { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    compress('gzip', 'gz', { level: 9 }),
    new ManifestPlugin(),
    new ForgetReplacedPlugin(),
  ];
}
