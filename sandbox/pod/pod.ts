import { fastify, type FastifyError, type FastifyInstance } from 'fastify';
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyRateLimit from '@fastify/rate-limit';
import fastifyWebsocket from '@fastify/websocket';
import { addPageFiles } from '../sites/pageFiles.js';
import type { SsoClient } from '../sso/ssoClient.js';
import type { Database } from './database/database.js';
import { LiveSockets } from './live/liveSockets.js';
import { Notices } from './live/notices.js';
import type { EventBus } from './live/eventBus.js';
import { PodEvents } from './live/podEvents.js';
import { ATTACHMENTS_MAX_BYTES } from './messages/newMessage.js';
import { addLoginPages } from './pages/loginPages.js';
import { addNotFound } from './pages/notFound.js';
import { addPages } from './pages/pages.js';
import { addPlaygroundPage } from './pages/playgroundPage.js';
import { safeRedirect } from './pages/safeRedirect.js';
import { Users } from './people/users.js';
import { PodError } from './podError.js';
import { mustBeFromPod } from './requestOrigin.js';
import { addApiRoutes } from './routes/apiRoutes.js';
import { addLiveRoute } from './routes/liveRoute.js';
import { LogoutFaults } from './routes/logoutFaults.js';
import { addLogoutRoute } from './routes/logoutRoute.js';
import { addSessionRoutes } from './routes/sessionRoutes.js';
import { addStartRoute } from './routes/startRoute.js';
import { addSsoRoutes } from './routes/ssoRoutes.js';
import { LoginCodes } from './sessions/loginCodes.js';
import type { Partners } from './sessions/partners.js';
import { sharedSecret } from './sessions/secrets.js';
import { Logouts } from './sessions/logouts.js';
import { Sessions } from './sessions/sessions.js';
import { SubjectTokens } from './sessions/subjectTokens.js';
import { Chats } from './streams/chats.js';
import { Streams } from './streams/streams.js';
import { SingleSignOn } from './sso/singleSignOn.js';
import { isStorable } from './storableText.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether a request that is too large is so because of what is attached to a message. */
    takesAttachments?: boolean;
  }
}

/** What a pod is made of. */
export interface PodOptions {
  database: Database;
  /** Carries what pods of this database tell one another. */
  bus: EventBus;
  podOrigin: string;
  /** Where extension apps come from. */
  appsOrigin: string;
  partners: Partners;
  /** The pod's agreement with the identity provider, if there is one. */
  ssoClient: SsoClient | undefined;
  /** Where the build has put the scripts and styles of the pod's pages. */
  webScripts: string | undefined;
  /** Whether `POST /faults` exists and frames may be told to fail. */
  faults: boolean;
  sessionTtlMs: number;
  loginsPerMinute: number;
  heartbeatMs: number;
}

/** A Symphony server, ready to answer. */
export interface Pod {
  app: FastifyInstance;
  sessions: Sessions;
  close(): Promise<void>;
}

