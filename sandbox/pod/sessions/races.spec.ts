import {
  findPostgres,
  NO_POSTGRES,
  startPostgres,
  type PostgresCluster,
} from '../testing/postgresCluster.js';
import { RACES, SessionRaces } from '../testing/sessionRaces.js';
import { START_MS } from '../testing/useSandbox.js';

const RACES_EACH = 100;

describe('On PostgreSQL, a logout during', () => {
  const programs = findPostgres();
  let cluster: PostgresCluster | undefined;
  let races: SessionRaces | undefined;

  beforeAll(async () => {
    if (programs === undefined) return;
    cluster = await startPostgres(programs);
    races = await SessionRaces.open(cluster.url);
  }, START_MS);

  afterAll(async () => {
    await races?.close();
    await cluster?.stop();
  }, START_MS);

  for (const race of RACES)
    it(
      `${race}: no session outlives it in ${String(RACES_EACH)} races`,
      async () => {
        if (!races) {
          pending(NO_POSTGRES);
          return;
        }
        const { survivors } = await races.run(race, RACES_EACH);
        expect(survivors).toBe(0);
      },
      START_MS,
    );
});
