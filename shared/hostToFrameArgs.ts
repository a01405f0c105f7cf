import { object } from 'valibot';
import type { SchemaMap } from './contract.js';
import { flag, number, settingsMap, subscription, text, texts, themeMap } from './schemas.js';

/** What the host may ask of a frame. */
export const hostToFrameArgs = {
  openStream: object({ streamId: text }),
  startRoom: object({ userIds: texts }),
  updateSettings: settingsMap,
  updateTheme: themeMap,
  subscribe: subscription,
  unsubscribe: object({ id: number }),
  checkAuth: object({ preload: flag }),
  clearSession: object({ logoutId: text, revoke: flag, deadlineMs: number }),
  ping: object({}),
} as const satisfies SchemaMap;
