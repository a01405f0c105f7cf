import type { Adapter, AdapterConstructor, AdapterPayload } from 'oidc-provider';
import type { Database } from '../pod/database/database.js';

/** Keeps what the identity provider has to remember in the pod's database, so that its logins survive a restart. */
export function ssoRecordsIn(database: Database): AdapterConstructor {
  return class SsoRecords implements Adapter {
    readonly #kind: string;

    constructor(kind: string) {
      this.#kind = kind;
    }

    async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
      await database.query(
        `insert into sso_records (kind, id, payload, expires_at)
         values ($1, $2, $3, now() + $4 * interval '1 second')
         on conflict (kind, id) do update set payload = excluded.payload, expires_at = excluded.expires_at`,
        [this.#kind, id, JSON.stringify(payload), expiresIn],
      );
    }

    find(id: string): Promise<AdapterPayload | undefined> {
      return this.#findBy('id', id);
    }

    findByUid(uid: string): Promise<AdapterPayload | undefined> {
      return this.#findBy("payload->>'uid'", uid);
    }

    findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
      return this.#findBy("payload->>'userCode'", userCode);
    }

    async consume(id: string): Promise<void> {
      await database.query(
        `update sso_records set payload = payload || jsonb_build_object('consumed', extract(epoch from now())::int)
         where kind = $1 and id = $2`,
        [this.#kind, id],
      );
    }

    async destroy(id: string): Promise<void> {
      await database.query('delete from sso_records where kind = $1 and id = $2', [this.#kind, id]);
    }

    async revokeByGrantId(grantId: string): Promise<void> {
      await database.query(`delete from sso_records where kind = $1 and payload->>'grantId' = $2`, [
        this.#kind,
        grantId,
      ]);
    }

    async #findBy(column: string, value: string): Promise<AdapterPayload | undefined> {
      const [row] = await database.query<{ payload: AdapterPayload }>(
        `select payload from sso_records where kind = $1 and ${column} = $2 and expires_at > now()`,
        [this.#kind, value],
      );
      return row?.payload;
    }
  };
}
