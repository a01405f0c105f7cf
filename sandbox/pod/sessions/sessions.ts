import type { EndReason } from '../../podApi/notices.js';
import type { User } from '../../podApi/people.js';
import { queryOne, type Database, type Queries } from '../database/database.js';
import type { PodEvents } from '../live/podEvents.js';
import { normaliseEmail } from '../people/emailAddress.js';
import { USER_COLUMNS, userOf, type UserRow } from '../people/users.js';
import type { Browser } from './browsers.js';
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
  userAgent: string;
  /** The session tokens that it carries. */
  tokens: readonly string[];
  /** The last session that was opened in its jar of cookies, also when its token is gone. */
  lastSessionId: string | undefined;
}

/** What a request to log out tells: which sessions its jar of cookies has had, and which browser it is. */
export interface LogoutRequest extends Pick<Place, 'tokens' | 'lastSessionId'> {
  browserIds: readonly string[];
}

/** What came of a request to log out. */
export interface LogoutOutcome {
  /** Whether the pod knows the session that the request speaks of, or that there is none. */
  isKnown: boolean;
  /** Whether there was a newer login in the same jar of cookies before the request arrived. That login goes on. */
  isLate: boolean;
  /** How many sessions there were to end. */
  ended: number;
}

interface SessionRow extends UserRow {
  session_id: string;
  expires_at: Date;
}

const LIVE = 'ended_at is null and expires_at > now()';

/** The logins of all users, and their ends. */
export class Sessions {
  readonly #database: Database;
  readonly #events: PodEvents;
  readonly #ttlMs: number;

  constructor(database: Database, events: PodEvents, ttlMs: number) {
    this.#database = database;
    this.#events = events;
    this.#ttlMs = ttlMs;
  }

