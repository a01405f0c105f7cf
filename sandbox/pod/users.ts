import type { Database } from './database.js';
import { hashPassword, isPassword } from './passwords.js';
import { randomToken } from './secrets.js';

/** A person with an account at the pod. */
export interface User {
  id: string;
  displayName: string;
  email: string;
}

interface UserRow {
  id: string;
  display_name: string;
  email: string;
  password_hash: string;
}

/** The pod's users. */
export class Users {
  readonly #database: Database;
  #nobodysHash: Promise<string> | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  async all(): Promise<User[]> {
    const rows = await this.#database.query<UserRow>('select * from users order by display_name');
    return rows.map(userOf);
  }

  /** The user with this e-mail address and password, if there is one. */
  async authenticate(email: string, password: string): Promise<User | undefined> {
    const [row] = await this.#database.query<UserRow>('select * from users where email = lower($1)', [email]);
    // An unknown address takes as long as a wrong password: the time of the answer tells nobody who has an account.
    const passwordHash = row?.password_hash ?? (await (this.#nobodysHash ??= hashPassword(randomToken())));
    const matches = await isPassword(password, passwordHash);
    return row && matches ? userOf(row) : undefined;
  }

  /** Finds users by id or e-mail address, and tells which of the references name nobody. */
  async resolve(references: readonly string[]): Promise<{ users: User[]; unknown: string[] }> {
    const rows = await this.#database.query<UserRow>(
      'select * from users where id = any($1::text[]) or email = any($2::text[])',
      [references, references.map((reference) => reference.toLowerCase())],
    );
    const users = rows.map(userOf);
    const unknown = references.filter(
      (reference) => !users.some(({ id, email }) => id === reference || email === reference.toLowerCase()),
    );
    return { users, unknown };
  }
}

function userOf(row: UserRow): User {
  return { id: row.id, displayName: row.display_name, email: row.email };
}
