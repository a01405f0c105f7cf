import { newRoom, sending } from '../values/messages.js';
import type { ArgSchemas, HostToFrame } from './contract.js';
import { object, optional } from './schema.js';
import { flag, number, settingsMap, subscription, text, texts, themeMap } from './schemas.js';

/** The schemas for the arguments of the host's calls. */
export const hostToFrameArgs = {
  openStream: object({ streamId: text }),
  startRoom: object({ userIds: texts }),
  sendMessage: sending,
  createRoom: newRoom,
  pinMessage: object({ messageId: text }),
  openApp: object({ appId: text, moduleName: optional(text) }),
  openBlast: object({}),
  getDistributionLists: object({}),
  updateSettings: settingsMap,
  updateTheme: themeMap,
  subscribe: subscription,
  unsubscribe: object({ id: number }),
  checkAuth: object({ preload: flag }),
  clearSession: object({ logoutId: text, revoke: flag, deadlineMs: number }),
  emptyStorage: object({ logoutId: text, deadlineMs: number }),
  ping: object({}),
} satisfies ArgSchemas<HostToFrame>;
