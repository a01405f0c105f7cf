import type { Connection, Profile } from '../../podApi/people.js';
import type { Database, Queries } from '../database/database.js';
import { PodError } from '../podError.js';
import { normaliseEmail } from './emailAddress.js';

interface ProfileRow {
  id: string;
  display_name: string;
  company: string;
  email: string;
  title: string;
  connection: Connection;
}

const FOUND_AT_ONCE = 50;

// $1 is who looks.
const PROFILES = `select * from (
  select users.id, users.display_name, users.company, users.email, users.title,
    case
      when users.id = me.id then 'self'
      when users.company = me.company then 'colleague'
      when accepted_at is not null then 'accepted'
      when asked_id = me.id then 'pending_incoming'
      when asker_id = me.id then 'pending_outgoing'
      else 'none'
    end as connection
  from users
  join users as me on me.id = $1
  left join connections on (asker_id = me.id and asked_id = users.id) or (asked_id = me.id and asker_id = users.id)
) as profiles`;

/** Whether somebody is a colleague, or of another company and connected: then they may be written to. */
export function isKnown(connection: Connection): boolean {
  return ['self', 'colleague', 'accepted'].includes(connection);
}

/** The directory of the pod. */
export class Profiles {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Colleagues, and people with whom there is a connection or a request for one. */
  async known(userId: string): Promise<Profile[]> {
    const rows = await this.#database.query<ProfileRow>(
      `${PROFILES} where connection <> 'none' order by display_name`,
      [userId],
    );
    return rows.map(profileOf);
  }

  /** People whose name, e-mail address or company has these words in it. */
  async search(userId: string, words: string): Promise<Profile[]> {
    const pattern = `%${words.replace(/[\\%_]/g, String.raw`\$&`)}%`;
    const rows = await this.#database.query<ProfileRow>(
      `${PROFILES} where display_name ilike $2 or email ilike $2 or company ilike $2
       order by connection = 'none', display_name limit ${String(FOUND_AT_ONCE)}`,
      [userId, pattern],
    );
    return rows.map(profileOf);
  }

  /** Somebody by id or e-mail address. */
  async find(userId: string, reference: string): Promise<Profile> {
    const [row] = await this.#database.query<ProfileRow>(
      `${PROFILES} where id = $2 or email = $3 order by id = $2 desc`,
      [userId, reference, normaliseEmail(reference)],
    );
    if (!row) throw new PodError(404, 'UNKNOWN_USER');
    return profileOf(row);
  }
}

/** These people as a user sees them, in the order of their names. */
export async function profilesOf(
  queries: Queries,
  userId: string,
  ids: readonly string[],
): Promise<Profile[]> {
  const rows = await queries.query<ProfileRow>(
    `${PROFILES} where id = any($2::text[]) order by display_name`,
    [userId, ids],
  );
  return rows.map(profileOf);
}

function profileOf({ display_name, ...row }: ProfileRow): Profile {
  const { id, company, email, title, connection } = row;
  const profile = { id, displayName: display_name, company, title, connection };
  return isKnown(connection) ? { ...profile, email } : profile;
}
