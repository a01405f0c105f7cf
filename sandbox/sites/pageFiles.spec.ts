import { fastify, type FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import webpack, { type Configuration } from 'webpack';
import { folders } from '../projectFolders.js';
import { addPageFiles, fillPage, inlineScript } from './pageFiles.js';

const { pageFiles } = (await import(join(folders.root, '.webpack/pageFiles.js'))) as {
  pageFiles: () => Configuration['plugins'];
};
const BUILD_MS = 60_000;
const TWO_DAYS_MS = 48 * 60 * 60 * 1000;

describe('The files of pages', () => {
  let folder: string;
  let built: string;
  let sites: FastifyInstance[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'symphony-pages-'));
    built = join(folder, 'built');
    sites = [];
    await writeFile(join(folder, 'page.html'), '<script src="{{page.js}}"></script>');
  });

  afterEach(async () => {
    for (const site of sites) await site.close();
    await rm(folder, { recursive: true });
  });

  /** Builds a page that says something, and a lot of it. */
  async function build(words: string): Promise<void> {
    const entry = join(folder, 'page.js');
    await writeFile(entry, `console.log(${JSON.stringify(`${words} `.repeat(500))});`);
    await new Promise<void>((resolve, reject) => {
      const compiler = webpack({
        mode: 'production',
        entry: { page: entry },
        output: { path: built, filename: '[name].[contenthash].js' },
        optimization: { minimize: false },
        plugins: pageFiles() ?? [],
      });
      compiler.run((error, stats) => {
        compiler.close(() => {
          if (error) reject(error);
          else if (stats?.hasErrors()) reject(new Error(stats.toString('errors-only')));
          else resolve();
        });
      });
    });
  }

  async function start(): Promise<FastifyInstance> {
    const site = fastify();
    await addPageFiles(site, '/files/', built);
    site.get('/', () => fillPage(site, join(folder, 'page.html'), {}));
    site.get('/long', () => ({ words: 'more and more '.repeat(200) }));
    sites.push(site);
    return site;
  }

  /** The address of the script in the page of a site. */
  async function scriptOf(site: FastifyInstance): Promise<string> {
    const { body } = await site.inject('/');
    return /src="([^"]*)"/.exec(body)?.[1] ?? '';
  }

  it(
    'come compressed to those who take that, and are kept for good',
    async () => {
      await build('One');
      const site = await start();
      const url = await scriptOf(site);
      expect(url).toMatch(/^\/files\/page\.[0-9a-f]+\.js$/);
      const get = (encodings: string) =>
        site.inject({ url, headers: encodings ? { 'accept-encoding': encodings } : {} });
      const [plain, brotli, gzip] = [await get(''), await get('gzip, deflate, br'), await get('gzip')];
      expect([plain, brotli, gzip].map(({ headers }) => headers['content-encoding'])).toEqual([
        undefined,
        'br',
        'gzip',
      ]);
      expect(brotli.rawPayload.length).toBeLessThan(plain.rawPayload.length / 10);
      expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe(plain.body);
      expect(gunzipSync(gzip.rawPayload).toString()).toBe(plain.body);
      for (const { headers } of [plain, brotli, gzip]) {
        expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
        expect(headers.vary).toBe('accept-encoding');
        expect(headers['content-type']).toContain('javascript');
      }
    },
    BUILD_MS,
  );

  it(
    'can be in the page itself, if they cannot end it',
    async () => {
      await build('One');
      const { text, source } = await inlineScript(await start(), 'page.js');
      expect(text).toContain('One');
      expect(source).toMatch(/^'sha256-[A-Za-z0-9+/]{43}='$/);
      await build('Two </script>');
      const site = await start();
      await expectAsync(inlineScript(site, 'page.js')).toBeRejectedWithError(/page\.js into a page/);
    },
    BUILD_MS,
  );

  it(
    'are never those of two builds, and a page that was loaded before a new build gets its own',
    async () => {
      await build('One');
      const old = await start();
      const oldUrl = await scriptOf(old);
      await build('Two');
      expect(await scriptOf(old)).toBe(oldUrl);
      const renewed = await start();
      const url = await scriptOf(renewed);
      expect(url).not.toBe(oldUrl);
      expect((await renewed.inject(url)).body).toContain('Two');
      // A page that was loaded before the restart.
      for (const site of [old, renewed]) expect((await site.inject(oldUrl)).body).toContain('One');
    },
    BUILD_MS,
  );

  it(
    'of earlier builds go when nobody can ask for them any more',
    async () => {
      await build('One');
      const [first = ''] = (await readdir(built)).filter((file) => file.endsWith('.js'));
      await build('Two');
      const record = join(built, 'replaced.json');
      const replaced = JSON.parse(await readFile(record, 'utf8')) as Record<string, number>;
      expect(Object.keys(replaced).sort()).toEqual([first, `${first}.br`, `${first}.gz`]);
      await build('Three');
      expect(existsSync(join(built, first))).toBeTrue();

      const earlier = Object.entries(replaced).map(([file, since]) => [file, since - TWO_DAYS_MS]);
      await writeFile(record, JSON.stringify(Object.fromEntries(earlier)));
      await build('Four');
      for (const file of [first, `${first}.br`, `${first}.gz`])
        expect(existsSync(join(built, file))).toBeFalse();
      // A file that has a place again is not forgotten with the others.
      await build('Four');
      const manifest = JSON.parse(await readFile(join(built, 'manifest.json'), 'utf8')) as object;
      for (const file of Object.values(manifest)) expect(existsSync(join(built, String(file)))).toBeTrue();
    },
    BUILD_MS,
  );

  it(
    'are not all that is compressed: what a site answers is, too',
    async () => {
      await build('One');
      const site = await start();
      const { headers, rawPayload } = await site.inject({
        url: '/long',
        headers: { 'accept-encoding': 'br' },
      });
      expect(headers['content-encoding']).toBe('br');
      expect(JSON.parse(brotliDecompressSync(rawPayload).toString())).toEqual({
        words: 'more and more '.repeat(200),
      });
    },
    BUILD_MS,
  );
});
