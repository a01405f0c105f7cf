import type { User } from '../../podApi/people.js';
import type { Database } from '../database/database.js';
import { USER_COLUMNS, userOf, type UserRow } from '../people/users.js';
import type { Browser } from './browsers.js';
import { hashToken, randomToken } from './secrets.js';
import type { Place } from './sessions.js';

const CODE_TTL_MS = 60_000;

/** One-time codes, by which the login popup hands its login on to the frame that opened it. */
export class LoginCodes {
  readonly #database: Database;
  readonly #ttlMs: number;

  constructor(database: Database, ttlMs = CODE_TTL_MS) {
    this.#database = database;
    this.#ttlMs = ttlMs;
  }

  /** A code that stands for this session for a minute. */
  async create(sessionId: string): Promise<string> {
    const code = randomToken();
    await this.#database.query(
      `insert into login_codes (code_hash, session_id, expires_at)
       values ($1, $2, now() + $3 * interval '1 millisecond')`,
      [hashToken(code), sessionId, this.#ttlMs],
    );
    return code;
  }

  /**
   * Whose login a code stands for, and in which browser. Any code works once, also when it is refused.
   *
   * The popup's browser is known for sure, so the frame's becomes so too: this is how a login under a portal gets to
   * belong to the same browser as all others. The code must come back from the machine it was given to.
   */
  async redeem(code: string, place: Place): Promise<{ user: User; browser: Browser } | undefined> {
    const [row] = await this.#database.query<
      UserRow & { usable: boolean; browser_id: string; browser_proven: boolean }
    >(
      `delete from login_codes using sessions, users
       where code_hash = $1 and sessions.id = session_id and users.id = user_id
       returning ${USER_COLUMNS}, browser_id, browser_proven,
         login_codes.expires_at > now() and sessions.ended_at is null and sessions.expires_at > now()
         and remote_address = $2 and user_agent = $3 as usable`,
      [hashToken(code), place.remoteAddress, place.userAgent],
    );
    if (!row?.usable) return undefined;
    return {
      user: userOf(row),
      browser: { id: row.browser_id, proven: row.browser_proven },
    };
  }
}
