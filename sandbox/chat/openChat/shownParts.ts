import type { Settings } from 'symphony-embed/frame';

type Flag = {
  [Name in keyof Settings]-?: Settings[Name] extends boolean | undefined ? Name : never;
}[keyof Settings];

/** What the open chat has when nothing is said of it. */
const STANDARD = {
  canAddPeople: false,
  canClickExternalLinks: false,
  showAttach: true,
  showEmoji: true,
  showSuppressMessage: true,
  showSystemMessages: false,
  sound: false,
} as const satisfies Partial<Record<Flag, boolean>>;

/** The same, of the settings that only Focus mode knows. */
const STANDARD_OF_FOCUS = {
  canClickInternalLinks: false,
  showBookmarkMessage: true,
  showChatSearch: true,
  showCompose: true,
  showDisableInput: true,
  showEditor: true,
  showInfo: true,
  showMembers: true,
  showProfilePopover: true,
  showTitle: true,
  symphonyLogo: true,
} as const satisfies Partial<Record<Flag, boolean>>;

/** Which parts of the open chat are shown, and what they allow. */
export type ShownParts = Record<keyof typeof STANDARD | keyof typeof STANDARD_OF_FOCUS, boolean>;

const known = {
  focus: new WeakMap<Settings, ShownParts>(),
  collaboration: new WeakMap<Settings, ShownParts>(),
};

/**
 * The settings as far as the open chat goes by them, with nothing left open. The same settings have the same parts, so what
 * is shown by them is not rendered again.
 */
export function shownParts(settings: Settings, mode: 'focus' | 'collaboration'): ShownParts {
  const parts = known[mode].get(settings) ?? partsOf(settings, mode);
  known[mode].set(settings, parts);
  return parts;
}

function partsOf(settings: Settings, mode: 'focus' | 'collaboration'): ShownParts {
  const parts: ShownParts = { ...STANDARD, ...STANDARD_OF_FOCUS };
  const names = Object.keys(mode === 'focus' ? parts : STANDARD) as (keyof ShownParts)[];
  for (const name of names) parts[name] = settings[name] ?? parts[name];
  // There the whole client is shown: the logo stands over its list, and a link leads to the chat itself.
  if (mode === 'collaboration') Object.assign(parts, { symphonyLogo: false, canClickInternalLinks: true });
  return parts;
}
