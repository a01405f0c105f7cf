import type { FastifyInstance } from 'fastify';
import { writeLoginStart } from '../sessions/loginStart.js';
import { settleBrowser } from '../sessions/place.js';
import type { Sessions } from '../sessions/sessions.js';
import { jsonForHtml } from './htmlTemplate.js';
import { loginQuery } from './loginQuery.js';
import { sendPage } from './pages.js';

interface LoginPageParts {
  podOrigin: string;
  sessions: Sessions;
  /** Whether users can log in by an identity provider. */
  hasSso: boolean;
  safeRedirect: (url: unknown) => string | undefined;
}

interface LoginQuery {
  symRedirectUrl?: unknown;
  popup?: unknown;
  /** What went wrong at the identity provider. */
  sso?: unknown;
}

/** The pod's own pages to log in, as a full page or as a popup of a frame, and to log out. No site may frame them. */
export function addLoginPages(app: FastifyInstance, parts: LoginPageParts): void {
  const { podOrigin, sessions, hasSso, safeRedirect } = parts;
  app.get('/', (_request, reply) => reply.redirect('/apps/login'));

  app.get<{ Querystring: LoginQuery }>('/apps/login', async (request, reply) => {
    const { symRedirectUrl, popup, sso } = request.query;
    const redirectUrl = safeRedirect(symRedirectUrl);
    const isPopup = popup === '1';
    const config = {
      startedAt: writeLoginStart(app, await sessions.now()),
      popup: isPopup,
      redirectUrl: redirectUrl ?? null,
      ssoUrl: hasSso ? `/sso/login?${loginQuery({ isPopup, redirectUrl }).toString()}` : null,
      ssoProblem: sso === 'startAgain' || sso === 'failed' ? sso : null,
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
}
