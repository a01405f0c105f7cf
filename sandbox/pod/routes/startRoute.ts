import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { User } from '../../podApi/people.js';
import type { StartRequest, StartState } from '../../podApi/session.js';
import { PodError } from '../podError.js';
import type { Partners } from '../sessions/partners.js';
import { settlePlace } from '../sessions/place.js';
import { sessionTokensOf, setSessionCookies } from '../sessions/podCookies.js';
import { hashToken } from '../sessions/secrets.js';
import type { Sessions } from '../sessions/sessions.js';
import type { SubjectTokens } from '../sessions/subjectTokens.js';
import type { Chats } from '../streams/chats.js';
import { firstViewOf } from '../streams/firstView.js';
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
  const { sessions, partners, streams, chats, loginsPerMinute } = parts;
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
        if (!user.termsAccepted) return { loggedIn: true, authenticationType, user };
        const { streamId, userIds } = request.body;
        const findShown = async (): Promise<string | undefined> =>
          streamId ?? (userIds && (await chats.start(user, userIds)).id);
        const first = await firstViewOf(streams, user, findShown);
        return { loggedIn: true, authenticationType, user, first };
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
