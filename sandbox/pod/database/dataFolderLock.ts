import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The folders that this very process has. Its id alone proves nothing: in a container every start has the same one. */
const ours = new Set<string>();

/**
 * Keeps other pods away from a data folder: two databases on the same files would destroy them.
 *
 * @returns Its undo.
 * @throws When a running process has the folder.
 */
export async function lockDataFolder(folder: string): Promise<() => Promise<void>> {
  const lock = join(folder, 'pod.pid');
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    ours.add(lock);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    const owner = Number(await readFile(lock, 'utf8'));
    if (owner === process.pid ? ours.has(lock) : isRunning(owner)) {
      throw new Error(
        `Failed to open the data folder ${folder}: process ${String(owner)} uses it. Stop that one, choose another ` +
          `folder, or let both use one PostgreSQL server (DATABASE_URL). If it is no pod at all, delete ${lock}.`,
        { cause: error },
      );
    }
    // Its owner died without tidying up.
    await rm(lock, { force: true });
    return lockDataFolder(folder);
  }
  return async () => {
    ours.delete(lock);
    await rm(lock, { force: true });
  };
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
