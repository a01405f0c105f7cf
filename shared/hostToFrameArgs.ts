import { object, optional } from 'valibot';
import type { ArgSchemas, HostToFrame } from './contract.js';
import { newRoom, sending } from './messages.js';
import { flag, number, settingsMap, subscription, text, texts, themeMap } from './schemas.js';

/** What the host may ask of a frame. */
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
  ping: object({}),
} satisfies ArgSchemas<HostToFrame>;
