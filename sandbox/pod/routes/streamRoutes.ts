import type { FastifyInstance } from 'fastify';
import type { Draft } from '../../podApi/messages.js';
import { MESSAGE_BODY_LIMIT, messageSchema } from '../messages/newMessage.js';
import type { Pins } from '../messages/pins.js';
import type { Sending } from '../messages/sending.js';
import type { Sessions } from '../sessions/sessions.js';
import type { Chats } from '../streams/chats.js';
import type { Streams } from '../streams/streams.js';
import { userIdsSchema } from './referencesSchema.js';
import { requireSession } from './requireSession.js';

interface StreamParts {
  sessions: Sessions;
  streams: Streams;
  chats: Chats;
  sending: Sending;
  pins: Pins;
}

interface StreamParams {
  id: string;
}

const postSchema = {
  type: 'object',
  required: ['message'],
  additionalProperties: false,
  properties: { message: messageSchema },
} as const;

/** The streams, what is said in them, and up to where it was read. */
export function addStreamRoutes(
  app: FastifyInstance,
  { sessions, streams, chats, sending, pins }: StreamParts,
): void {
  app.get('/api/streams', async (request) => {
    const { user } = await requireSession(request, sessions);
    return { streams: await streams.list(user.id) };
  });

  app.post<{ Body: { userIds: string[] } }>(
    '/api/streams',
    { schema: { body: userIdsSchema } },
    async (request) => {
      const { user } = await requireSession(request, sessions);
      return { stream: await chats.start(user, request.body.userIds) };
    },
  );

  app.get<{ Params: StreamParams }>('/api/streams/:id', async (request) => {
    const { user } = await requireSession(request, sessions);
    return streams.open(user, request.params.id);
  });

  app.post<{ Params: StreamParams; Body: { message: Draft } }>(
    '/api/streams/:id/messages',
    { schema: { body: postSchema }, bodyLimit: MESSAGE_BODY_LIMIT, config: { takesAttachments: true } },
    async (request) => {
      const { user } = await requireSession(request, sessions);
      return { message: await sending.post(user, request.params.id, request.body.message) };
    },
  );

  app.post<{ Params: StreamParams }>('/api/streams/:id/read', async (request) => {
    const { user } = await requireSession(request, sessions);
    await streams.markRead(user.id, request.params.id);
    return {};
  });

  app.delete<{ Params: StreamParams }>('/api/streams/:id/pin', async (request) => {
    const { user } = await requireSession(request, sessions);
    return { stream: await pins.unpin(user, request.params.id) };
  });
}
