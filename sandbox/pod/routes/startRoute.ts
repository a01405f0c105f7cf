import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { User } from '../../podApi/people.js';
import type { FirstView, StartRequest, StartState } from '../../podApi/session.js';
import { PodError } from '../podError.js';
import type { Partners } from '../sessions/partners.js';
import { settlePlace } from '../sessions/place.js';
import { sessionTokensOf, setSessionCookies } from '../sessions/podCookies.js';
import { hashToken } from '../sessions/secrets.js';
import type { Sessions } from '../sessions/sessions.js';
import type { SubjectTokens } from '../sessions/subjectTokens.js';
import type { Chats } from '../streams/chats.js';
import type { Streams } from '../streams/streams.js';
import { attemptLimit } from './attemptLimit.js';
import { referencesSchema } from './referencesSchema.js';

interface StartParts {
  sessions: Sessions;
  subjectTokens: SubjectTokens;
  partners: Partners;
  streams: Streams;
  chats: Chats;
  loginsPerMinute: number;
}

const startSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    partnerId: { type: 'string', minLength: 1, maxLength: 100 },
    subjectToken: { type: 'string', minLength: 1, maxLength: 8000 },
    streamId: { type: 'string', minLength: 1, maxLength: 254 },
    userIds: referencesSchema(1),
  },
  dependencies: { subjectToken: ['partnerId'] },
} as const;

/**
 * `/session/start`: all that a frame needs to show its first chat, in one answer. On a slow line each question more is time in
 * which the user sees nothing.
 */
export function addStartRoute(app: FastifyInstance, parts: StartParts): void {
  const { sessions, partners, loginsPerMinute } = parts;
  app.post<{ Body: StartRequest }>(
    '/session/start',
    {
      schema: { body: startSchema },
      // Of each token, not of the partner: a whole office may share one address, and a right token is never refused
      // because of wrong ones. Nobody can guess a signature, so more is not needed.
      config: {
        rateLimit: attemptLimit(loginsPerMinute, (body) => {
          const { partnerId = '', subjectToken } = body as StartRequest;
          return subjectToken && `${partnerId} ${hashToken(subjectToken)}`;
        }),
      },
    },
    async (request, reply): Promise<StartState> => {
      const authenticationType = partners.authenticationTypeOf(request.body.partnerId);
      const user = await recognise(parts, request, reply);
      if (user) {
        const first = await firstViewOf(parts, user, request.body);
        return { loggedIn: true, authenticationType, user, ...(first && { first }) };
      }
      const endReason = await sessions.endOf(sessionTokensOf(request));
      return { loggedIn: false, authenticationType, ...(endReason && { endReason }) };
    },
  );
}

/** The user of the session, or the one whom a portal vouches for, who is logged in by that. */
async function recognise(
  { sessions, subjectTokens }: StartParts,
  request: FastifyRequest<{ Body: StartRequest }>,
  reply: FastifyReply,
): Promise<User | undefined> {
  const { partnerId = '', subjectToken } = request.body;
  const session = await sessions.find(sessionTokensOf(request));
  if (subjectToken === undefined) return session?.user;
  // A token is good for one login; a frame that reloads gets the one that it has used already.
  if (session && subjectTokens.isAbout(subjectToken, session.user)) return session.user;
  const redeemed = await subjectTokens.redeem(subjectToken, partnerId);
  if (!redeemed) throw new PodError(401, 'BAD_TOKEN');
  const { user, issuedAt: startedAt } = redeemed;
  const login = await sessions.logIn(user, await settlePlace(request, reply, sessions), { startedAt });
  setSessionCookies(reply, login.session, login.token);
  return user;
}

/** What is wrong with the chat that is asked for is left out: the frame is told when it asks for that alone. */
async function firstViewOf(
  { streams, chats }: StartParts,
  user: User,
  { streamId, userIds }: StartRequest,
): Promise<FirstView | undefined> {
  if (!user.termsAccepted) return undefined;
  const open = async () => {
    const id = streamId ?? (userIds && (await chats.start(user, userIds)).id);
    return id === undefined ? undefined : streams.open(user, id);
  };
  const opened = await open().catch((error: unknown) => {
    if (error instanceof PodError) return undefined;
    throw error;
  });
  return { streams: await streams.list(user.id), ...(opened && { opened }) };
}
