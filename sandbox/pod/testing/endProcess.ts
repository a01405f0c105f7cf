import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Ends a process that a test has started, unless it has ended. Resolves when it is gone. */
export async function endProcess(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (child?.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
