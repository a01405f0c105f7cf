import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const START_MS = 240_000;
const BANNER = 'Ctrl+C stops it.';
const ENDS = ['SIGINT', 'SIGTERM'] as const;

/** Milliseconds until `npm start` says that all is there. It is stopped then. */
export async function timeStart(clone: string): Promise<number> {
  const startedAt = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: clone,
    env: { ...process.env, PORT: '0', DATA_DIR: join(clone, '.sandbox-data') },
    stdio: ['ignore', 'pipe', 'ignore'],
    // A group of its own with all that it starts, so that all of it can be stopped.
    detached: true,
  });
  const signal = (name: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // It has ended by itself.
    }
  };
  const giveUp = setTimeout(signal, START_MS, 'SIGKILL');
  // A group of its own does not get the Ctrl+C that ends this process.
  const abandon = (): void => {
    signal('SIGKILL');
    process.exit(1);
  };
  for (const name of ENDS) process.once(name, abandon);
  const ended = once(child, 'exit');
  try {
    let output = '';
    for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
      output += String(text);
      if (output.includes(BANNER)) return performance.now() - startedAt;
    }
    const isLate = performance.now() - startedAt >= START_MS;
    const fact = isLate ? `there was no banner within ${START_MS} ms` : 'it ended without a banner';
    throw new Error(`npm start failed in ${clone}: ${fact}.`);
  } finally {
    child.stdout.resume();
    signal('SIGINT');
    await ended;
    clearTimeout(giveUp);
    for (const name of ENDS) process.off(name, abandon);
  }
}
