import { setTimeout as delay } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import type { User } from '../../podApi/people.js';
import type { Database } from '../database/database.js';
import { migrate } from '../database/migrations.js';
import { openPostgresDatabase } from '../database/postgresDatabase.js';
import { databaseBus } from '../live/eventBus.js';
import { PodEvents } from '../live/podEvents.js';
import { PodError } from '../podError.js';
import { seed } from '../seed/seed.js';
import { SEED_USERS } from '../seed/seedUsers.js';
import { LoginCodes } from '../sessions/loginCodes.js';
import { Logouts } from '../sessions/logouts.js';
import { Sessions, type LoginStart, type Place } from '../sessions/sessions.js';

const TTL_MS = 3_600_000;
const HEARTBEAT_MS = 30_000;
/** How far apart the two sides of a race may start. */
const APART_MS = 6;

/** The kinds of races, all about one user in one browser. A logout is always one side of them. */
export const RACES = ['twoLogins', 'login', 'firstLogin', 'redemption', 'proof'] as const;
export type Race = (typeof RACES)[number];

/** How many sessions outlived a logout that was confirmed, and how many logins were told that it overtook them. */
export interface RaceResult {
  races: number;
  survivors: number;
  refused: number;
}

interface Pod {
  sessions: Sessions;
  logouts: Logouts;
  codes: LoginCodes;
}

/** Lets logins and logouts of one user meet at several pods of one database. */
export class SessionRaces {
  readonly #databases: readonly Database[];
  readonly #pods: readonly Pod[];
  readonly #user: User;
  #made = 0;

  /**
   * Prepares an empty PostgreSQL server for races at two pods.
   *
   * @param url - Its address.
   */
  static async open(url: string): Promise<SessionRaces> {
    const databases = [1, 2].map(() => openPostgresDatabase(url, HEARTBEAT_MS));
    const [database] = databases;
    const [user] = SEED_USERS;
    if (!database || !user) throw new Error('Failed to prepare the races.');
    await migrate(database);
    await seed(database, 'http://pod.localhost');
    return new SessionRaces(databases, user);
  }

  private constructor(databases: readonly Database[], user: User) {
    this.#databases = databases;
    this.#pods = databases.map((database) => {
      const events = new PodEvents(databaseBus(database));
      return {
        sessions: new Sessions(database, events, TTL_MS),
        logouts: new Logouts(database, events),
        codes: new LoginCodes(database),
      };
    });
    this.#user = user;
  }

  /** Runs a race again and again, each time in a new browser. */
  async run(race: Race, times: number): Promise<RaceResult> {
    const result: RaceResult = { races: times, survivors: 0, refused: 0 };
    for (let index = 0; index < times; index++) {
      const tokens = await this[race]((refused) => (result.refused += Number(refused)));
      const [{ sessions }] = this.#two();
      for (const token of tokens) if (await sessions.find([token])) result.survivors++;
    }
    return result;
  }

  /** Closes the connections. */
  async close(): Promise<void> {
    await Promise.all(this.#databases.map((database) => database.close()));
  }

  /** Two portals log the user in at the same time. Then one logs out. */
  async twoLogins(): Promise<string[]> {
    const [one, two] = this.#two();
    const kind = this.#kind();
    const start = { startedAt: await one.sessions.now() };
    const [atA, atB] = await Promise.all([
      this.#logIn(one, placeIn(kind), start),
      this.#logIn(two, placeIn(kind), start),
    ]);
    await two.logouts.logOut({ ...placeIn(kind), tokens: atA });
    return [...atA, ...atB];
  }

  /** A login in one portal overlaps a logout in another. */
  async login(tell: (refused: boolean) => void): Promise<string[]> {
    const [one, two] = this.#two();
    const kind = this.#kind();
    const first = await this.#logIn(one, placeIn(kind), { startedAt: await one.sessions.now() });
    const start = { startedAt: await two.sessions.now() };
    const [late] = await Promise.all([
      aMoment().then(() => this.#logIn(two, placeIn(kind), start, tell)),
      aMoment().then(() => one.logouts.logOut({ ...placeIn(kind), tokens: first })),
    ]);
    return [...first, ...late];
  }

  /** The first login in a jar overlaps a logout in the same one. */
  async firstLogin(tell: (refused: boolean) => void): Promise<string[]> {
    const [one, two] = this.#two();
    const place = placeIn(this.#kind());
    const start = { startedAt: await two.sessions.now() };
    const [late] = await Promise.all([
      aMoment().then(() => this.#logIn(two, place, start, tell)),
      aMoment().then(() => one.logouts.logOut(place)),
    ]);
    return late;
  }

  /** The code of a login popup is redeemed in one portal during a logout in another. */
  async redemption(tell: (refused: boolean) => void): Promise<string[]> {
    const [one, two] = this.#two();
    const kind = this.#kind();
    const started = { startedAt: await one.sessions.now() };
    const first = await this.#logIn(one, placeIn(kind), started);
    const tab = {
      ...placeIn(kind),
      browser: { jarId: randomUUID(), sharedId: undefined, browserId: randomUUID() },
    };
    const { session, token } = await one.sessions.logIn(this.#user, tab, started);
    const code = await one.codes.create(session.id);
    const [late] = await Promise.all([
      aMoment().then(async () => {
        const startedAt = await two.sessions.now();
        const place = placeIn(kind);
        const redeemed = await two.codes.redeem(code, place);
        if (!redeemed) return [];
        return this.#logIn(two, place, { startedAt, originSessionId: redeemed.sessionId }, tell);
      }),
      aMoment().then(() => one.logouts.logOut({ ...placeIn(kind), tokens: first })),
    ]);
    return [...first, token, ...late];
  }

  /** A jar turns out to be in a browser while that logs out. */
  async proof(): Promise<string[]> {
    const [one, two] = this.#two();
    const started = { startedAt: await one.sessions.now() };
    const browserId = randomUUID();
    const atA = placeIn(this.#kind());
    const atB = placeIn(this.#kind());
    const first = await this.#logIn(one, { ...atA, browser: { ...atA.browser, browserId } }, started);
    const second = await this.#logIn(two, atB, started);
    await Promise.all([
      aMoment().then(() => two.sessions.proveBrowser({ ...atB.browser, browserId })),
      aMoment().then(() => one.logouts.logOut({ ...atA, tokens: first })),
    ]);
    // If the proof came late, the second session is in a browser of which nothing was known.
    await one.logouts.logOut({ ...atA, tokens: first });
    return [...first, ...second];
  }

  async #logIn(
    { sessions }: Pod,
    place: Place,
    start: LoginStart,
    tell?: (refused: boolean) => void,
  ): Promise<string[]> {
    try {
      const { token } = await sessions.logIn(this.#user, place, start);
      return [token];
    } catch (error) {
      if (!tell || !(error instanceof PodError) || error.code !== 'LOGGED_OUT_MEANWHILE') throw error;
      tell(true);
      return [];
    }
  }

  #two(): [Pod, Pod] {
    const [one, two = one] = this.#pods;
    if (!one || !two) throw new Error('Failed to run a race: there is no pod.');
    return [one, two];
  }

  /** A kind of browser that is in no other race. */
  #kind(): string {
    return `Race ${String(++this.#made)}`;
  }
}

/** Somewhere in a browser of which nothing is proven. */
function placeIn(browserKind: string): Place {
  return {
    browser: { jarId: randomUUID(), sharedId: undefined, browserId: undefined },
    remoteAddress: 'loopback',
    browserKind,
    tokens: [],
    lastSessionId: undefined,
  };
}

function aMoment(): Promise<void> {
  return delay(Math.random() * APART_MS);
}
