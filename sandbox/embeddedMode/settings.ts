import type { Settings } from 'symphony-embed/host';
import type { Modes } from './documented.js';

/** A setting of Embedded Mode. */
export interface DocumentedSetting {
  kind: 'flag' | 'words' | 'text' | 'list';
  /** The words, where it is one of some. */
  words?: readonly string[];
  default?: boolean | string;
  modes: Modes;
  does: string;
  /** Where a person sees it. */
  shows: string;
}

const flag = (
  usual: boolean,
  modes: Modes,
  does: string,
  shows: string,
): DocumentedSetting & { kind: 'flag'; default: boolean } => ({
  kind: 'flag',
  default: usual,
  modes,
  does,
  shows,
});

/** Every setting. They are the page's wishes: none overrides what the pod forbids. */
export const SETTINGS = {
  streamId: {
    kind: 'text',
    modes: 'both',
    does: 'The chat to open, by its stream id.',
    shows: 'The frame shows it as soon as it is rendered.',
  },
  userIds: {
    kind: 'list',
    modes: 'both',
    does: 'The chat to open, by the people in it: ids or e-mail addresses.',
    shows: 'The frame shows the direct or group chat with them.',
  },
  allowedApps: {
    kind: 'text',
    modes: 'both',
    does: 'The ids of the extension apps that may be loaded, comma-separated.',
    shows: '`openApp` opens them; Collaboration mode has them in its app tray.',
  },
  mode: {
    kind: 'words',
    words: ['light', 'dark'],
    default: 'light',
    modes: 'both',
    does: 'Light or dark colours.',
    shows: 'The whole frame changes.',
  },
  condensed: flag(true, 'both', 'Little room between messages.', 'Messages move closer, avatars go.'),
  condensedMessageBelowName: flag(
    true,
    'both',
    'When condensed, the message is below the name instead of beside it.',
    'The text of each message moves.',
  ),
  canAddPeople: flag(
    false,
    'both',
    'Owners of a room may add members.',
    'The list of members has a button to add people.',
  ),
  canClickExternalLinks: flag(
    false,
    'both',
    'Links to other sites can be followed, in a new tab.',
    'A link in a message opens; otherwise it does nothing.',
  ),
  ecpLoginPopup: flag(
    false,
    'both',
    'People log in in a popup, for logins that refuse to be framed.',
    'The login in the frame is one button.',
  ),
  showAttach: flag(true, 'both', 'Files can be attached.', 'The editor has a button for it.'),
  showEmoji: flag(true, 'both', 'The editor has emoji.', 'The editor has a button for it.'),
  showSuppressMessage: flag(
    true,
    'both',
    'People may take their own messages back.',
    'The menu of a message of one’s own has it.',
  ),
  showSystemMessages: flag(
    false,
    'both',
    'Messages of the system are shown: who joined, who left, what was pinned.',
    'Quiet lines between the messages.',
  ),
  sound: flag(false, 'both', 'A message of somebody else makes a sound.', 'One hears it.'),
  canClickInternalLinks: flag(
    false,
    'focus',
    'Links to chats of the pod can be clicked, and tell the page.',
    'A click calls back `InternalLinkNotifications`.',
  ),
  showBookmarkMessage: flag(true, 'focus', 'Messages can be bookmarked.', 'The menu of a message has it.'),
  showChatSearch: flag(true, 'focus', 'The chat can be searched.', 'The head of the chat has a button.'),
  showCompose: flag(
    true,
    'focus',
    'The editor has a compose mode, with bold, italic and lists.',
    'The editor has a button for it.',
  ),
  showDisableInput: flag(
    true,
    'focus',
    'People may switch the editor off for themselves.',
    'The head of the chat has a switch.',
  ),
  showEditor: flag(true, 'focus', 'There is an editor at all.', 'Without it the chat can only be read.'),
  showInfo: flag(true, 'focus', 'The room’s information can be seen.', 'The head of the chat has a button.'),
  showMembers: flag(true, 'focus', 'The members can be seen.', 'The head of the chat has them.'),
  showProfilePopover: flag(
    true,
    'focus',
    'Names show a card with the person’s profile.',
    'It opens at a name or a mention.',
  ),
  showTitle: flag(true, 'focus', 'The head has the title of the chat.', 'The name at the top.'),
  symphonyLogo: flag(true, 'focus', 'The chat says that it is Symphony.', 'A line below the editor.'),
  allowChatCreation: flag(
    false,
    'collaboration',
    'People may start chats and create rooms.',
    'The chat list has buttons for it.',
  ),
} as const satisfies Record<keyof Settings, DocumentedSetting>;

/** The name of a setting. */
export type SettingName = keyof typeof SETTINGS;
