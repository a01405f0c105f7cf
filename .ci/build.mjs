import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { argv, env, execPath } from 'node:process';

/*
 * Builds what is out of date: `npm run build`. The compiler and the bundler work side by side. `node .ci/build.mjs sandbox`
 * builds only what the sandbox runs. When nothing has changed since the last time, neither of them starts.
 */

const root = dirname(import.meta.dirname);
const FILES = [
  'package-lock.json',
  'package.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'webpack.config.js',
];
const HALVES = ['.ci', '.webpack', 'frame', 'host', 'shared', 'testing'];
const ALL = [...HALVES, 'sandbox', 'test'];
const OUTPUTS = ['build/sandbox/start.js', 'build/web/manifest.json', 'dist/host.mjs', 'dist/sdk.js'];
const KINDS = {
  // What only has its types checked, or runs in tests, is not here: `npm run build:package` does that, too.
  all: { projects: ['sandbox', 'host/bindings'], bundles: [] },
  sandbox: {
    projects: ['sandbox'],
    bundles: ['sdk-script', 'host', 'frame', 'inspector', 'inspector-script', 'pages'],
  },
};

const kind = argv[2] ?? 'all';
if (!(kind in KINDS))
  throw new Error(`Failed to build "${kind}": there are ${Object.keys(KINDS).join(' and ')}.`);
const { projects, bundles } = KINDS[kind];

/** Changes with what is in the files of these folders, and in those beside them. */
function digest(folders) {
  const inside = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(root, join(parentPath, name))),
  );
  const hash = createHash('sha256').update(env.NODE_ENV ?? '');
  for (const path of [...FILES, ...inside.filter((file) => !file.includes('node_modules')).sort()])
    hash.update(`\n${path}\n`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

const digests = { whole: digest(ALL), halves: digest(HALVES) };
const stampOf = (what, name) => join(root, `build/built-${what}-${name}`);

/** Whether a build of this kind went well from what there is now, and no other one has written over it since. */
function isBuilt(what, name) {
  const stamp = stampOf(what, name);
  return (
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === digests[what] &&
    OUTPUTS.every((output) => existsSync(join(root, output)))
  );
}

/** What other builds were made from is not what is there after this one, unless it is the same. */
function forgetOthers() {
  for (const what of Object.keys(digests))
    for (const name of Object.keys(KINDS))
      if (name === kind || !isBuilt(what, name)) rmSync(stampOf(what, name), { force: true });
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

if (!isBuilt('whole', kind)) {
  const areHalvesBuilt = isBuilt('halves', kind) || isBuilt('halves', 'all');
  const wanted = areHalvesBuilt ? ['--env', 'pages'] : bundles.flatMap((name) => ['--config-name', name]);
  forgetOthers();
  const results = await Promise.all([
    run('typescript/bin/tsc', '--build', ...projects),
    run('webpack-cli/bin/cli.js', '--stats', 'errors-warnings', ...wanted),
  ]);
  if (results.every(Boolean)) {
    mkdirSync(join(root, 'build'), { recursive: true });
    for (const [what, text] of Object.entries(digests)) writeFileSync(stampOf(what, kind), text);
  } else process.exitCode = 1;
}