/** Builds a pod on a database that is up to date. */
export async function createPod(options: PodOptions): Promise<Pod> {
  const { database, podOrigin, appsOrigin, partners, ssoClient, faults, loginsPerMinute } = options;
  const events = new PodEvents(options.bus);
  const users = new Users(database);
  const sessions = new Sessions(database, events, options.sessionTtlMs);
  const logouts = new Logouts(database, events);
  const loginCodes = new LoginCodes(database);
  const subjectTokens = new SubjectTokens({ database, users, partners, podOrigin });
  const liveSockets = new LiveSockets(sessions, new Notices(database), options.heartbeatMs);
  const logoutFaults = faults ? new LogoutFaults() : undefined;

  const app = fastify({
    bodyLimit: 65_536,
    // What does not fit is refused, neither bent into shape nor quietly cut.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  });
  await addPlugins(app, await sharedSecret(database, 'cookies'));
  await addPageFiles(app, '/embed/assets/', options.webScripts);
  answerErrors(app);
  addNotFound(app, podOrigin);
  const singleSignOn = ssoClient && new SingleSignOn(ssoClient, podOrigin);
  const { endSessionUrl } = singleSignOn ?? {};
  const redirectTo = (url: unknown): string | undefined =>
    safeRedirect(url, [podOrigin, ...partners.allOrigins()]);
  const streams = new Streams(database, events);
  await addPages(app, { podOrigin, appsOrigin, partners, sessions, faults });
  addPlaygroundPage(app, { podOrigin, sessions });
  addLoginPages(app, { podOrigin, sessions, hasSso: singleSignOn !== undefined, safeRedirect: redirectTo });
  if (singleSignOn) addSsoRoutes(app, { sessions, users, singleSignOn, safeRedirect: redirectTo });
  addLiveRoute(app, {
    podOrigin,
    sessions,
    logouts,
    liveSockets,
    streams,
    faults: logoutFaults,
    endSessionUrl,
  });
  logoutFaults?.addRoute(app);
  await addLogoutRoute(app, { podOrigin, partners, logouts, faults: logoutFaults, endSessionUrl });
  await app.register((scope, _options, done) => {
    scope.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store');
      if (request.method !== 'GET' && request.method !== 'HEAD') mustBeFromPod(request, podOrigin);
    });
    scope.addHook('preValidation', ({ body, params, query }, _reply, next) => {
      next(isStorable([body, params, query]) ? undefined : new PodError(400, 'INVALID_REQUEST'));
    });
    addSessionRoutes(scope, {
      sessions,
      users,
      loginCodes,
      partners,
      loginsPerMinute,
    });
    addStartRoute(scope, {
      sessions,
      subjectTokens,
      partners,
      streams,
      chats: new Chats(database, events),
      loginsPerMinute,
    });
    addApiRoutes(scope, { database, events, sessions, appsOrigin });
    done();
  });
  await liveSockets.follow(events);
  await sessions.forgetOld();
  await app.ready();

  return {
    app,
    sessions,
    close: async () => {
      await liveSockets.close();
      await app.close();
    },
  };
}

async function addPlugins(app: FastifyInstance, cookieSecret: string): Promise<void> {
  await app.register(fastifyHelmet, {
    // The pod speaks plain HTTP on loopback names; pages that are no frames' say so by their own policy.
    strictTransportSecurity: false,
    xFrameOptions: false,
    // A frame of the portal's own site, too, gets a thread of its own: what hangs there does not stop the portal.
    originAgentCluster: true,
    // The login popup must keep its opener.
    crossOriginOpenerPolicy: false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
    },
  });
  await app.register(fastifyCookie, { secret: cookieSecret });
  await app.register(fastifyRateLimit, { global: false });
  await app.register(fastifyWebsocket, { options: { maxPayload: 1024 } });
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    // What needs no body may come without one, whatever its headers say.
    if (body === '') done(null);
    else void parseJson(request, String(body), done);
  });
}

function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError | PodError>(async (error, request, reply) => {
    if (error instanceof PodError) {
      return reply.code(error.status).send({ error: error.code, ...error.details });
    }
    const { statusCode = 500, code, message } = error;
    if (statusCode === 413 && request.routeOptions.config.takesAttachments === true)
      return reply.code(413).send({ error: 'ATTACHMENTS_TOO_LARGE', maxBytes: ATTACHMENTS_MAX_BYTES });
    if (statusCode < 500) return reply.code(statusCode).send({ error: 'INVALID_REQUEST', message });
    // Whoever asked has gone meanwhile, as frames do at any time.
    if (code !== 'ERR_STREAM_PREMATURE_CLOSE')
      console.error(`Failed to answer ${request.method} ${request.routeOptions.url ?? 'a request'}:`, error);
    return reply.code(500).send({ error: 'INTERNAL' });
  });
}
