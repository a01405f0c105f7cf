import type { FastifyInstance, FastifyReply } from 'fastify';
import type { LoginCodes } from './loginCodes.js';
import { addressOf, settlePlace } from './place.js';
import { sessionTokensOf, setBrowserCookies, setSessionCookie } from './podCookies.js';
import { PodError } from './podError.js';
import { requireSession } from './requireSession.js';
import type { Place, Sessions } from './sessions.js';
import type { User, Users } from './users.js';

interface SessionParts {
  sessions: Sessions;
  users: Users;
  loginCodes: LoginCodes;
  loginsPerMinute: number;
}

interface Credentials {
  email: string;
  password: string;
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

const AUTHENTICATION = { authenticationType: 'password' } as const;

/** Who is here, and how to get in: by password, or by the one-time code of a login popup. */
export function addSessionRoutes(
  app: FastifyInstance,
  { sessions, users, loginCodes, loginsPerMinute }: SessionParts,
): void {
  const logIn = async (reply: FastifyReply, user: User, place: Place): Promise<{ user: User }> => {
    const { session, token } = await sessions.logIn(user, place);
    setSessionCookie(reply, token, session.expiresAt);
    return { user };
  };

  app.get('/session', async (request) => {
    const session = await sessions.find(sessionTokensOf(request));
    return session
      ? { loggedIn: true, ...AUTHENTICATION, user: session.user }
      : { loggedIn: false, ...AUTHENTICATION };
  });

  app.post<{ Body: Credentials }>(
    '/session/login',
    {
      schema: { body: credentialsSchema },
      config: {
        rateLimit: {
          max: loginsPerMinute,
          timeWindow: 60_000,
          // After the body was read, for the limit is one of each address and account.
          hook: 'preHandler',
          keyGenerator: (request) =>
            `${addressOf(request)} ${(request.body as Credentials).email.toLowerCase()}`,
          errorResponseBuilder: (_request, { ttl }) =>
            new PodError(429, 'TOO_MANY_ATTEMPTS', { retryAfterMs: ttl }),
        },
      },
    },
    async (request, reply) => {
      const { email, password } = request.body;
      const user = await users.authenticate(email.trim(), password);
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
}
