import type { FastifyInstance } from 'fastify';
import type { HistoryPlace } from '../../podApi/history.js';
import type { Draft } from '../../podApi/messages.js';
import type { History } from '../messages/history.js';
import type { MessageSearch } from '../messages/messageSearch.js';
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
  history: History;
  search: MessageSearch;
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

// Longer numbers are no ids, and the database would stumble over them.
const messageId = { type: 'string', pattern: '^[0-9]{1,18}$' } as const;

const placeSchema = {
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  maxProperties: 1,
  properties: { before: messageId, after: messageId, around: messageId },
} as const;

const searchSchema = {
  type: 'object',
  required: ['words'],
  additionalProperties: false,
  properties: { words: { type: 'string', maxLength: 200, pattern: '\\S' }, before: messageId },
} as const;

/** The streams, what is said in them, and up to where it was read. */
export function addStreamRoutes(app: FastifyInstance, parts: StreamParts): void {
  addHistoryRoutes(app, parts);
  const { sessions, streams, chats, sending, pins } = parts;
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

/** What was said, as far as the reader may know of it. */
function addHistoryRoutes(app: FastifyInstance, { sessions, streams, history, search }: StreamParts): void {
  app.get<{ Params: StreamParams }>('/api/streams/:id', async (request) => {
    const { user } = await requireSession(request, sessions);
    return streams.open(user, request.params.id);
  });

  app.get<{ Params: StreamParams; Querystring: HistoryPlace }>(
    '/api/streams/:id/messages',
    { schema: { querystring: placeSchema } },
    async (request) => {
      const { user } = await requireSession(request, sessions);
      return history.page(user, request.params.id, request.query);
    },
  );

  app.get<{ Params: StreamParams; Querystring: { words: string; before?: string } }>(
    '/api/streams/:id/search',
    { schema: { querystring: searchSchema } },
    async (request) => {
      const { user } = await requireSession(request, sessions);
      const { words, before } = request.query;
      return search.find(user, request.params.id, words, before);
    },
  );
}
