import type { FastifyInstance } from 'fastify';
import { requireSession } from './requireSession.js';
import type { Sessions } from './sessions.js';
import type { Streams } from './streams.js';
import type { Users } from './users.js';

interface StreamParts {
  sessions: Sessions;
  streams: Streams;
  users: Users;
}

interface StreamParams {
  id: string;
}

const userIdsSchema = {
  type: 'object',
  required: ['userIds'],
  additionalProperties: false,
  properties: {
    userIds: {
      type: 'array',
      minItems: 1,
      maxItems: 50,
      items: { type: 'string', minLength: 1, maxLength: 254 },
    },
  },
} as const;

const textSchema = {
  type: 'object',
  required: ['text'],
  additionalProperties: false,
  properties: { text: { type: 'string', maxLength: 4000, pattern: '\\S' } },
} as const;

/** The users, the streams and what is said in them. */
export function addStreamRoutes(app: FastifyInstance, { sessions, streams, users }: StreamParts): void {
  app.get('/api/users', async (request) => {
    await requireSession(request, sessions);
    return { users: await users.all() };
  });

  app.get('/api/streams', async (request) => {
    const { user } = await requireSession(request, sessions);
    return { streams: await streams.list(user.id) };
  });

  app.post<{ Body: { userIds: string[] } }>(
    '/api/streams',
    { schema: { body: userIdsSchema } },
    async (request) => {
      const { user } = await requireSession(request, sessions);
      return { stream: await streams.startChat(user, request.body.userIds) };
    },
  );

  app.get<{ Params: StreamParams }>('/api/streams/:id', async (request) => {
    const { user } = await requireSession(request, sessions);
    return streams.open(user.id, request.params.id);
  });

  app.post<{ Params: StreamParams; Body: { text: string } }>(
    '/api/streams/:id/messages',
    { schema: { body: textSchema } },
    async (request) => {
      const { user } = await requireSession(request, sessions);
      return { message: await streams.post(user, request.params.id, request.body.text) };
    },
  );

  app.post<{ Params: StreamParams }>('/api/streams/:id/read', async (request) => {
    const { user } = await requireSession(request, sessions);
    await streams.markRead(user.id, request.params.id);
    return {};
  });
}
