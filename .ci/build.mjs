import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { argv, env, execPath } from 'node:process';

/*
 * Builds what is out of date: `npm run build`. The compiler and the bundler work side by side. `node .ci/build.mjs sandbox`
 * builds only what the sandbox runs, and checks no types of what runs in browsers. When nothing has changed since the last
 * time, neither of them starts.
 */

const root = dirname(import.meta.dirname);
/** What is built from. */
const FOLDERS = ['.ci', '.webpack', 'frame', 'host', 'sandbox', 'shared', 'test', 'testing'];
const FILES = [
  'package-lock.json',
  'package.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'webpack.config.js',
];
const OUTPUTS = ['build/sandbox/start.js', 'build/web/manifest.json', 'dist/host.mjs', 'dist/sdk.js'];
const KINDS = {
  all: { projects: [], bundles: [] },
  sandbox: {
    projects: ['sandbox'],
    bundles: ['sdk-script', 'host', 'frame', 'inspector', 'inspector-script', 'pages'],
  },
};

const kind = argv[2] ?? 'all';
if (!(kind in KINDS))
  throw new Error(`Failed to build "${kind}": there are ${Object.keys(KINDS).join(' and ')}.`);
const { projects, bundles } = KINDS[kind];

function digest() {
  const inside = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(root, join(parentPath, name))),
  );
  const hash = createHash('sha256').update(env.NODE_ENV ?? '');
  for (const path of [...FILES, ...inside.filter((file) => !file.includes('node_modules')).sort()])
    hash.update(`\n${path}\n`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

function run(script, ...args) {
  return new Promise((resolve) => {
    const child = spawn(execPath, [join(root, 'node_modules', script), ...args], {
      cwd: root,
      stdio: 'inherit',
    });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.on('exit', (code) => resolve(code === 0));
  });
}

const stamp = join(root, `build/built-${kind}`);
const wanted = digest();
const isBuilt =
  existsSync(stamp) &&
  readFileSync(stamp, 'utf8') === wanted &&
  OUTPUTS.every((file) => existsSync(join(root, file)));
if (!isBuilt) {
  rmSync(stamp, { force: true });
  const results = await Promise.all([
    run('typescript/bin/tsc', '--build', ...projects),
    run(
      'webpack-cli/bin/cli.js',
      ...['--stats', 'errors-warnings'],
      ...bundles.flatMap((name) => ['--config-name', name]),
    ),
  ]);
  if (results.every(Boolean)) {
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, wanted);
  } else process.exitCode = 1;
}
