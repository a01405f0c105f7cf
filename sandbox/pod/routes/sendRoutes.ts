import type { FastifyInstance } from 'fastify';
import type { Draft } from '../../podApi/messages.js';
import type { Recipients } from '../../podApi/sending.js';
import { MESSAGE_BODY_LIMIT, messageSchema } from '../messages/newMessage.js';
import type { Sending } from '../messages/sending.js';
import type { Sessions } from '../sessions/sessions.js';
import { referencesSchema } from './referencesSchema.js';
import { requireSession } from './requireSession.js';

interface SendParts {
  sessions: Sessions;
  sending: Sending;
}

const recipientProperties = {
  mode: { type: 'string', enum: ['blast', 'group'] },
  users: referencesSchema(0),
  streamIds: referencesSchema(0),
  distributionListIds: referencesSchema(0),
} as const;

const recipientsSchema = {
  type: 'object',
  required: ['mode'],
  additionalProperties: false,
  properties: recipientProperties,
} as const;

const sendSchema = {
  type: 'object',
  required: ['mode', 'message'],
  additionalProperties: false,
  properties: { ...recipientProperties, message: messageSchema },
} as const;

/** Messages to many at once. */
export function addSendRoutes(app: FastifyInstance, { sessions, sending }: SendParts): void {
  app.post<{ Body: Recipients }>(
    '/api/recipients',
    { schema: { body: recipientsSchema } },
    async (request) => {
      const { user } = await requireSession(request, sessions);
      return sending.preview(user, request.body);
    },
  );

  app.post<{ Body: Recipients & { message: Draft } }>(
    '/api/send',
    { schema: { body: sendSchema }, bodyLimit: MESSAGE_BODY_LIMIT, config: { takesAttachments: true } },
    async (request) => {
      const { user } = await requireSession(request, sessions);
      const { message, ...given } = request.body;
      return sending.send(user, message, given);
    },
  );
}
