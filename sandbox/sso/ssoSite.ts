import fastifyRateLimit from '@fastify/rate-limit';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { join } from 'node:path';
import type { Provider } from 'oidc-provider';
import type { Database } from '../pod/database/database.js';
import { normaliseEmail } from '../pod/people/emailAddress.js';
import { Users } from '../pod/people/users.js';
import { folders } from '../projectFolders.js';
import { addPageFiles, fillPage } from '../sites/pageFiles.js';
import { addFormParser } from '../sites/formParser.js';
import type { SsoClient } from './ssoClient.js';
import { createSsoProvider, escapeHtml } from './ssoProvider.js';

interface SsoSiteParts {
  database: Database;
  client: SsoClient;
  podUrl: string;
  /** The portals, where a browser may be led after a logout. */
  portalUrls: readonly string[];
  loginsPerMinute: number;
}

interface Credentials {
  email?: string;
  password?: string;
}

/** The site of the company's identity provider. It knows the users of the pod, and refuses to be framed. */
export async function createSsoSite(parts: SsoSiteParts): Promise<FastifyInstance> {
  const { database, client, podUrl, portalUrls, loginsPerMinute } = parts;
  const users = new Users(database);
  const app = fastify();
  await addPageFiles(app, '/assets/');
  const provider = await createSsoProvider({
    database,
    client,
    podUrl,
    returnUrls: portalUrls.map((url) => `${url}/`),
    renderPage: (page, values) => renderPage(app, page, values),
  });
  await app.register(fastifyRateLimit, { global: false });

  // A form leads from here to the pod, and to a portal after a logout.
  const leadsTo = ["'self'", podUrl, ...portalUrls].join(' ');
  // The provider adds the hash of the one script that it has, which sends a form, to the sources of scripts.
  const headers = {
    'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'; form-action ${leadsTo}; base-uri 'none'; frame-ancestors 'none'`,
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
  app.addHook('onRequest', (_request, reply, done) => {
    // The provider writes its answers itself.
    for (const [name, value] of Object.entries(headers)) reply.raw.setHeader(name, value);
    done();
  });
  app.get('/favicon.ico', (_request, reply) => reply.code(204).send());
  await app.register((scope, _options, done) => {
    addLogIn(scope, { provider, users, loginsPerMinute });
    done();
  });
  await app.register((scope, _options, done) => {
    // The provider reads bodies itself.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, parsed) => {
      parsed(null);
    });
    const handle = provider.callback();
    scope.all('/*', (request, reply) => {
      reply.hijack();
      void handle(request.raw, reply.raw);
    });
    done();
  });
  return app;
}

/** Where users say who they are. */
function addLogIn(
  app: FastifyInstance,
  { provider, users, loginsPerMinute }: { provider: Provider; users: Users; loginsPerMinute: number },
): void {
  addFormParser(app);

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    { email = '', problem = '' }: { email?: string; problem?: string } = {},
  ): Promise<FastifyReply> {
    const { uid } = await provider.interactionDetails(request.raw, reply.raw);
    const html = await renderPage(app, 'logIn', {
      CLIENT: 'Symphony',
      UID: encodeURIComponent(uid),
      EMAIL: escapeHtml(email),
      PROBLEM: problem,
    });
    return reply
      .code(problem ? 401 : 200)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(html);
  }

  app.setErrorHandler(async (error: { statusCode?: number }, _request, reply) => {
    const { statusCode = 400 } = error;
    const problem =
      statusCode === 429
        ? 'Too many attempts. Wait a minute and try again.'
        : 'This sign-in is over, or was begun elsewhere.';
    return reply
      .code(statusCode)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(await renderPage(app, 'problem', { PROBLEM: problem }));
  });

  app.get('/log-in/:uid', (request, reply) => show(request, reply));

  app.post<{ Body: Credentials | undefined }>(
    '/log-in/:uid',
    {
      config: {
        rateLimit: {
          max: loginsPerMinute,
          timeWindow: 60_000,
          hook: 'preHandler',
          keyGenerator: ({ ip, body }) =>
            `${ip} ${normaliseEmail((body as Credentials | undefined)?.email ?? '')}`,
        },
      },
    },
    async (request, reply) => {
      const { email = '', password = '' } = request.body ?? {};
      // Before the password: whoever has no sign-in under way here is told so.
      await provider.interactionDetails(request.raw, reply.raw);
      const user = await users.authenticate(email, password);
      if (!user)
        return show(request, reply, {
          email,
          problem: 'The e-mail address or the password is not right.',
        });
      reply.hijack();
      await provider.interactionFinished(
        request.raw,
        reply.raw,
        { login: { accountId: user.email, amr: ['pwd'] } },
        { mergeWithLastSubmission: false },
      );
      return reply;
    },
  );
}

function renderPage(
  app: FastifyInstance,
  page: string,
  values: Readonly<Record<string, string>>,
): Promise<string> {
  return fillPage(app, join(folders.sso, `${page}.html`), values);
}
