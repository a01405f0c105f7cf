import { spawn, spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../bundling.js';
import { spreadOf, type Spread } from '../statistics.js';
import { once as found, type Day } from './figures.js';
import { messageOf } from './messageOf.js';
import { timeStart } from './timeStart.js';

/** Starts are counted until there are so many, or they have taken this long together. */
const STARTS = 3;
const STARTS_MS = 45_000;

/**
 * Builds a copy of what git knows or would take of this folder, with nothing that was built and nothing that a build
 * has remembered, and then starts it again and again.
 */
export async function measureFreshClone(): Promise<Day> {
  const clone = await mkdtemp(join(tmpdir(), 'symphony-embed-clone-'));
  try {
    await copyTo(clone);
    const buildStartedAt = performance.now();
    await run(clone, ['run', 'build']);
    const buildMs = performance.now() - buildStartedAt;
    return { build: found(buildMs / 1000), start: await timeStarts(clone).catch(messageOf) };
  } finally {
    await rm(clone, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Seconds of each start but the first one, which makes the database. */
async function timeStarts(clone: string): Promise<Spread> {
  await timeStart(clone);
  const starts: number[] = [];
  const until = performance.now() + STARTS_MS;
  while (!starts.length || (starts.length < STARTS && performance.now() < until))
    starts.push((await timeStart(clone)) / 1000);
  return spreadOf(starts);
}

async function copyTo(clone: string): Promise<void> {
  const { stdout } = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  const files = stdout.split('\0').filter(Boolean);
  if (!files.length) throw new Error(`Failed to copy ${root}: git lists no files there.`);
  for (const file of files) {
    await mkdir(dirname(join(clone, file)), { recursive: true });
    // What was deleted, and is not committed yet, is listed as well.
    await cp(join(root, file), join(clone, file)).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    });
  }
  // Each package by a link of its own: tools keep their caches in the folder itself, and that has to be a new one.
  await mkdir(join(clone, 'node_modules'));
  for (const name of await readdir(join(root, 'node_modules')))
    if (name !== '.cache') await symlink(join(root, 'node_modules', name), join(clone, 'node_modules', name));
}

async function run(clone: string, args: readonly string[]): Promise<void> {
  const child = spawn('npm', args, { cwd: clone, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0)
    throw new Error(`npm ${args.join(' ')} failed in a new clone: its exit code is ${String(code)}.`);
}
