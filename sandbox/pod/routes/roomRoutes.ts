import type { FastifyInstance } from 'fastify';
import { MESSAGE_BODY_LIMIT, messageSchema } from '../messages/newMessage.js';
import type { Sessions } from '../sessions/sessions.js';
import type { RoomMembers } from '../streams/roomMembers.js';
import type { Rooms, RoomWishes } from '../streams/rooms.js';
import { DEFAULT_ROOM_SETTINGS } from '../streams/roomSettings.js';
import { referencesSchema, userIdsSchema } from './referencesSchema.js';
import { requireSession } from './requireSession.js';

interface RoomParts {
  sessions: Sessions;
  rooms: Rooms;
  roomMembers: RoomMembers;
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
export function addRoomRoutes(app: FastifyInstance, { sessions, rooms, roomMembers }: RoomParts): void {
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
