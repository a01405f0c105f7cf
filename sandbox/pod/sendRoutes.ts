import type { FastifyInstance } from 'fastify';
import type { RecipientsGiven } from './recipients.js';
import { referencesSchema } from './referencesSchema.js';
import { requireSession } from './requireSession.js';
import type { Sending } from './sending.js';
import type { Sessions } from './sessions.js';
import { MESSAGE_BODY_LIMIT, messageSchema, type SharedMessage } from './sharedMessage.js';

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
  app.post<{ Body: RecipientsGiven }>(
    '/api/recipients',
    { schema: { body: recipientsSchema } },
    async (request) => {
      const { user } = await requireSession(request, sessions);
      return sending.preview(user, request.body);
    },
  );

  app.post<{ Body: RecipientsGiven & { message: SharedMessage } }>(
    '/api/send',
    { schema: { body: sendSchema }, bodyLimit: MESSAGE_BODY_LIMIT, config: { takesAttachments: true } },
    async (request) => {
      const { user } = await requireSession(request, sessions);
      const { message, ...given } = request.body;
      return sending.send(user, message, given);
    },
  );
}
