import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';

/** A partner's back end, as far as it vouches for users: the key is its own, the pod knows the public half. */
export interface TokenSigner {
  publicKey: JWK;
  /** A token that says who a user is. The pod takes it once, within a minute. */
  sign(email: string): Promise<string>;
}

const ALGORITHM = 'ES256';

/** Gives a partner a key of its own. */
export async function createTokenSigner(partnerId: string, podOrigin: string): Promise<TokenSigner> {
  const { publicKey, privateKey } = await generateKeyPair(ALGORITHM);
  return {
    publicKey: await exportJWK(publicKey),
    sign: (email) =>
      new SignJWT()
        .setProtectedHeader({ alg: ALGORITHM })
        .setSubject(email)
        .setIssuer(partnerId)
        .setAudience(podOrigin)
        .setJti(randomUUID())
        // With milliseconds: the pod takes none that was issued before the user's last logout.
        .setIssuedAt(Date.now() / 1000)
        .setExpirationTime('1 minute')
        .sign(privateKey),
  };
}
