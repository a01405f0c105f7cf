import type { EndReason } from '../../podApi/notices.js';
import type { User } from '../../podApi/people.js';
import { Batches } from '../database/batches.js';
import { queryOne, type Database, type Queries } from '../database/database.js';
import type { PodEvents } from '../live/podEvents.js';
import { normaliseEmail } from '../people/emailAddress.js';
import { USER_COLUMNS, userOf, type UserRow } from '../people/users.js';
import { PodError } from '../podError.js';
import { idsOf, type Browser } from './browsers.js';
import { endSessions, LIVE } from './endSessions.js';
import { lock } from './locks.js';
import { hasLoggedOutSince } from './logouts.js';
import { hashToken, randomToken } from './secrets.js';

/** A user's login, in one jar of cookies of one browser. */
export interface Session {
  id: string;
  user: User;
  expiresAt: Date;
}

/** Where a request comes from. */
export interface Place {
  browser: Browser;
  remoteAddress: string;
  /** The browser's name for itself, without the numbers of versions. */
  browserKind: string;
  /** The session tokens that it carries. */
  tokens: readonly string[];
  /** The last session that was opened in its jar of cookies, also when its token is gone. */
  lastSessionId: string | undefined;
}

/** How a login began. A logout that came after that ends it before it is through. */
export interface LoginStart {
  /** When, by the database's clock. */
  startedAt: string;
  /** The session that it hands on to another jar of cookies. */
  originSessionId?: string;
  /** The user's session at the identity provider, if the login began there. */
  ssoSid?: string;
}

/** Every request needs its session. A query that hangs, as on a connection that was cut, holds up none that come later. */
const LOOKUPS = { lanes: 4, size: 200 };

interface SessionRow extends UserRow {
  session_id: string;
  expires_at: Date;
}

/** The logins of all users, and their ends. */
export class Sessions {
  readonly #database: Database;
  readonly #events: PodEvents;
  readonly #ttlMs: number;
  readonly #lookups: Batches<readonly string[], Session | undefined>;

  constructor(database: Database, events: PodEvents, ttlMs: number) {
    this.#database = database;
    this.#events = events;
    this.#ttlMs = ttlMs;
    this.#lookups = new Batches((lookups) => this.#findAll(lookups), LOOKUPS);
  }

  /** The present time by the database's clock, which all pods share. A `Date` would cut off the microseconds. */
  async now(): Promise<string> {
    const { now } = await queryOne<{ now: string }>(this.#database, 'select clock_timestamp()::text as now');
    return now;
  }

  /**
   * Logs a user in. The token is what the cookie gets; it is not kept.
   *
   * @throws {@link PodError} `LOGGED_OUT_MEANWHILE` when this user has logged out in this browser since the login began.
   */
  async logIn(user: User, place: Place, start: LoginStart): Promise<{ session: Session; token: string }> {
    const token = randomToken();
    const { browser } = place;
    const session = await this.#database.transaction(async (queries) => {
      // Logins and logouts of one user, and those of one browser, happen one after the other. An end at the identity
      // provider has the first lock before it looks for users.
      if (start.ssoSid !== undefined) await lock(queries, 'sso', [start.ssoSid]);
      await lock(queries, 'browser', idsOf(browser));
      await lock(queries, 'user', [user.id]);
      await refuseIfOvertaken(queries, user, place, start);
      const hashes = place.tokens.map(hashToken);
      // Somebody else took over this jar of cookies: nobody could log out the one before any more.
      await endSessions(
        { queries, events: this.#events },
        'revoked',
        'token_hash = any($1::text[]) and user_id <> $2',
        [hashes, user.id],
      );
      await queries.query(
        `update sessions set replaced_at = least(replaced_at, clock_timestamp())
         where token_hash = any($1::text[]) or id = $2::uuid`,
        [hashes, place.lastSessionId ?? null],
      );
      return queryOne<{ id: string; expires_at: Date }>(
        queries,
        `insert into sessions (token_hash, user_id, jar_id, shared_id, browser_id, remote_address, browser_kind,
           created_at, expires_at, sso_sid)
         values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp(), clock_timestamp() + $8 * interval '1 millisecond',
           coalesce($9, (select sso_sid from sessions where id = $10::uuid)))
         returning id, expires_at`,
        [
          hashToken(token),
          user.id,
          browser.jarId,
          browser.sharedId ?? null,
          browser.browserId ?? null,
          place.remoteAddress,
          place.browserKind,
          this.#ttlMs,
          start.ssoSid ?? null,
          start.originSessionId ?? null,
        ],
      );
    });
    return { session: { id: session.id, user, expiresAt: session.expires_at }, token };
  }

  /** The live session that one of these tokens is of. */
  async find(tokens: readonly string[]): Promise<Session | undefined> {
    return tokens.length ? this.#lookups.add(tokens.map(hashToken)) : undefined;
  }

