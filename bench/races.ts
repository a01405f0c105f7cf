import { findPostgres, startPostgres } from '../sandbox/pod/testing/postgresCluster.js';
import { RACES, SessionRaces } from '../sandbox/pod/testing/sessionRaces.js';
import type { Samples } from './results.js';

const RACES_EACH = 2_000;

/** Lets logins and logouts meet at two pods of one PostgreSQL server, 10,000 times. `undefined` where there is none. */
export async function measureRaces(): Promise<Record<string, Samples> | undefined> {
  const programs = findPostgres();
  if (programs === undefined) return undefined;
  const cluster = await startPostgres(programs);
  let races: SessionRaces | undefined;
  try {
    races = await SessionRaces.open(cluster.url);
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
    await races?.close();
    await cluster.stop();
  }
}