  /** Logs a user in. The token is what the cookie gets; it is not kept. */
  async logIn(user: User, place: Place): Promise<{ session: Session; token: string }> {
    const token = randomToken();
    const session = await this.#database.transaction(async (queries) => {
      // Somebody else took over this jar of cookies: nobody could log out the one before any more.
      await this.#end(queries, 'revoked', 'token_hash = any($1::text[]) and user_id <> $2', [
        place.tokens.map(hashToken),
        user.id,
      ]);
      await queries.query(
        `update sessions set replaced_at = least(replaced_at, now())
         where token_hash = any($1::text[]) or id = $2::uuid`,
        [place.tokens.map(hashToken), place.lastSessionId ?? null],
      );
      const browserId = await this.#browserOf(queries, user, place);
      return queryOne<{ id: string; expires_at: Date }>(
        queries,
        `insert into sessions
           (token_hash, user_id, browser_id, jar_id, browser_proven, remote_address, user_agent, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, now() + $8 * interval '1 millisecond')
         returning id, expires_at`,
        [
          hashToken(token),
          user.id,
          browserId,
          place.browser.id,
          place.browser.proven,
          place.remoteAddress,
          place.userAgent,
          this.#ttlMs,
        ],
      );
    });
    return { session: { id: session.id, user, expiresAt: session.expires_at }, token };
  }

  /** The live session that one of these tokens is of. */
  async find(tokens: readonly string[]): Promise<Session | undefined> {
    if (!tokens.length) return undefined;
    const [row] = await this.#database.query<SessionRow>(
      `select sessions.id as session_id, expires_at, ${USER_COLUMNS}
       from sessions join users on users.id = user_id
       where token_hash = any($1::text[]) and ${LIVE} order by created_at desc limit 1`,
      [tokens.map(hashToken)],
    );
    return row && { id: row.session_id, user: userOf(row), expiresAt: row.expires_at };
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

  /**
   * Ends every session of a browser, under every site, and tells all pods.
   *
   * A request may arrive late, after the user has logged in again. Then it carries what the jar of cookies held before
   * that login, so it ends only sessions that are older.
   */
  logOutBrowser({ tokens, lastSessionId, browserIds }: LogoutRequest): Promise<LogoutOutcome> {
    const hashes = tokens.map(hashToken);
    return this.#database.transaction(async (queries) => {
      const { by_token, named, replaced, last_replaced_at } = await queryOne<{
        by_token: number;
        named: number;
        replaced: number;
        last_replaced_at: string | null;
      }>(
        queries,
        // As a text: a Date would cut off the microseconds.
        `select count(*) filter (where token_hash = any($1::text[]))::int as by_token, count(*)::int as named,
           count(replaced_at)::int as replaced, max(replaced_at)::text as last_replaced_at
         from sessions where token_hash = any($1::text[]) or id = $2::uuid`,
        [hashes, lastSessionId ?? null],
      );
      const isLate = named > 0 && replaced === named;
      // By the jar too: a session that was counted to another jar's browser is still reached by its own jar's name.
      const ended = await this.#end(
        queries,
        'logout',
        `browser_id in (
           select browser_id from sessions where token_hash = any($1::text[]) or id = $2::uuid
           union select browser_id from sessions where jar_id = any($3::uuid[]) and ended_at is null
           union select unnest($3::uuid[])
         ) and created_at < coalesce($4::timestamptz, 'infinity')`,
        [hashes, lastSessionId ?? null, browserIds, isLate ? last_replaced_at : null],
      );
      const isKnown = tokens.length ? by_token > 0 : named > 0 || browserIds.length > 0;
      return { isKnown, isLate, ended };
    });
  }

  /** Takes all sessions of a user away. */
  revokeUser(email: string): Promise<number> {
    return this.#database.transaction((queries) =>
      this.#end(queries, 'revoked', 'user_id = (select users.id from users where email = $1)', [
        normaliseEmail(email),
      ]),
    );
  }

  /** From now on, what is known under these names belongs to this browser. */
  async joinBrowsers(browser: Browser, alsoKnownAs: readonly string[]): Promise<void> {
    if (!alsoKnownAs.length) return;
    await this.#database.query(
      `update sessions set browser_id = $1, browser_proven = browser_proven or $2
       where browser_id = any($3::uuid[]) and ended_at is null`,
      [browser.id, browser.proven, alsoKnownAs],
    );
  }

  /** Forgets sessions, codes included, that ended long ago. */
  async forgetOld(): Promise<void> {
    await this.#database.query(
      `delete from sessions where least(ended_at, expires_at) < now() - interval '30 days'`,
    );
  }

  /**
   * The browser to count a login to. When cookies prove which one it is, that one. Otherwise a frame's jar is all there
   * is to see, and the same user on the same machine in the same kind of browser is most probably the same browser
   * under another site. Should it be another one after all, a logout ends a session too many, which is the safe side.
   */
  async #browserOf(
    queries: Queries,
    user: User,
    { browser, remoteAddress, userAgent }: Place,
  ): Promise<string> {
    const sameMachine = [user.id, remoteAddress, userAgent];
    let browserId = browser.id;
    if (!browser.proven) {
      const [other] = await queries.query<{ browser_id: string }>(
        `select browser_id from sessions
         where user_id = $1 and remote_address = $2 and user_agent = $3 and ${LIVE}
         order by browser_proven desc, created_at desc limit 1`,
        sameMachine,
      );
      browserId = other?.browser_id ?? browserId;
    }
    // The other way round as well: earlier logins of which nothing better was known are counted to the same browser.
    await queries.query(
      `update sessions set browser_id = $4
       where user_id = $1 and remote_address = $2 and user_agent = $3 and ${LIVE} and not browser_proven`,
      [...sameMachine, browserId],
    );
    return browserId;
  }

  async #end(
    queries: Queries,
    reason: EndReason,
    condition: string,
    parameters: readonly unknown[],
  ): Promise<number> {
    const ended = await queries.query<{ id: string; lived: boolean }>(
      `update sessions
       set ended_at = now(), end_reason = case when expires_at > now() then '${reason}' else 'expired' end
       where ended_at is null and ${condition} returning id, expires_at > now() as lived`,
      parameters,
    );
    const lived = ended.filter((row) => row.lived).map(({ id }) => id);
    await this.#events.publishEnd(queries, lived, reason);
    return lived.length;
  }
}
