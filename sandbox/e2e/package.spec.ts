import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');
const bin = join(root, 'node_modules/.bin');

const NPM_QUIETLY = { npm_config_offline: 'true', npm_config_audit: 'false', npm_config_fund: 'false' };

/** The maximum size of each bundle, in bytes, after `gzip -9`. docs/performance.md gives the goals and the present sizes. */
const BUDGETS = { 'sdk.js': 14_100, 'frame.js': 8_300 };
/** That of an app's bundle of the frame half, with `connectApp` and `revokeAt` alone. All else is only for who imports it. */
const FRAME_BUDGET = 7_900;

/** What `tsc` and `node` say, whether they are content or not. */
async function say(command: string, args: string[], cwd: string): Promise<string> {
  try {
    const { stdout, stderr } = await run(command, args, { cwd });
    return stdout + stderr;
  } catch (thrown) {
    const {
      stdout = '',
      stderr = '',
      message,
    } = thrown as { stdout?: string; stderr?: string; message: string };
    return `${message}\n${stdout}${stderr}`;
  }
}

describe('The package', () => {
  let folder: string;
  let consumer: string;
  let contents: string[];
  let filename: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'symphony-embed-package-'));
    consumer = join(folder, 'consumer');
    await mkdir(consumer);
    const env = { ...process.env, ...NPM_QUIETLY };
    const { stdout } = await run(
      'npm',
      ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
      {
        cwd: root,
        env,
      },
    );
    const packed: unknown = JSON.parse(stdout);
    // npm 12 answers with an object by package name, earlier ones with a list.
    const [pack] = Object.values(packed as object) as [{ filename: string; files: { path: string }[] }];
    ({ filename } = pack);
    contents = pack.files.map(({ path }) => path);
    await writeFile(
      join(consumer, 'package.json'),
      '{ "name": "consumer", "type": "module", "private": true }',
    );
    await run('npm', ['install', '--ignore-scripts', join(folder, filename)], { cwd: consumer, env });
  }, 120_000);

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('holds what is needed and nothing else', () => {
    const unexpected = contents.filter(
      (path) =>
        !/^dist\/(sdk|frame|inspector)\.js(\.map)?$/.test(path) &&
        !/^dist\/(host|frame|testing|inspector)\.(mjs(\.map)?|d\.ts)$/.test(path) &&
        !/^dist\/bindings\/\w+\.(js|d\.ts)$/.test(path) &&
        !/^docs\/([\w-]+\.md|examples\/.*)$/.test(path) &&
        !['dist/symphony-embed.mjs', 'docs/portal-logout.png'].includes(path) &&
        !['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE'].includes(path),
    );
    expect(unexpected).toEqual([]);
    expect(contents).toEqual(
      jasmine.arrayContaining([
        'LICENSE',
        'README.md',
        'package.json',
        'dist/sdk.js',
        'dist/frame.js',
        'dist/host.mjs',
        'dist/host.d.ts',
        'dist/frame.mjs',
        'dist/frame.d.ts',
        'dist/bindings/element.js',
        'dist/bindings/react.js',
        'docs/troubleshooting.md',
        'dist/symphony-embed.mjs',
        'dist/testing.mjs',
        'dist/testing.d.ts',
        'dist/inspector.js',
        'dist/inspector.mjs',
        'dist/inspector.d.ts',
      ]),
    );
  });

  it('needs no other package', async () => {
    const installed = await readdir(join(consumer, 'node_modules'));
    expect(installed.filter((name) => !name.startsWith('.'))).toEqual(['symphony-embed']);
  });

  it('has entries that ESM and bundlers resolve, with the types of what is there', async () => {
    const { messages } = await publint({
      pkgDir: join(consumer, 'node_modules/symphony-embed'),
      strict: true,
      pack: false,
    });
    expect(messages.map(({ code, path }) => [code, path.join('.')])).toEqual([]);

    const tarball = await readFile(join(folder, filename));
    const analysis = await checkPackage(createPackageFromTarballData(tarball), {
      entrypoints: ['host', 'frame', 'element', 'react', 'global', 'testing', 'inspector'],
    });
    if (!analysis.types) throw new Error('The package has no types.');
    const problems = analysis.problems.filter(
      (problem) => !('resolutionKind' in problem) || /^(bundler|node16-esm)$/.test(problem.resolutionKind),
    );
    expect(problems).toEqual([]);
  }, 60_000);

  it('checks a pod from the command line', async () => {
    const env = { ...process.env, ...NPM_QUIETLY };
    const server = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
    try {
      await once(server, 'listening');
      const podUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
      const args = ['symphony-embed', 'check-pod', podUrl, '--origin', 'https://portal.example', '--json'];
      const failure = (await run('npx', args, { cwd: consumer, env }).catch((error: unknown) => error)) as {
        code: number;
        stdout: string;
      };
      expect(failure.code).toBe(1);
      const { results } = JSON.parse(failure.stdout) as { results: object[] };
      expect(results).toContain(jasmine.objectContaining({ name: 'focusPage', outcome: 'failed' }));
      const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
        version: string;
      };
      const { stdout } = await run('npx', ['symphony-embed', '--version'], { cwd: consumer, env });
      expect(stdout.trim()).toBe(version);
    } finally {
      server.close();
    }
  }, 60_000);

  it('is imported without a DOM and without a side effect', async () => {
    const script = `
      const before = new Set(Reflect.ownKeys(globalThis));
      const host = await import('symphony-embed/host');
      const frame = await import('symphony-embed/frame');
      const element = await import('symphony-embed/element');
      const testing = await import('symphony-embed/testing');
      const added = Reflect.ownKeys(globalThis).filter((key) => !before.has(key));
      console.log(JSON.stringify({
        added: added.map(String),
        functions: [host.createSymphony, host.load, host.SymphonyError, frame.connectApp, frame.revokeAt, frame.SymphonyError, testing.createFakePod, testing.createFakeHost, element.SymphonyChatElement].map((one) => typeof one),
        isOneClass: testing.SymphonyError === host.SymphonyError,
        open: process.getActiveResourcesInfo().filter((name) => name === 'Timeout' || name === 'MessagePort'),
      }));`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { cwd: consumer });
    const functions = Array<string>(9).fill('function');
    expect(JSON.parse(stdout)).toEqual({ added: [], functions, isOneClass: true, open: [] });
  });

  for (const [moduleResolution, module] of [
    ['bundler', 'esnext'],
    ['node16', 'node16'],
  ] as const) {
    it(`type-checks in a strict project that resolves modules as ${moduleResolution}`, async () => {
      const project = join(consumer, moduleResolution);
      await mkdir(project, { recursive: true });
      await writeFile(
        join(project, 'tsconfig.json'),
        JSON.stringify({
          compilerOptions: {
            module,
            moduleResolution,
            target: 'es2022',
            lib: ['es2022', 'dom'],
            types: [],
            strict: true,
            exactOptionalPropertyTypes: true,
            noUncheckedIndexedAccess: true,
            skipLibCheck: false,
            noEmit: true,
          },
          files: ['portal.mts', 'app.mts', 'tests.mts'],
        }),
      );
      await writeFile(
        join(project, 'portal.mts'),
        `import { createSymphony, load, SymphonyError, type LogoutReport } from 'symphony-embed/host';
        const symphony = createSymphony({ podUrl: 'https://pod.example', partnerId: 'acme' });
        const { streamId }: { streamId?: string | undefined } = await symphony.render('chat', { streamId: 's1', mode: 'dark' });
        const report: LogoutReport = await symphony.logout({ deadlineMs: 1000 });
        const undo: () => void = symphony.listen({
          type: 'UnreadCountNotifications',
          params: { streamId: 's1' },
          callback: ({ count }) => { const many: number = count; void many; },
        });
        const error = new SymphonyError('TIMEOUT', 'too late');
        // @ts-expect-error Modes are light and dark.
        await symphony.render('chat', { mode: 'blue' });
        // @ts-expect-error There is no such error type.
        if (error.type === 'NO_SUCH_TYPE') undo();
        void [streamId, report.revoked, report.frames[0]?.outcome, load];`,
      );
      await writeFile(
        join(project, 'app.mts'),
        `import { connectApp, revokeAt, SymphonyError } from 'symphony-embed/frame';
        const app = connectApp({
          allowedOrigins: ['https://portal.example'],
          handlers: { openStream: ({ streamId }) => ({ streamId }) },
          session: { revoke: revokeAt('/session/logout'), clear: async ({ signal }) => { signal.throwIfAborted(); } },
        });
        const { chat } = await app.connected;
        app.ready(chat);
        app.notify('UnreadCountNotifications', { streamId: 's1', count: 2 });
        // @ts-expect-error A count is a number.
        app.notify('UnreadCountNotifications', { streamId: 's1', count: '2' });
        // @ts-expect-error The portals have to be told.
        connectApp({});
        void SymphonyError;`,
      );
      await writeFile(
        join(project, 'tests.mts'),
        `import { createSymphony, type Symphony } from 'symphony-embed/host';
        import { createFakeHost, createFakePod, type FakeHost, type FakePod } from 'symphony-embed/testing';
        import { connectApp, type App } from 'symphony-embed/frame';
        const pod: FakePod = createFakePod();
        const symphony: Symphony = pod.createSymphony({ partnerId: 'acme' });
        const undo: () => void = pod.answer('openStream', ({ streamId }) => ({ streamId }));
        pod.fail('sendMessage', { type: 'INVALID_USERS', data: ['7'] });
        // @ts-expect-error A count is a number.
        await pod.notify('UnreadCountNotifications', { streamId: 's1', count: '2' });
        // @ts-expect-error A flag is no text.
        pod.answer('checkAuth', { isLoggedIn: 'yes', authenticationType: 'sso' });
        // @ts-expect-error There is no such method.
        pod.answer('openChat', {});
        const host: FakeHost = createFakeHost({ welcome: { chat: { streamId: 's1' } } });
        const app: App = connectApp({ allowedOrigins: [host.origin], session: host.observe({ stop: () => undefined }) });
        const { streamId }: { streamId?: string | undefined } = await host.call('openStream', { streamId: 's1' });
        const left: string[] = (await host.logout()).left;
        // @ts-expect-error The method needs a stream id.
        await host.call('openStream', {});
        void [app, streamId, left, createSymphony, symphony, undo, pod.frameIn('#chat').welcome?.settings.mode];`,
      );
      expect(await say(join(bin, 'tsc'), ['-p', project], project)).toBe('');
    }, 60_000);
  }

  it('explains every type of error under the heading that messages name', async () => {
    const script = `console.log(JSON.stringify((await import('symphony-embed/host')).ERROR_TYPES))`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { cwd: consumer });
    const page = await readFile(
      join(consumer, 'node_modules/symphony-embed/docs/troubleshooting.md'),
      'utf8',
    );
    const headings = [...page.matchAll(/^## <a id="([A-Z_]+)"><\/a>`([A-Z_]+)`$/gm)].map(([, id, name]) => {
      expect(id).toBe(name);
      return id;
    });
    expect(headings.sort()).toEqual((JSON.parse(stdout) as string[]).sort());
  });

  it('is bundled by webpack, and leaves out what is not used', async () => {
    await writeFile(
      join(consumer, 'error.js'),
      `import { SymphonyError } from 'symphony-embed/host'; console.log(new SymphonyError('ERROR', 'x').toJSON());`,
    );
    await writeFile(
      join(consumer, 'all.js'),
      `import { createSymphony } from 'symphony-embed/host'; console.log(createSymphony({ podUrl: 'https://pod.example' }));`,
    );
    await writeFile(
      join(consumer, 'webpack.config.mjs'),
      `export default { mode: 'production', context: ${JSON.stringify(consumer)}, entry: { error: './error.js', all: './all.js' }, output: { path: ${JSON.stringify(join(consumer, 'out'))} } };`,
    );
    const said = await say(join(bin, 'webpack'), ['-c', join(consumer, 'webpack.config.mjs')], root);
    expect(said).toContain('compiled successfully');
    const sizeOf = async (name: string): Promise<number> => (await stat(join(consumer, 'out', name))).size;
    const error = await sizeOf('error.js');
    const all = await sizeOf('all.js');
    console.log(`A bundle with nothing but SymphonyError: ${error} bytes; with createSymphony: ${all}.`);
    expect(error).toBeLessThan(all / 4);
    const portal = await readFile(join(consumer, 'out/all.js'), 'utf8');
    expect(portal).not.toContain('fake pod');
    expect(await run(process.execPath, [join(consumer, 'out/error.js')])).toEqual(
      jasmine.objectContaining({ stdout: "{ type: 'ERROR', message: 'x' }\n" }),
    );
  }, 60_000);

  it(`costs an app at most ${FRAME_BUDGET} bytes that uses connectApp and revokeAt alone`, async () => {
    const used = {
      alone: 'connectApp, revokeAt',
      raw: 'connectApp, revokeAt, acceptRawClients',
    };
    for (const [name, names] of Object.entries(used))
      await writeFile(join(consumer, `${name}.js`), `export { ${names} } from 'symphony-embed/frame';`);
    await writeFile(
      join(consumer, 'webpack.config.mjs'),
      `export default { mode: 'production', context: ${JSON.stringify(consumer)}, entry: { alone: './alone.js', raw: './raw.js' }, experiments: { outputModule: true }, output: { path: ${JSON.stringify(join(consumer, 'frame'))}, library: { type: 'module' } } };`,
    );
    const said = await say(join(bin, 'webpack'), ['-c', join(consumer, 'webpack.config.mjs')], root);
    expect(said).toContain('compiled successfully');
    const [alone = '', raw = ''] = await Promise.all(
      Object.keys(used).map((name) => readFile(join(consumer, 'frame', `${name}.mjs`), 'utf8')),
    );
    const sizeOf = (script: string): number => gzipSync(script, { level: 9 }).length;
    console.log(
      `frame.mjs: ${sizeOf(alone)} bytes gzipped, of ${FRAME_BUDGET}; ${sizeOf(raw)} with raw clients.`,
    );
    expect(sizeOf(alone)).toBeLessThanOrEqual(FRAME_BUDGET);
    expect(alone).not.toContain('sdk-');
    expect(raw).toContain('sdk-resolve');
  }, 60_000);

  for (const [name, budget] of Object.entries(BUDGETS)) {
    it(`keeps ${name} within ${budget} bytes`, async () => {
      const { length } = gzipSync(await readFile(join(root, 'dist', name)), { level: 9 });
      console.log(`${name}: ${length} bytes gzipped, of ${budget}.`);
      expect(length).toBeLessThanOrEqual(budget);
    });
  }
});
