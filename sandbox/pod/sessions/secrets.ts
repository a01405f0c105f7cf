import { createHash, randomBytes } from 'node:crypto';
import { queryOne, type Database } from '../database/database.js';

/** A value that nobody can guess. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** How a token is kept: who reads the database cannot use it. Tokens are random, so a fast hash is enough. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/**
 * A secret that all pods of a database share and that outlives them, made by the first one that needs it.
 *
 * @param make - Makes it; a random token by default.
 */
export async function sharedSecret(
  database: Database,
  name: string,
  make: () => string | Promise<string> = randomToken,
): Promise<string> {
  await database.query('insert into secrets (name, value) values ($1, $2) on conflict do nothing', [
    name,
    await make(),
  ]);
  const { value } = await queryOne<{ value: string }>(database, 'select value from secrets where name = $1', [
    name,
  ]);
  return value;
}
