import type { FastifyInstance } from 'fastify';
import type { Connections } from '../people/connections.js';
import type { DistributionLists } from '../people/distributionLists.js';
import type { Profiles } from '../people/profiles.js';
import type { Sessions } from '../sessions/sessions.js';
import { requireSession } from './requireSession.js';

interface UserParts {
  sessions: Sessions;
  profiles: Profiles;
  connections: Connections;
  distributionLists: DistributionLists;
}

const searchSchema = {
  type: 'object',
  properties: { search: { type: 'string', maxLength: 100 } },
} as const;

const userIdSchema = {
  type: 'object',
  required: ['userId'],
  additionalProperties: false,
  properties: { userId: { type: 'string', minLength: 1, maxLength: 254 } },
} as const;

/** The people at the pod, the connections among them, and lists of them. */
export function addUserRoutes(
  app: FastifyInstance,
  { sessions, profiles, connections, distributionLists }: UserParts,
): void {
  app.get<{ Querystring: { search?: string } }>(
    '/api/users',
    { schema: { querystring: searchSchema } },
    async (request) => {
      const { user } = await requireSession(request, sessions);
      const words = request.query.search?.trim() ?? '';
      return { users: await (words ? profiles.search(user.id, words) : profiles.known(user.id)) };
    },
  );

  app.get<{ Params: { id: string } }>('/api/users/:id', async (request) => {
    const { user } = await requireSession(request, sessions);
    return { user: await profiles.find(user.id, request.params.id) };
  });

  app.get('/api/connections', async (request) => {
    const { user } = await requireSession(request, sessions);
    return { connections: await connections.list(user.id) };
  });

  app.post<{ Body: { userId: string } }>(
    '/api/connections',
    { schema: { body: userIdSchema } },
    async (request) => {
      const { user } = await requireSession(request, sessions);
      return { status: await connections.ask(user, request.body.userId) };
    },
  );

  app.post<{ Params: { userId: string } }>('/api/connections/:userId/accept', async (request) => {
    const { user } = await requireSession(request, sessions);
    return { status: await connections.accept(user.id, request.params.userId) };
  });

  app.delete<{ Params: { userId: string } }>('/api/connections/:userId', async (request) => {
    const { user } = await requireSession(request, sessions);
    return { status: await connections.remove(user.id, request.params.userId) };
  });

  app.get('/api/distribution-lists', async (request) => {
    const { user } = await requireSession(request, sessions);
    return { lists: await distributionLists.list(user.id) };
  });
}
