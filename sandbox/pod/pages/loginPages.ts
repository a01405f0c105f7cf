import type { FastifyInstance } from 'fastify';
import { folders } from '../../projectFolders.js';
import { writeLoginStart } from '../sessions/loginStart.js';
import type { Partners } from '../sessions/partners.js';
import { settleBrowser } from '../sessions/place.js';
import type { Sessions } from '../sessions/sessions.js';
import { jsonForHtml } from './htmlTemplate.js';
import { sendPage } from './pages.js';

interface LoginPageParts {
  podOrigin: string;
  partners: Partners;
  sessions: Sessions;
}

interface LoginQuery {
  symRedirectUrl?: unknown;
  popup?: unknown;
}

/** The pod's own pages to log in, as a full page or as a popup of a frame, and to log out. No site may frame them. */
export function addLoginPages(app: FastifyInstance, { podOrigin, partners, sessions }: LoginPageParts): void {
  app.get('/', (_request, reply) => reply.redirect('/apps/login'));

  app.get<{ Querystring: LoginQuery }>('/apps/login', async (request, reply) => {
    const { symRedirectUrl, popup } = request.query;
    const config = {
      startedAt: writeLoginStart(app, await sessions.now()),
      popup: popup === '1',
      redirectUrl: safeRedirect(symRedirectUrl, [podOrigin, ...partners.allOrigins()]) ?? null,
    };
    await settleBrowser(request, reply, sessions);
    return sendPage(reply, 'login', { podOrigin, values: { LOGIN_CONFIG: jsonForHtml(config) } });
  });

  app.get('/apps/logout', async (request, reply) => {
    await settleBrowser(request, reply, sessions);
    return sendPage(reply, 'logout', {
      podOrigin,
      values: { LOGOUT_URL: encodeURIComponent(`${podOrigin}/apps/logout`) },
    });
  });

  app.get('/apps/style.css', (_request, reply) =>
    reply.header('cache-control', 'no-cache').sendFile('apps.css', folders.podPages, { cacheControl: false }),
  );
  for (const script of ['login.js', 'logout.js', 'podRequest.js']) {
    app.get(`/apps/${script}`, (_request, reply) =>
      reply
        .header('cache-control', 'no-cache')
        .sendFile(script, folders.podPageScripts, { cacheControl: false }),
    );
  }
}

/** Where to go after the login: to the pod or a partner, for nobody else may send people on from a login page. */
function safeRedirect(url: unknown, origins: readonly string[]): string | undefined {
  if (typeof url !== 'string' || !URL.canParse(url)) return undefined;
  const { href, origin } = new URL(url);
  return origins.includes(origin) ? href : undefined;
}
