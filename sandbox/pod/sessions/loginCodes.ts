import type { User } from '../../podApi/people.js';
import type { Database } from '../database/database.js';
import { USER_COLUMNS, userOf, type UserRow } from '../people/users.js';
import { hashToken, randomToken } from './secrets.js';
import type { Place } from './sessions.js';

const CODE_TTL_MS = 60_000;

/** What a code stands for. */
export interface Redeemed {
  user: User;
  sessionId: string;
  browserId: string | undefined;
}

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
   * Whose login a code stands for, in which browser, and in which session. Any code works once, also when it is refused.
   * The session may be over by now.
   *
   * The popup's browser is proven, so the frame's becomes so too. The code must come back from the machine it was given to.
   */
  async redeem(code: string, place: Place): Promise<Redeemed | undefined> {
    const [row] = await this.#database.query<
      UserRow & { usable: boolean; session_id: string; browser_id: string | null }
    >(
      `delete from login_codes using sessions, users
       where code_hash = $1 and sessions.id = session_id and users.id = user_id
       returning ${USER_COLUMNS}, session_id, browser_id,
         login_codes.expires_at > now() and remote_address = $2 and browser_kind = $3 as usable`,
      [hashToken(code), place.remoteAddress, place.browserKind],
    );
    if (!row?.usable) return undefined;
    return { user: userOf(row), sessionId: row.session_id, browserId: row.browser_id ?? undefined };
  }
}
