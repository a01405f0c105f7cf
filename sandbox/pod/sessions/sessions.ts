import type { EndReason } from '../../podApi/notices.js';
import type { User } from '../../podApi/people.js';
import { queryOne, type Database, type Queries } from '../database/database.js';
import type { PodEvents } from '../live/podEvents.js';
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
   * @param tokens - Session tokens that the browser sent, also of sessions that have ended.
   * @param browserIds - The names that its cookies give it.
   * @returns How many sessions there were to end.
   */
  logOutBrowser(tokens: readonly string[], browserIds: readonly string[]): Promise<number> {
    return this.#database.transaction((queries) =>
      // By the jar too: a session that was counted to another jar's browser is still reached by its own jar's name.
      this.#end(
        queries,
        'logout',
        `browser_id in (
           select browser_id from sessions where token_hash = any($1::text[])
           union select browser_id from sessions where jar_id = any($2::uuid[]) and ended_at is null
           union select unnest($2::uuid[])
         )`,
        [tokens.map(hashToken), browserIds],
      ),
    );
  }

  /** Takes all sessions of a user away. */
  revokeUser(email: string): Promise<number> {
    return this.#database.transaction((queries) =>
      this.#end(queries, 'revoked', 'user_id = (select users.id from users where email = lower($1))', [
        email,
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
