import { migrate } from '../sandbox/pod/database/migrations.js';
import { openPostgresDatabase } from '../sandbox/pod/database/postgresDatabase.js';
import { seed } from '../sandbox/pod/seed/seed.js';
import { SEED_USERS } from '../sandbox/pod/seed/seedUsers.js';
import { findPostgres, startPostgres } from '../sandbox/pod/testing/postgresCluster.js';
import { RACES, SessionRaces } from '../sandbox/pod/testing/sessionRaces.js';
import type { Samples } from './results.js';

const RACES_EACH = 2_000;
const HEARTBEAT_MS = 30_000;

/** Lets logins and logouts meet at two pods of one PostgreSQL server, 10,000 times. `undefined` where there is none. */
export async function measureRaces(): Promise<Record<string, Samples> | undefined> {
  const programs = findPostgres();
  const [user] = SEED_USERS;
  if (programs === undefined || !user) return undefined;
  const cluster = await startPostgres(programs);
  const databases = [1, 2].map(() => openPostgresDatabase(cluster.url, HEARTBEAT_MS));
  try {
    for (const database of databases.slice(0, 1)) {
      await migrate(database);
      await seed(database, 'http://pod.localhost');
    }
    const races = new SessionRaces(databases, user);
    const found: number[][] = [];
    for (const race of RACES) {
      const { survivors, refused } = await races.run(race, RACES_EACH);
      found.push([survivors, refused]);
    }
    return {
      [`${(RACES.length * RACES_EACH).toLocaleString('en')} races with a logout`]: {
        contenders: [...RACES],
        figures: ['survivors', 'refused'],
        rounds: [found],
      },
    };
  } finally {
    await Promise.all(databases.map((database) => database.close()));
    await cluster.stop();
  }
}
