import { object, optional } from 'valibot';
import type { ValueSchemas, HostToFrame } from './contract.js';
import { errorSchema } from './errorSchema.js';
import { createdRoom, distributionList, sentMessage } from './answers.js';
import { chat, flag, listOf, oneOf, string } from './schemas.js';

/** What a frame answers. */
export const hostToFrameValues = {
  openStream: chat,
  startRoom: chat,
  sendMessage: sentMessage,
  createRoom: createdRoom,
  pinMessage: null,
  openApp: null,
  openBlast: null,
  getDistributionLists: listOf(distributionList),
  updateSettings: null,
  updateTheme: null,
  subscribe: null,
  unsubscribe: null,
  checkAuth: object({ isLoggedIn: flag, authenticationType: oneOf('password sso') }),
  clearSession: object({
    revoked: flag,
    cleared: flag,
    unavailable: listOf(string),
    error: optional(errorSchema),
  }),
  ping: null,
} satisfies ValueSchemas<HostToFrame>;
