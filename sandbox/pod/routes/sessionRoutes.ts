import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { User } from '../../podApi/people.js';
import type { AuthenticationType, SessionState } from '../../podApi/session.js';
import { normaliseEmail } from '../people/emailAddress.js';
import type { Users } from '../people/users.js';
import { PodError } from '../podError.js';
import type { LoginCodes } from '../sessions/loginCodes.js';
import { addressOf, settlePlace } from '../sessions/place.js';
import { sessionTokensOf, setBrowserCookies, setSessionCookies } from '../sessions/podCookies.js';
import { hashToken } from '../sessions/secrets.js';
import type { Place, Sessions } from '../sessions/sessions.js';
import type { SubjectTokens } from '../sessions/subjectTokens.js';
import { requireSession } from './requireSession.js';

interface SessionParts {
  sessions: Sessions;
  users: Users;
  loginCodes: LoginCodes;
  subjectTokens: SubjectTokens;
  authenticationType: AuthenticationType;
  loginsPerMinute: number;
}

interface Credentials {
  email: string;
  password: string;
}

interface SubjectToken {
  subjectToken: string;
  partnerId: string;
}

const credentialsSchema = {
  type: 'object',
  required: ['email', 'password'],
  additionalProperties: false,
  properties: {
    email: { type: 'string', minLength: 1, maxLength: 254 },
    password: { type: 'string', minLength: 1, maxLength: 1000 },
  },
} as const;

const codeSchema = {
  type: 'object',
  required: ['code'],
  additionalProperties: false,
  properties: { code: { type: 'string', minLength: 1, maxLength: 200 } },
} as const;

const tokenSchema = {
  type: 'object',
  required: ['subjectToken', 'partnerId'],
  additionalProperties: false,
  properties: {
    subjectToken: { type: 'string', minLength: 1, maxLength: 8000 },
    partnerId: { type: 'string', minLength: 1, maxLength: 100 },
  },
} as const;

/** Who is here, and how to get in: by password, by the one-time code of a login popup, or by a partner's word. */
export function addSessionRoutes(
  app: FastifyInstance,
  { sessions, users, loginCodes, subjectTokens, authenticationType, loginsPerMinute }: SessionParts,
): void {
  /** A limit for each network address and what it tries. It runs after the body is read: the body says what is tried. */
  const rateLimit = (attemptOf: (body: unknown) => string) => ({
    max: loginsPerMinute,
    timeWindow: 60_000,
    hook: 'preHandler' as const,
    keyGenerator: (request: FastifyRequest) => `${addressOf(request)} ${attemptOf(request.body)}`,
    errorResponseBuilder: (_request: FastifyRequest, { ttl }: { ttl: number }) =>
      new PodError(429, 'TOO_MANY_ATTEMPTS', { retryAfterMs: ttl }),
  });
  const logIn = async (reply: FastifyReply, user: User, place: Place): Promise<{ user: User }> => {
    const { session, token } = await sessions.logIn(user, place);
    setSessionCookies(reply, session, token);
    return { user };
  };

  app.get('/session', async (request): Promise<SessionState> => {
    const session = await sessions.find(sessionTokensOf(request));
    return session
      ? { loggedIn: true, authenticationType, user: session.user }
      : { loggedIn: false, authenticationType };
  });

  app.post<{ Body: Credentials }>(
    '/session/login',
    {
      schema: { body: credentialsSchema },
      config: { rateLimit: rateLimit((body) => normaliseEmail((body as Credentials).email)) },
    },
    async (request, reply) => {
      const { email, password } = request.body;
      const user = await users.authenticate(email, password);
      if (!user) throw new PodError(401, 'BAD_CREDENTIALS');
      return logIn(reply, user, await settlePlace(request, reply, sessions));
    },
  );

  // Only for the login popup: its browser is proven, a frame's in general is not.
  app.post('/session/code', async (request, reply) => {
    const session = await requireSession(request, sessions);
    const { browser } = await settlePlace(request, reply, sessions);
    if (!browser.proven) throw new PodError(403, 'NOT_TOP_LEVEL');
    return { code: await loginCodes.create(session.id) };
  });

  app.post<{ Body: { code: string } }>(
    '/session/redeem',
    { schema: { body: codeSchema } },
    async (request, reply) => {
      const place = await settlePlace(request, reply, sessions);
      const redeemed = await loginCodes.redeem(request.body.code, place);
      if (!redeemed) throw new PodError(401, 'BAD_CREDENTIALS');
      const { user, browser } = redeemed;
      if (browser.id !== place.browser.id) await sessions.joinBrowsers(browser, [place.browser.id]);
      setBrowserCookies(reply, browser);
      return logIn(reply, user, { ...place, browser });
    },
  );

  app.post<{ Body: SubjectToken }>(
    '/session/token',
    {
      schema: { body: tokenSchema },
      // Of each token, not of the partner: a whole office may share one address, and a right token is never refused
      // because of wrong ones. Nobody can guess a signature, so more is not needed.
      config: {
        rateLimit: rateLimit((body) => {
          const { partnerId, subjectToken } = body as SubjectToken;
          return `${partnerId} ${hashToken(subjectToken)}`;
        }),
      },
    },
    async (request, reply) => {
      const { subjectToken, partnerId } = request.body;
      const user = await subjectTokens.redeem(subjectToken, partnerId);
      if (!user) throw new PodError(401, 'BAD_TOKEN');
      return logIn(reply, user, await settlePlace(request, reply, sessions));
    },
  );

  app.post('/session/terms', async (request) => {
    const { user } = await requireSession(request, sessions);
    return { user: await users.acceptTerms(user) };
  });
}
