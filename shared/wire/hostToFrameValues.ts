import type { ValueSchemas, HostToFrame } from './contract.js';
import { errorSchema } from './errorSchema.js';
import { createdRoom, distributionList, sentMessage } from '../values/answers.js';
import { listOf, object, optional } from './schema.js';
import { chat, flag, oneOf, string, strings } from './schemas.js';

/** The schemas of a frame's answers. */
export const hostToFrameValues = {
  openStream: chat,
  startRoom: chat,
  sendMessage: sentMessage,
  createRoom: createdRoom,
  getDistributionLists: listOf(distributionList),
  checkAuth: object({ isLoggedIn: flag, authenticationType: oneOf('password sso') }),
  clearSession: object({
    revoked: flag,
    scope: optional(string),
    endSessionUrl: optional(string),
    cleared: flag,
    error: optional(errorSchema),
  }),
  emptyStorage: object({ unavailable: strings, failures: strings }),
} satisfies ValueSchemas<HostToFrame>;
