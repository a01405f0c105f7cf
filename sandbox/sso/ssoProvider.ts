import { exportJWK, generateKeyPair } from 'jose';
import type { Provider } from 'oidc-provider';
import type { Database } from '../pod/database/database.js';
import { sharedSecret } from '../pod/sessions/secrets.js';
import { loopbackFetch } from '../sites/loopbackFetch.js';
import type { SsoClient } from './ssoClient.js';
import { ssoRecordsIn } from './ssoRecords.js';

interface ProviderParts {
  database: Database;
  client: SsoClient;
  podUrl: string;
  /** Where a browser may be led after it has logged out at the provider. */
  returnUrls: readonly string[];
  /** Writes a page of the provider. */
  renderPage: (page: 'logout' | 'loggedOut' | 'problem', values: Record<string, string>) => Promise<string>;
}

const TEN_MINUTES_S = 600;
const TWELVE_HOURS_S = 12 * 3600;

/** Creates an OpenID Connect provider for the users of the pod. */
export async function createSsoProvider(parts: ProviderParts): Promise<Provider> {
  const { database, client, podUrl, returnUrls, renderPage } = parts;
  // Says on some versions of Node that it has not been tested there. So only who uses it loads it.
  const { Provider } = await import('oidc-provider');
  const keys = await sharedSecret(database, 'sso key', makeKey);
  return new Provider(client.issuer, {
    adapter: ssoRecordsIn(database),
    jwks: { keys: [JSON.parse(keys) as object] },
    cookies: { keys: [await sharedSecret(database, 'sso cookies')] },
    fetch: loopbackFetch,
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        client_name: 'Symphony',
        redirect_uris: [`${podUrl}/sso/callback`],
        post_logout_redirect_uris: [...returnUrls],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        id_token_signed_response_alg: 'ES256',
        require_auth_time: true,
        backchannel_logout_uri: `${podUrl}/sso/logged-out`,
        backchannel_logout_session_required: true,
      },
    ],
    pkce: { required: () => true },
    ttl: {
      Session: TWELVE_HOURS_S,
      Grant: TWELVE_HOURS_S,
      Interaction: TEN_MINUTES_S,
      AuthorizationCode: 60,
      AccessToken: TEN_MINUTES_S,
      IdToken: TEN_MINUTES_S,
    },
    findAccount: (_ctx, email) => ({ accountId: email, claims: () => ({ sub: email }) }),
    // The pod and its identity provider belong to one company: nobody has to be asked for consent.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId,
        accountId: oidc.session?.accountId,
      });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    interactions: { url: (_ctx, { uid }) => `/log-in/${uid}` },
    renderError: async (ctx, { error_description: description, error }) => {
      ctx.type = 'html';
      ctx.body = await renderPage('problem', { PROBLEM: escapeHtml(description ?? error) });
    },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (ctx, form) => {
          ctx.body = await renderPage('logout', { FORM: form });
        },
        postLogoutSuccessSource: async (ctx) => {
          ctx.body = await renderPage('loggedOut', {});
        },
      },
    },
  });
}

async function makeKey(): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return JSON.stringify({ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: 'sso' });
}

/** A text as it may stand in HTML, in quotes too. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
