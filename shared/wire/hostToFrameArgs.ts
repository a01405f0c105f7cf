import type { ArgSchemas, HostToFrame } from './contract.js';
import { functionArgs } from './functionArgs.js';
import { object } from './schema.js';
import { flag, number, settingsMap, subscription, text } from './schemas.js';

/** The schemas for the arguments of the host's calls. */
export const hostToFrameArgs = {
  ...functionArgs,
  openBlast: object({}),
  getDistributionLists: object({}),
  updateSettings: settingsMap,
  subscribe: subscription,
  unsubscribe: object({ id: number }),
  clearSession: object({ logoutId: text, revoke: flag, deadlineMs: number }),
  emptyStorage: object({ logoutId: text, deadlineMs: number }),
  close: object({}),
  ping: object({}),
} satisfies ArgSchemas<HostToFrame>;
