import { decodeJwt, errors, importJWK, jwtVerify, type JWTPayload } from 'jose';
import type { User } from '../../podApi/people.js';
import type { Database } from '../database/database.js';
import { normaliseEmail } from '../people/emailAddress.js';
import type { Users } from '../people/users.js';
import type { Partners } from './partners.js';

const ALGORITHM = 'ES256';
const LONGEST_LIFE_S = 5 * 60;
/** How far the clocks of a partner and of the pod may be apart. */
const CLOCK_TOLERANCE_S = 5;

interface SubjectTokenParts {
  database: Database;
  users: Users;
  partners: Partners;
  podOrigin: string;
}

/** The tokens by which partners vouch for users: signed with the partner's key, for this pod, once, and soon over. */
export class SubjectTokens {
  readonly #parts: SubjectTokenParts;

  constructor(parts: SubjectTokenParts) {
    this.#parts = parts;
  }

  /**
   * Whom a partner's token is about, if it is good, and when it was issued. A token that says seconds only counts from
   * the beginning of its second.
   */
  async redeem(token: string, partnerId: string): Promise<{ user: User; issuedAt: string } | undefined> {
    const claims = await this.#verify(token, partnerId);
    if (!claims) return undefined;
    const { sub = '', jti = '', exp = 0, iat = 0 } = claims;
    const user = await this.#parts.users.findByEmail(sub);
    if (!user || !(await this.#use(partnerId, jti, exp))) return undefined;
    return { user, issuedAt: new Date(iat * 1000).toISOString() };
  }

  /** Whether a token names this user. That proves nothing, for nobody has looked at its signature. */
  isAbout(token: string, { email }: User): boolean {
    try {
      return normaliseEmail(decodeJwt(token).sub ?? '') === email;
    } catch (error) {
      if (error instanceof errors.JOSEError) return false;
      throw error;
    }
  }

  async #verify(token: string, partnerId: string): Promise<JWTPayload | undefined> {
    const { partners, podOrigin } = this.#parts;
    const publicKey = partners.keyOf(partnerId);
    if (!publicKey) return undefined;
    try {
      const { payload } = await jwtVerify(token, await importJWK(publicKey, ALGORITHM), {
        algorithms: [ALGORITHM],
        issuer: partnerId,
        audience: podOrigin,
        requiredClaims: ['sub', 'iat', 'exp', 'jti'],
        clockTolerance: CLOCK_TOLERANCE_S,
      });
      const { exp = Infinity, iat = Infinity, jti = '' } = payload;
      const nowS = Date.now() / 1000 + CLOCK_TOLERANCE_S;
      const isShort = exp <= nowS + LONGEST_LIFE_S && iat >= 0 && iat <= nowS;
      return isShort && jti !== '' ? payload : undefined;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }

  /** Whether the token has not been used before, at any pod of this database. */
  async #use(partnerId: string, tokenId: string, expiresAtS: number): Promise<boolean> {
    const { database } = this.#parts;
    await database.query(`delete from used_subject_tokens where expires_at < now() - interval '1 minute'`);
    const [used] = await database.query(
      `insert into used_subject_tokens (partner_id, token_id, expires_at) values ($1, $2, to_timestamp($3))
       on conflict do nothing returning token_id`,
      [partnerId, tokenId, expiresAtS],
    );
    return used !== undefined;
  }
}
