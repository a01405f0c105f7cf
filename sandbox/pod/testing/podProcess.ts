import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { folders } from '../../projectFolders.js';
import { endProcess } from './endProcess.js';

/** A sandbox in a process of its own, which may die. */
export interface PodProcess {
  podUrl: string;
  portalAUrl: string;
  portalBUrl: string;
  /** Ends it in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Ends it as Ctrl+C does. */
  stop(): Promise<void>;
}

/** @param environment - `DATABASE_URL` and what else it is started with. */
export async function startPodProcess(environment: Record<string, string>): Promise<PodProcess> {
  const child = spawn(process.execPath, [join(folders.root, 'build/sandbox/start.js')], {
    env: { ...process.env, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  let welcome = '';
  for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    welcome += String(text);
    if (welcome.includes('Ctrl+C stops it.')) break;
  }
  const urlOf = (host: string): string =>
    new RegExp(`http://${host}\\.localhost:\\d+`).exec(welcome)?.[0] ?? '';
  if (urlOf('pod') === '') {
    await endProcess(child, 'SIGKILL');
    throw new Error(`Failed to start a pod: ${complaints}`);
  }
  child.stdout.resume();
  return {
    podUrl: urlOf('pod'),
    portalAUrl: urlOf('a'),
    portalBUrl: urlOf('b'),
    kill: () => endProcess(child, 'SIGKILL'),
    stop: () => endProcess(child, 'SIGTERM'),
  };
}
