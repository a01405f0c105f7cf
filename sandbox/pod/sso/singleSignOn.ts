import { createRemoteJWKSet, customFetch as keyFetch, jwtVerify, type JWTVerifyGetKey } from 'jose';
import * as oidc from 'openid-client';
import type { SsoClient } from '../../sso/ssoClient.js';
import { loopbackFetch } from '../../sites/loopbackFetch.js';

/** A login that is under way at the identity provider. A cookie of the pod keeps it until the browser comes back. */
export interface SsoLogin {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** What the identity provider says of a user who has logged in there. */
export interface SsoUser {
  email: string;
  /** The user's session at the provider. */
  sid: string;
  /** When the user has proven who they are, in whole seconds. */
  authenticatedAt: Date;
}

/** What the pod knows of a provider once it has asked it. */
interface Connection {
  configuration: oidc.Configuration;
  keys: JWTVerifyGetKey;
}

/** The event that makes a token one of a back-channel logout. */
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const LOGOUT_TOKEN_MAX_AGE = '2 minutes';

/** The pod as a client of an OpenID Connect provider: authorization code with PKCE. */
export class SingleSignOn {
  readonly #client: SsoClient;
  readonly #redirectUrl: string;
  #connection: Promise<Connection> | undefined;

  constructor(client: SsoClient, podOrigin: string) {
    this.#client = client;
    this.#redirectUrl = `${podOrigin}/sso/callback`;
  }

  /** The page of the provider on which a user ends their session there. */
  get endSessionUrl(): string {
    const { issuer, clientId } = this.#client;
    return `${issuer}/session/end?${new URLSearchParams({ client_id: clientId }).toString()}`;
  }

  /**
   * Begins a login.
   *
   * @param asks - Whether the provider has to ask the user even if it knows them.
   */
  async begin(asks: boolean): Promise<{ url: URL; login: SsoLogin }> {
    const { configuration } = await this.#connect();
    const login: SsoLogin = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      codeVerifier: oidc.randomPKCECodeVerifier(),
    };
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#redirectUrl,
      scope: 'openid',
      state: login.state,
      nonce: login.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(login.codeVerifier),
      code_challenge_method: 'S256',
      ...(asks && { prompt: 'login' }),
    });
    return { url, login };
  }

  /**
   * Ends a login.
   *
   * @param search - The query with which the browser came back.
   * @throws Error if the provider refused, or if the answer does not belong to this login.
   */
  async finish(search: string, { state, nonce, codeVerifier }: SsoLogin): Promise<SsoUser> {
    const { configuration } = await this.#connect();
    const tokens = await oidc.authorizationCodeGrant(configuration, new URL(search, this.#redirectUrl), {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: codeVerifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    const sid = claims?.['sid'];
    if (claims?.auth_time === undefined || typeof sid !== 'string')
      throw new Error(
        'Failed to log in: the identity provider does not say in which session, or since when.',
      );
    return { email: claims.sub, sid, authenticatedAt: new Date(claims.auth_time * 1000) };
  }

  /**
   * Reads the token of a back-channel logout.
   *
   * @returns The session that has ended at the provider.
   * @throws Error if the token is not such a token of this provider for this pod.
   */
  async readLogoutToken(token: string): Promise<string> {
    const { keys } = await this.#connect();
    const { payload } = await jwtVerify(token, keys, {
      issuer: this.#client.issuer,
      audience: this.#client.clientId,
      maxTokenAge: LOGOUT_TOKEN_MAX_AGE,
      requiredClaims: ['sid', 'jti'],
    });
    const events = Object(payload['events']) as Record<string, unknown>;
    // A token with a nonce is one of a login.
    if (!(LOGOUT_EVENT in events) || 'nonce' in payload || typeof payload['sid'] !== 'string')
      throw new Error('Failed to end a session: the token is not one of a logout.');
    return payload['sid'];
  }

  #connect(): Promise<Connection> {
    this.#connection ??= connectTo(this.#client).catch((error: unknown) => {
      // The next login tries it again.
      this.#connection = undefined;
      throw error;
    });
    return this.#connection;
  }
}

async function connectTo({ issuer, clientId, clientSecret }: SsoClient): Promise<Connection> {
  const configuration = await oidc.discovery(
    new URL(issuer),
    clientId,
    { id_token_signed_response_alg: 'ES256' },
    oidc.ClientSecretBasic(clientSecret),
    {
      // The sandbox speaks plain HTTP on loopback names.
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- The library marks it so that it is noticed.
      execute: [oidc.allowInsecureRequests],
      [oidc.customFetch]: loopbackFetch,
    },
  );
  const { jwks_uri: keysUrl } = configuration.serverMetadata();
  if (keysUrl === undefined) throw new Error('Failed to connect with the identity provider: it has no keys.');
  return { configuration, keys: createRemoteJWKSet(new URL(keysUrl), { [keyFetch]: loopbackFetch }) };
}
