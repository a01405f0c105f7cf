import { newRoom, sending } from '../values/messages.js';
import type { ArgSchemas, HostToFrame } from './contract.js';
import { object, optional } from './schema.js';
import { flag, text, themeMap, users } from './schemas.js';

/**
 * The schemas for the arguments of functions that a page calls. The host validates them before it calls the frame, so that
 * a bad argument does not leave the page.
 */
export const functionArgs = {
  openStream: object({ streamId: text }),
  startRoom: object({ userIds: users }),
  sendMessage: sending,
  createRoom: newRoom,
  pinMessage: object({ messageId: text }),
  openApp: object({ appId: text, moduleName: optional(text) }),
  updateTheme: themeMap,
  checkAuth: object({ preload: flag }),
} satisfies Partial<ArgSchemas<HostToFrame>>;
