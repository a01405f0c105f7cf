import { optional, type Schema } from '../wire/schema.js';
import { oneOf, pageFlag, string, users, type Chat, type Words } from '../wire/schemas.js';

/** An optional field of a configuration. An empty string means "not given", too. */
export function orNone<T>(schema: Schema<T>): Schema<T | undefined> {
  const field = optional(schema);
  return (value, path) => (value === '' ? undefined : field(value, path));
}

/** The settings that are `true` or `false`. */
const flags =
  'allowChatCreation canAddPeople canClickExternalLinks canClickInternalLinks condensed condensedMessageBelowName ecpLoginPopup showAttach showBookmarkMessage showChatSearch showCompose showDisableInput showEditor showEmoji showInfo showMembers showProfilePopover showSuppressMessage showSystemMessages showTitle sound symphonyLogo';

/** The names of the settings that are `true` or `false`. As an attribute without a value, such a setting is `true`. */
export const FLAGS = /* #__PURE__ */ flags.split(' ') as readonly Words<typeof flags>[];

/** The schemas of the documented settings, for `updateSettings`, `render` and `data-*` attributes. All are optional. */
export const settingsFields = {
  streamId: orNone(string),
  userIds: orNone(users),
  // Empty for no apps.
  allowedApps: optional(string),
  mode: orNone(oneOf('light dark')),
  ...(Object.fromEntries(FLAGS.map((name) => [name, orNone(pageFlag)])) as Record<
    Words<typeof flags>,
    Schema<boolean | undefined>
  >),
} satisfies Record<keyof Settings, Schema<unknown>>;

/** The names of all settings. */
export const SETTINGS = /* #__PURE__ */ Object.keys(settingsFields) as readonly (keyof Settings)[];

/**
 * The settings of Embedded Mode. They apply to the client only, and cannot allow what the pod forbids.
 *
 * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/configuration-parameters
 */
export interface Settings extends Chat {
  /** Extension apps that may be loaded: their ids, separated by commas. None by default. */
  allowedApps?: string | undefined;
  /** Whether the user may start chats and create rooms, in Collaboration mode. `false` by default. */
  allowChatCreation?: boolean | undefined;
  /** Whether owners may add people to rooms. `false` by default. */
  canAddPeople?: boolean | undefined;
  /** Whether links in messages can be clicked. They open in a new tab. `false` by default. */
  canClickExternalLinks?: boolean | undefined;
  /** Whether links within Symphony can be clicked and notify the page, in Focus mode. `false` by default. */
  canClickInternalLinks?: boolean | undefined;
  /** Whether messages are close to each other. `true` by default. */
  condensed?: boolean | undefined;
  /** Whether condensed messages are below their author's name, rather than beside it. `true` by default. */
  condensedMessageBelowName?: boolean | undefined;
  /** Whether the login opens in a popup, for identity providers that do not allow frames. `false` by default. */
  ecpLoginPopup?: boolean | undefined;
  /** The colour scheme. `light` by default. */
  mode?: 'light' | 'dark' | undefined;
  /** Whether files can be attached. `true` by default. */
  showAttach?: boolean | undefined;
  /** Whether messages can be bookmarked, in Focus mode. `true` by default. */
  showBookmarkMessage?: boolean | undefined;
  /** Whether the user can search in the chat, in Focus mode. `true` by default. */
  showChatSearch?: boolean | undefined;
  /** Whether the editor has a compose mode, with formatting, in Focus mode. `true` by default. */
  showCompose?: boolean | undefined;
  /** Whether the user can switch the editor off, in Focus mode. `true` by default. */
  showDisableInput?: boolean | undefined;
  /** Whether there is an editor, in Focus mode. `true` by default. */
  showEditor?: boolean | undefined;
  /** Whether the editor has emoji. `true` by default. */
  showEmoji?: boolean | undefined;
  /** Whether the header shows information about the chat, in Focus mode. `true` by default. */
  showInfo?: boolean | undefined;
  /** Whether the header shows the list of members, in Focus mode. `true` by default. */
  showMembers?: boolean | undefined;
  /** Whether names open a profile card, in Focus mode. `true` by default. */
  showProfilePopover?: boolean | undefined;
  /** Whether the user may suppress their own messages. `true` by default. */
  showSuppressMessage?: boolean | undefined;
  /** Whether system messages are shown. `false` by default. */
  showSystemMessages?: boolean | undefined;
  /** Whether the header shows the name of the chat, in Focus mode. `true` by default. */
  showTitle?: boolean | undefined;
  /** Whether new messages make a sound. `false` by default. */
  sound?: boolean | undefined;
  /** Whether "Powered by Symphony" is shown below the chat, in Focus mode. `true` by default. */
  symphonyLogo?: boolean | undefined;
}

/** The shades of a colour, by number, from light to dark. */
export type Shades<More extends string = never> = Partial<
  Record<Words<'10 20 30 40 60 70 80 90'> | More, string | undefined>
>;

/**
 * The colours of Focus mode, as hex strings like `#0098ff`. All are optional. Missing shades are interpolated.
 *
 * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/configuration-parameters
 */
export interface Theme {
  primary?: string | undefined;
  secondary?: string | undefined;
  accent?: string | undefined;
  success?: string | undefined;
  error?: string | undefined;
  /** The background of the whole frame. */
  background?: string | undefined;
  /** The surfaces on the background. */
  surface?: string | undefined;
  /** The user's name in a message. */
  mention?: string | undefined;
  text?: string | undefined;
  /** Text on the primary colour. */
  textPrimary?: string | undefined;
  /** Text on the secondary colour. */
  textSecondary?: string | undefined;
  /** Text on the accent colour. */
  textAccent?: string | undefined;
  /** Text on the success colour. */
  textSuccess?: string | undefined;
  /** Text on the error colour. */
  textError?: string | undefined;
  /** Shades of the text colour, towards the background. */
  textShades?: Shades<'50'> | undefined;
  /** Shades of the text colour, towards the surface. */
  textSurfaceShades?: Shades<'50'> | undefined;
  primaryShades?: Shades | undefined;
  secondaryShades?: Shades | undefined;
  accentShades?: Shades | undefined;
  successShades?: Shades | undefined;
  errorShades?: Shades | undefined;
}
