import type { Chat, Settings } from 'symphony-embed/frame';
import { streamIdIn } from '../../podApi/streamIdIn.js';
import type { ChatState } from '../app/chatState.js';

type Flag = keyof { [Name in keyof Settings as boolean extends Settings[Name] ? Name : never]: true };

/** All settings that are yes or no. The compiler sees to it that none is missing. */
const FLAGS: Record<Flag, true> = {
  allowChatCreation: true,
  canAddPeople: true,
  canClickExternalLinks: true,
  canClickInternalLinks: true,
  condensed: true,
  condensedMessageBelowName: true,
  ecpLoginPopup: true,
  showAttach: true,
  showBookmarkMessage: true,
  showChatSearch: true,
  showCompose: true,
  showDisableInput: true,
  showEditor: true,
  showEmoji: true,
  showInfo: true,
  showMembers: true,
  showProfilePopover: true,
  showSuppressMessage: true,
  showSystemMessages: true,
  showTitle: true,
  sound: true,
  symphonyLogo: true,
};

/** What a frame is told by its address: all that there is to say in a page without the SDK. */
export interface Query {
  chat: Chat;
  settings: Settings;
  listed: ChatState['listed'];
  /** The origin of the page, where the page says it. */
  sdkOrigin: string | undefined;
}

/** Reads what an address says: the chat, the settings and which chats are listed. */
export function readQuery(query: URLSearchParams): Query {
  const settings: Settings = {};
  for (const name of Object.keys(FLAGS) as Flag[]) {
    const value = query.get(name);
    if (value === 'true' || value === 'false') settings[name] = value === 'true';
  }
  const mode = query.get('mode');
  if (mode === 'light' || mode === 'dark') settings.mode = mode;
  const allowedApps = query.get('allowedApps');
  if (allowedApps) settings.allowedApps = allowedApps;
  const streamId = streamIdIn(query);
  const userIds = (query.get('userIds') ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);
  const module = query.get('module');
  return {
    chat: { ...(streamId && { streamId }), ...(userIds.length && { userIds }) },
    settings,
    listed: module === 'room' || module === 'im' ? module : 'all',
    sdkOrigin: query.get('sdkOrigin') ?? undefined,
  };
}