  /** Why the last session that one of these tokens was of is over; `undefined` if there was none, or it lives. */
  async endOf(tokens: readonly string[]): Promise<EndReason | undefined> {
    if (!tokens.length) return undefined;
    const [last] = await this.#database.query<{ id: string }>(
      'select id from sessions where token_hash = any($1::text[]) order by created_at desc limit 1',
      [tokens.map(hashToken)],
    );
    return last && (await this.endsOf([last.id])).get(last.id);
  }

  /** Why each of these sessions is over, those that live left out. */
  async endsOf(sessionIds: readonly string[]): Promise<Map<string, EndReason>> {
    const rows = await this.#database.query<{ id: string; reason: EndReason }>(
      `select id, coalesce(end_reason, 'expired') as reason from sessions
       where id = any($1::uuid[]) and not (${LIVE})`,
      [sessionIds],
    );
    return new Map(rows.map(({ id, reason }) => [id, reason]));
  }

  /** Takes all sessions of a user away. */
  revokeUser(email: string): Promise<number> {
    return this.#database.transaction(async (queries) => {
      const users = await queries.query<{ id: string }>('select id from users where email = $1', [
        normaliseEmail(email),
      ]);
      const ids = users.map(({ id }) => id);
      await lock(queries, 'user', ids);
      return endSessions({ queries, events: this.#events }, 'revoked', 'user_id = any($1::text[])', [ids]);
    });
  }

  /** Ends what began with a session at the identity provider. That one is over. */
  async endSso(sid: string): Promise<void> {
    await this.#database.transaction(async (queries) => {
      await lock(queries, 'sso', [sid]);
      await queries.query('insert into sso_logouts (sid) values ($1) on conflict do nothing', [sid]);
      const users = await queries.query<{ user_id: string }>(
        'select distinct user_id from sessions where sso_sid = $1',
        [sid],
      );
      await lock(
        queries,
        'user',
        users.map(({ user_id }) => user_id),
      );
      await endSessions({ queries, events: this.#events }, 'revoked', 'sso_sid = $1', [sid]);
    });
  }

  /**
   * From now on, the live sessions of this jar, and those with the same shared cookie, are known to be in this browser.
   *
   * @param alsoProvenAs - Another id that was proven in the same jar. It is the same browser, which has lost the cookies of
   * its tabs.
   */
  async proveBrowser(browser: Browser, alsoProvenAs?: string): Promise<void> {
    const { jarId, sharedId, browserId } = browser;
    await this.#database.transaction(async (queries) => {
      await lock(queries, 'browser', [
        ...idsOf(browser),
        ...(alsoProvenAs === undefined ? [] : [alsoProvenAs]),
      ]);
      await queries.query(
        `with known as (
           select id from sessions where ended_at is null and browser_id is distinct from $1
             and (jar_id = $2 or shared_id = $3 or browser_id = $4) order by id for update
         )
         update sessions set browser_id = $1 where id in (select id from known)`,
        [browserId ?? null, jarId, sharedId ?? null, alsoProvenAs ?? null],
      );
    });
  }

  /** For each of these lists of hashed tokens, the live session that was opened last. */
  async #findAll(lookups: readonly (readonly string[])[]): Promise<(Session | undefined)[]> {
    const rows = await this.#database.query<SessionRow & { token_hash: string }>(
      `select sessions.id as session_id, token_hash, expires_at, ${USER_COLUMNS}
       from sessions join users on users.id = user_id
       where token_hash = any($1::text[]) and ${LIVE} order by created_at desc`,
      [lookups.flat()],
    );
    return lookups.map((hashes) => {
      const row = rows.find(({ token_hash }) => hashes.includes(token_hash));
      return row && { id: row.session_id, user: userOf(row), expiresAt: row.expires_at };
    });
  }

  /** Forgets sessions, codes included, that ended long ago. */
  async forgetOld(): Promise<void> {
    await this.#database.query(
      `delete from sessions where least(ended_at, expires_at) < now() - interval '30 days'`,
    );
    await this.#database.query('delete from sso_records where expires_at < now()');
    await this.#database.query(`delete from sso_logouts where at < now() - interval '30 days'`);
  }
}

/** @throws {@link PodError} `LOGGED_OUT_MEANWHILE` */
async function refuseIfOvertaken(
  queries: Queries,
  user: User,
  place: Place,
  { startedAt, originSessionId, ssoSid }: LoginStart,
): Promise<void> {
  const origins = await queries.query(`select 1 from sessions where id = $1::uuid and ${LIVE}`, [
    originSessionId ?? null,
  ]);
  const hasOrigin = originSessionId === undefined || origins.length > 0;
  const [hasEnded] = await queries.query('select 1 from sso_logouts where sid = $1', [ssoSid ?? null]);
  if (!hasOrigin || hasEnded || (await hasLoggedOutSince(queries, startedAt, user, place)))
    throw new PodError(409, 'LOGGED_OUT_MEANWHILE');
}
