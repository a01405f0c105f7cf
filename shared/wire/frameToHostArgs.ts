import { object, optional } from 'valibot';
import type { ArgSchemas, FrameToHost } from './contract.js';
import { errorSchema } from './errorSchema.js';
import { context } from './hostLeaves.js';
import { notificationBatch, sessionEnd } from '../values/notifications.js';
import { chat, number, string, text } from './schemas.js';

/** The schemas for the arguments of a frame's calls. */
export const frameToHostArgs = {
  hello: object({ protocol: number, app: string }),
  ready: object({ ...chat.entries, error: optional(errorSchema) }),
  notify: object({ notifications: notificationBatch }),
  userInteractionRequired: object({ reason: text }),
  interop: object({ intent: text, context }),
  requestLogout: object({}),
  sessionEnded: object({ reason: sessionEnd }),
  goodbye: object({}),
} satisfies ArgSchemas<FrameToHost>;
