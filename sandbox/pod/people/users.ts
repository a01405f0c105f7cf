import type { User } from '../../podApi/people.js';
import type { Database, Queries } from '../database/database.js';
import { PodError } from '../podError.js';
import { randomToken } from '../sessions/secrets.js';
import { normaliseEmail } from './emailAddress.js';
import { hashPassword, isPassword } from './passwords.js';

/** A user as {@link USER_COLUMNS} give them. */
export interface UserRow {
  id: string;
  display_name: string;
  company: string;
  email: string;
  title: string;
  terms_accepted: boolean;
}

export const USER_COLUMNS = `users.id, users.display_name, users.company, users.email, users.title,
  users.terms_accepted_at is not null as terms_accepted`;

/** The pod's users. */
export class Users {
  readonly #database: Database;
  #nobodysHash: Promise<string> | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The user with this e-mail address and password, if there is one. */
  async authenticate(email: string, password: string): Promise<User | undefined> {
    const [row] = await this.#database.query<UserRow & { password_hash: string }>(
      `select ${USER_COLUMNS}, password_hash from users where email = $1`,
      [normaliseEmail(email)],
    );
    // An unknown address takes as long as a wrong password: the time of the answer tells nobody who has an account.
    const passwordHash = row?.password_hash ?? (await (this.#nobodysHash ??= hashPassword(randomToken())));
    const matches = await isPassword(password, passwordHash);
    return row && matches ? userOf(row) : undefined;
  }

  async findByEmail(email: string): Promise<User | undefined> {
    const [row] = await this.#database.query<UserRow>(`select ${USER_COLUMNS} from users where email = $1`, [
      normaliseEmail(email),
    ]);
    return row && userOf(row);
  }

  /** The user has accepted the terms of use, now or before. */
  async acceptTerms(user: User): Promise<User> {
    await this.#database.query(
      'update users set terms_accepted_at = coalesce(terms_accepted_at, now()) where id = $1',
      [user.id],
    );
    return { ...user, termsAccepted: true };
  }
}

/**
 * Finds users by id or e-mail address, each once.
 *
 * @throws `INVALID_USERS` with the references that name nobody.
 */
export async function resolveUsers(queries: Queries, references: readonly string[]): Promise<User[]> {
  const rows = await queries.query<UserRow>(
    `select ${USER_COLUMNS} from users where id = any($1::text[]) or email = any($2::text[]) order by display_name`,
    [references, references.map(normaliseEmail)],
  );
  const unknown = references.filter(
    (reference) => !rows.some(({ id, email }) => id === reference || email === normaliseEmail(reference)),
  );
  if (unknown.length) throw new PodError(400, 'INVALID_USERS', { userIds: unknown });
  return rows.map(userOf);
}

/** A user from a row that has {@link USER_COLUMNS}. */
export function userOf(row: UserRow): User {
  return {
    id: row.id,
    displayName: row.display_name,
    company: row.company,
    email: row.email,
    title: row.title,
    termsAccepted: row.terms_accepted,
  };
}
