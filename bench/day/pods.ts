import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPodProcess, type PodProcess } from '../../sandbox/pod/testing/podProcess.js';
import { findPostgres, startPostgres } from '../../sandbox/pod/testing/postgresCluster.js';

/** Uses a pod in a process of its own that has its database in it, as `npm start` does. */
export async function withPodInProcess<Result>(use: (pod: PodProcess) => Promise<Result>): Promise<Result> {
  const dataDir = await mkdtemp(join(tmpdir(), 'symphony-embed-day-'));
  try {
    return await using({ DATA_DIR: dataDir, DATABASE_URL: '' }, use);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Uses a pod in a process of its own, on a PostgreSQL server of its own. */
export async function withPodOnPostgres<Result>(use: (pod: PodProcess) => Promise<Result>): Promise<Result> {
  const programs = findPostgres();
  if (programs === undefined) throw new Error('There is no PostgreSQL on this machine.');
  const cluster = await startPostgres(programs);
  try {
    return await using({ DATABASE_URL: cluster.url }, use);
  } finally {
    await cluster.stop();
  }
}

async function using<Result>(
  environment: Record<string, string>,
  use: (pod: PodProcess) => Promise<Result>,
): Promise<Result> {
  const pod = await startPodProcess(environment);
  try {
    return await use(pod);
  } finally {
    await pod.stop();
  }
}
