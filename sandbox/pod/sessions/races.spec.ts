import type { Database } from '../database/database.js';
import { migrate } from '../database/migrations.js';
import { openPostgresDatabase } from '../database/postgresDatabase.js';
import { seed } from '../seed/seed.js';
import { SEED_USERS } from '../seed/seedUsers.js';
import { findPostgres, startPostgres, type PostgresCluster } from '../testing/postgresCluster.js';
import { RACES, SessionRaces } from '../testing/sessionRaces.js';
import { START_MS } from '../testing/useSandbox.js';

const RACES_EACH = 100;

describe('On PostgreSQL, a logout during', () => {
  const programs = findPostgres();
  let cluster: PostgresCluster | undefined;
  let databases: Database[] = [];
  let races: SessionRaces | undefined;

  beforeAll(async () => {
    if (programs === undefined) return;
    cluster = await startPostgres(programs);
    const { url } = cluster;
    databases = [1, 2].map(() => openPostgresDatabase(url, START_MS));
    const [database] = databases;
    const [user] = SEED_USERS;
    if (!database || !user) throw new Error('Failed to prepare the races.');
    await migrate(database);
    await seed(database, 'http://pod.localhost');
    races = new SessionRaces(databases, user);
  }, START_MS);

  afterAll(async () => {
    await Promise.all(databases.map((database) => database.close()));
    await cluster?.stop();
  }, START_MS);

  for (const race of RACES)
    it(
      `${race}: no session outlives it in ${String(RACES_EACH)} races`,
      async () => {
        if (!races) {
          pending(
            'SKIPPED: there is no PostgreSQL on this machine (looked in /usr/lib/postgresql and PATH).',
          );
          return;
        }
        const { survivors } = await races.run(race, RACES_EACH);
        expect(survivors).toBe(0);
      },
      START_MS,
    );
});
