import { object, optional } from 'valibot';
import type { SchemaMap } from './contract.js';
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
    // Whether the pod confirmed to this frame that the session is over.
    revoked: flag,
    // Whether this frame's data is gone.
    cleared: flag,
    // Kinds of storage that the browser keeps from this frame, so that object({}) of it can be in them.
    unavailable: listOf(string),
    // What failed, of either.
    error: optional(errorSchema),
  }),
  ping: null,
} as const satisfies SchemaMap;
