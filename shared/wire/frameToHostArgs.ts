import type { ArgSchemas, FrameToHost } from './contract.js';
import { errorSchema } from './errorSchema.js';
import { context } from './hostLeaves.js';
import { notificationBatch, sessionEnd } from '../values/notifications.js';
import { object, optional } from './schema.js';
import { chatFields, flag, number, string, text } from './schemas.js';

/** The schemas for the arguments of a frame's calls. */
export const frameToHostArgs = {
  hello: object({ protocol: number, app: string, originKeyed: optional(flag) }),
  ready: object({ ...chatFields, error: optional(errorSchema) }),
  notify: object({ notifications: notificationBatch }),
  userInteractionRequired: object({ reason: text }),
  interop: object({ intent: text, context }),
  requestLogout: object({}),
  sessionEnded: object({ reason: sessionEnd }),
  goodbye: object({}),
} satisfies ArgSchemas<FrameToHost>;
