import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Client } from 'pg';
import { endProcess } from './endProcess.js';
import { freePort } from './freePort.js';

const DEBIAN = '/usr/lib/postgresql';
const READY_DEADLINE_MS = 30_000;
/** PostgreSQL refuses to run as root. */
const NOBODY = { uid: 65_534, gid: 65_534 };

/** Why a spec that needs PostgreSQL does not run. */
export const NO_POSTGRES =
  'SKIPPED: there is no PostgreSQL on this machine (looked in /usr/lib/postgresql and PATH).';

/** A real PostgreSQL server of one's own. */
export interface PostgresCluster {
  url: string;
  /** Ends it, as for an update. Its data stay. */
  halt(): Promise<void>;
  /** Starts it again, at the same address. */
  resume(): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

/** The folder of PostgreSQL's programs, if there are any on this machine. */
export function findPostgres(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  return folders.find((folder) =>
    ['initdb', 'postgres'].every((program) => existsSync(join(folder, program))),
  );
}

/** Makes a cluster in a temporary folder and starts it on a free port. */
export async function startPostgres(programs: string): Promise<PostgresCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'symphony-postgres-'));
  const user = process.getuid?.() === 0 ? NOBODY : undefined;
  if (user) await chown(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const made = spawnSync(
    join(programs, 'initdb'),
    [
      '--pgdata',
      data,
      '--username',
      'symphony',
      '--auth',
      'trust',
      '--encoding',
      'UTF8',
      '--no-locale',
      '--no-sync',
    ],
    { ...user, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`Failed to make a PostgreSQL cluster: ${made.stderr}`);
  const port = await freePort();
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: folder, fsync: 'off' };
  const url = `postgres://symphony@127.0.0.1:${String(port)}/postgres`;
  let server: ChildProcess | undefined;
  const resume = async (): Promise<void> => {
    server = spawn(
      join(programs, 'postgres'),
      [
        '-D',
        data,
        '-p',
        String(port),
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      { ...user, cwd: folder, stdio: 'ignore' },
    );
    await untilReady(url, server);
  };
  const halt = (): Promise<void> => endProcess(server, 'SIGINT');
  const stop = async (): Promise<void> => {
    await halt();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await resume();
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, halt, resume, stop };
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  const giveUpAt = performance.now() + READY_DEADLINE_MS;
  for (;;) {
    const connection = new Client({ connectionString: url });
    try {
      await connection.connect();
      await connection.end();
      return;
    } catch (error) {
      if (server.exitCode !== null || performance.now() > giveUpAt) {
        throw new Error('Failed to start PostgreSQL: it does not answer.', { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
