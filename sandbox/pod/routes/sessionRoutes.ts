import type { FastifyInstance, FastifyReply } from 'fastify';
import type { User } from '../../podApi/people.js';
import type { SessionState } from '../../podApi/session.js';
import { normaliseEmail } from '../people/emailAddress.js';
import type { Users } from '../people/users.js';
import { PodError } from '../podError.js';
import type { LoginCodes } from '../sessions/loginCodes.js';
import { readLoginStart } from '../sessions/loginStart.js';
import { settleBrowser, settlePlace } from '../sessions/place.js';
import { sessionTokensOf, setJarCookie, setSessionCookies } from '../sessions/podCookies.js';
import type { Partners } from '../sessions/partners.js';
import type { LoginStart, Place, Sessions } from '../sessions/sessions.js';
import { attemptLimit } from './attemptLimit.js';
import { requireSession } from './requireSession.js';

interface SessionParts {
  sessions: Sessions;
  users: Users;
  loginCodes: LoginCodes;
  partners: Partners;
  loginsPerMinute: number;
}

interface Credentials {
  email: string;
  password: string;
  /** When the page with the login was loaded, signed by the pod. Only the pod's own login page has that. */
  startedAt?: string;
}

const credentialsSchema = {
  type: 'object',
  required: ['email', 'password'],
  additionalProperties: false,
  properties: {
    email: { type: 'string', minLength: 1, maxLength: 254 },
    password: { type: 'string', minLength: 1, maxLength: 1000 },
    startedAt: { type: 'string', maxLength: 200 },
  },
} as const;

const codeSchema = {
  type: 'object',
  required: ['code'],
  additionalProperties: false,
  properties: { code: { type: 'string', minLength: 1, maxLength: 200 } },
} as const;

/** Who is here, and how to get in: by password, or by the one-time code of a login popup. */
export function addSessionRoutes(
  app: FastifyInstance,
  { sessions, users, loginCodes, partners, loginsPerMinute }: SessionParts,
): void {
  const logIn = async (
    reply: FastifyReply,
    user: User,
    place: Place,
    start: LoginStart,
  ): Promise<{ user: User }> => {
    const { session, token } = await sessions.logIn(user, place, start);
    setSessionCookies(reply, session, token);
    return { user };
  };

  app.get<{ Querystring: { partnerId?: unknown } }>('/session', async (request): Promise<SessionState> => {
    const authenticationType = partners.authenticationTypeOf(request.query.partnerId);
    const tokens = sessionTokensOf(request);
    const session = await sessions.find(tokens);
    if (session) return { loggedIn: true, authenticationType, user: session.user };
    const endReason = await sessions.endOf(tokens);
    return { loggedIn: false, authenticationType, ...(endReason && { endReason }) };
  });

  app.post<{ Body: Credentials }>(
    '/session/login',
    {
      schema: { body: credentialsSchema },
      config: {
        rateLimit: attemptLimit(loginsPerMinute, (body) => normaliseEmail((body as Credentials).email)),
      },
    },
    async (request, reply) => {
      const { email, password, startedAt = '' } = request.body;
      // Before the password is checked, which takes a while.
      const start = { startedAt: readLoginStart(app, startedAt) ?? (await sessions.now()) };
      const user = await users.authenticate(email, password);
      if (!user) throw new PodError(401, 'BAD_CREDENTIALS');
      return logIn(reply, user, await settlePlace(request, reply, sessions), start);
    },
  );

  // Only for the login popup: its browser is proven, a frame's in general is not.
  app.post('/session/code', async (request, reply) => {
    const session = await requireSession(request, sessions);
    const { browserId } = await settleBrowser(request, reply, sessions);
    if (browserId === undefined) throw new PodError(403, 'NOT_TOP_LEVEL');
    return { code: await loginCodes.create(session.id) };
  });

  // For frames that the browser has just given the cookies of the pod's own tabs.
  app.post('/session/browser', async (request, reply) => {
    const { browserId } = await settleBrowser(request, reply, sessions);
    return { proven: browserId !== undefined };
  });

  app.post<{ Body: { code: string } }>(
    '/session/redeem',
    { schema: { body: codeSchema } },
    async (request, reply) => {
      const startedAt = await sessions.now();
      const place = await settlePlace(request, reply, sessions);
      const redeemed = await loginCodes.redeem(request.body.code, place);
      if (!redeemed) throw new PodError(401, 'BAD_CREDENTIALS');
      const { user, browserId, sessionId: originSessionId } = redeemed;
      const browser = { ...place.browser, browserId: browserId ?? place.browser.browserId };
      await sessions.proveBrowser(browser, place.browser.browserId);
      setJarCookie(reply, { id: browser.jarId, browserId: browser.browserId });
      return logIn(reply, user, { ...place, browser }, { startedAt, originSessionId });
    },
  );

  app.post('/session/terms', async (request) => {
    const { user } = await requireSession(request, sessions);
    return { user: await users.acceptTerms(user) };
  });
}
