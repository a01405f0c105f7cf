import type { FastifyInstance } from 'fastify';
import { DEFAULT_ROOM_SETTINGS } from '../../podApi/rooms.js';
import { MESSAGE_BODY_LIMIT, messageSchema } from '../messages/newMessage.js';
import type { Sessions } from '../sessions/sessions.js';
import type { AccessRequests } from '../streams/accessRequests.js';
import type { RoomMembers } from '../streams/roomMembers.js';
import type { Rooms, RoomWishes } from '../streams/rooms.js';
import { referencesSchema, userIdsSchema } from './referencesSchema.js';
import { requireSession } from './requireSession.js';

interface RoomParts {
  sessions: Sessions;
  rooms: Rooms;
  roomMembers: RoomMembers;
  accessRequests: AccessRequests;
}

interface RoomParams {
  id: string;
}

const flags = Object.fromEntries(
  Object.keys(DEFAULT_ROOM_SETTINGS).map((name) => [name, { type: 'boolean' }]),
);

const newRoomSchema = {
  type: 'object',
  required: ['name', 'userIds'],
  additionalProperties: false,
  properties: {
    // The limit is one that people meet: it has an error of its own.
    name: { type: 'string', maxLength: 1000, pattern: '\\S' },
    userIds: referencesSchema(0),
    options: {
      type: 'object',
      additionalProperties: false,
      // Pages send filters, which mean nothing here.
      properties: { ...flags, message: messageSchema, filters: {} },
    },
  },
} as const;

const searchSchema = {
  type: 'object',
  properties: { search: { type: 'string', maxLength: 100 } },
} as const;

/** Rooms and their people. */
export function addRoomRoutes(app: FastifyInstance, parts: RoomParts): void {
  addOwnRoutes(app, parts);
  addMemberRoutes(app, parts);
  addAccessRoutes(app, parts);
}

function addOwnRoutes(app: FastifyInstance, { sessions, rooms }: RoomParts): void {
  app.get<{ Querystring: { search?: string } }>(
    '/api/rooms',
    { schema: { querystring: searchSchema } },
    async (request) => {
      const { user } = await requireSession(request, sessions);
      return { rooms: await rooms.search(user, request.query.search?.trim() ?? '') };
    },
  );

  app.post<{ Body: RoomWishes }>(
    '/api/rooms',
    { schema: { body: newRoomSchema }, bodyLimit: MESSAGE_BODY_LIMIT, config: { takesAttachments: true } },
    async (request) => {
      const { user } = await requireSession(request, sessions);
      return rooms.create(user, request.body);
    },
  );

  app.post<{ Params: RoomParams }>('/api/streams/:id/join', async (request) => {
    const { user } = await requireSession(request, sessions);
    return { stream: await rooms.join(user, request.params.id) };
  });

  app.post<{ Params: RoomParams }>('/api/streams/:id/deactivate', async (request) => {
    const { user } = await requireSession(request, sessions);
    return { stream: await rooms.deactivate(user, request.params.id) };
  });
}

function addMemberRoutes(app: FastifyInstance, { sessions, roomMembers }: RoomParts): void {
  app.post<{ Params: RoomParams; Body: { userIds: string[] } }>(
    '/api/streams/:id/members',
    { schema: { body: userIdsSchema } },
    async (request) => {
      const { user } = await requireSession(request, sessions);
      return { stream: await roomMembers.add(user, request.params.id, request.body.userIds) };
    },
  );

  app.delete<{ Params: RoomParams & { userId: string } }>(
    '/api/streams/:id/members/:userId',
    async (request) => {
      const { user } = await requireSession(request, sessions);
      const { id, userId } = request.params;
      return { stream: await roomMembers.remove(user, id, userId) };
    },
  );
}

/** How people who are not in a room get into it. */
function addAccessRoutes(app: FastifyInstance, { sessions, accessRequests }: RoomParts): void {
  app.get<{ Params: RoomParams }>('/api/streams/:id/access', async (request) => {
    const { user } = await requireSession(request, sessions);
    return { access: await accessRequests.find(user, request.params.id) };
  });

  app.post<{ Params: RoomParams }>('/api/streams/:id/access-requests', async (request) => {
    const { user } = await requireSession(request, sessions);
    return { access: await accessRequests.ask(user, request.params.id) };
  });

  app.post<{ Params: RoomParams & { userId: string } }>(
    '/api/streams/:id/access-requests/:userId/accept',
    async (request) => {
      const { user } = await requireSession(request, sessions);
      const { id, userId } = request.params;
      return { stream: await accessRequests.accept(user, id, userId) };
    },
  );

  app.delete<{ Params: RoomParams & { userId: string } }>(
    '/api/streams/:id/access-requests/:userId',
    async (request) => {
      const { user } = await requireSession(request, sessions);
      const { id, userId } = request.params;
      await accessRequests.remove(user, id, userId);
      return {};
    },
  );
}
