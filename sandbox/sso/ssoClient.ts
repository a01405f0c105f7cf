import type { Database } from '../pod/database/database.js';
import { sharedSecret } from '../pod/sessions/secrets.js';

/** What an identity provider and the pod, its client, agree on. */
export interface SsoClient {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** The agreement with a provider. The secret is kept in the pod's database. */
export async function ssoClientOf(database: Database, issuer: string): Promise<SsoClient> {
  return { issuer, clientId: 'symphony', clientSecret: await sharedSecret(database, 'sso client') };
}
