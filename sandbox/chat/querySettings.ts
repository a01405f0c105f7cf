import type { Chat, Settings } from 'symphony-embed/frame';

const FLAGS = [
  'allowChatCreation',
  'canClickExternalLinks',
  'canClickInternalLinks',
  'condensed',
  'condensedMessageBelowName',
  'ecpLoginPopup',
  'showChatSearch',
  'showCompose',
  'showDisableInput',
  'showEditor',
  'showInfo',
  'showMembers',
  'showTitle',
  'symphonyLogo',
] as const satisfies (keyof Settings)[];

/** What a page that was opened without the SDK is told by its address: the chat and the settings. */
export function readQuery(query: URLSearchParams): { chat: Chat; settings: Settings } {
  const settings: Settings = {};
  for (const name of FLAGS) {
    const value = query.get(name);
    if (value === 'true' || value === 'false') settings[name] = value === 'true';
  }
  const mode = query.get('mode');
  if (mode === 'light' || mode === 'dark') settings.mode = mode;
  const streamId = query.get('streamId');
  const userIds = (query.get('userIds') ?? '').split(',').filter(Boolean);
  return { settings, chat: { ...(streamId && { streamId }), ...(userIds.length && { userIds }) } };
}
