import { object, optional, type GenericSchema, type OptionalSchema } from 'valibot';
import { chat, flag, oneOf, string, type Chat, type Words } from './schemas.js';

/** The same optional field under many names, given as one text. */
function each<const Text extends string, Schema extends GenericSchema>(words: Text, schema: Schema) {
  const entries = words.split(' ').map((word) => [word, optional(schema)]);
  return Object.fromEntries(entries) as Record<Words<Text>, OptionalSchema<Schema, undefined>>;
}

/** The documented settings, all optional: `updateSettings`, `render`'s configuration, `data-*`. */
export const settings = object({
  ...chat.entries,
  allowedApps: optional(string),
  mode: optional(oneOf('light dark')),
  ...each(
    'allowChatCreation canAddPeople canClickExternalLinks canClickInternalLinks condensed condensedMessageBelowName ecpLoginPopup showAttach showBookmarkMessage showChatSearch showCompose showDisableInput showEditor showEmoji showInfo showMembers showProfilePopover showSuppressMessage showSystemMessages showTitle sound symphonyLogo',
    flag,
  ),
} satisfies Record<keyof Settings, GenericSchema>) satisfies GenericSchema<unknown, Settings>;

/**
 * The settings of Embedded Mode. All are the client's: they never override what the pod forbids.
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
  /** Whether links in messages lead anywhere, in a new tab. `false` by default. */
  canClickExternalLinks?: boolean | undefined;
  /** Whether links to something in Symphony are told to the page, in Focus mode. `false` by default. */
  canClickInternalLinks?: boolean | undefined;
  /** Whether messages stand close to each other. `true` by default. */
  condensed?: boolean | undefined;
  /** Whether condensed messages stand below their author's name, rather than beside it. `true` by default. */
  condensedMessageBelowName?: boolean | undefined;
  /** Whether the login happens in a popup, for identity providers that refuse to be framed. `false` by default. */
  ecpLoginPopup?: boolean | undefined;
  /** The colours. `light` by default. */
  mode?: 'light' | 'dark' | undefined;
  /** Whether files can be attached. `true` by default. */
  showAttach?: boolean | undefined;
  /** Whether messages can be bookmarked, in Focus mode. `true` by default. */
  showBookmarkMessage?: boolean | undefined;
  /** Whether one can search in the chat, in Focus mode. `true` by default. */
  showChatSearch?: boolean | undefined;
  /** Whether the editor has its large form, with formatting, in Focus mode. `true` by default. */
  showCompose?: boolean | undefined;
  /** Whether the user can switch the editor off, in Focus mode. `true` by default. */
  showDisableInput?: boolean | undefined;
  /** Whether there is an editor, in Focus mode. `true` by default. */
  showEditor?: boolean | undefined;
  /** Whether the editor has emoji. `true` by default. */
  showEmoji?: boolean | undefined;
  /** Whether the header has information about the chat, in Focus mode. `true` by default. */
  showInfo?: boolean | undefined;
  /** Whether the header has the list of members, in Focus mode. `true` by default. */
  showMembers?: boolean | undefined;
  /** Whether profile cards open over names, in Focus mode. `true` by default. */
  showProfilePopover?: boolean | undefined;
  /** Whether the user may take own messages back. `true` by default. */
  showSuppressMessage?: boolean | undefined;
  /** Whether messages of the system are shown. `false` by default. */
  showSystemMessages?: boolean | undefined;
  /** Whether the header has the name of the chat, in Focus mode. `true` by default. */
  showTitle?: boolean | undefined;
  /** Whether new messages make a sound. `false` by default. */
  sound?: boolean | undefined;
  /** Whether "Powered by Symphony" stands below the chat, in Focus mode. `true` by default. */
  symphonyLogo?: boolean | undefined;
}

/** Shades of a colour, by number, from light to dark. */
export type Shades<More extends string = never> = Partial<
  Record<Words<'10 20 30 40 60 70 80 90'> | More, string>
>;

/**
 * The colours of Focus mode, hex strings like `#0098ff`, all optional. Shades that are left out are interpolated.
 *
 * @see https://docs.developers.symphony.com/embedded-modules/embedded-mode/configuration-parameters
 */
export interface Theme {
  primary?: string;
  secondary?: string;
  accent?: string;
  success?: string;
  error?: string;
  /** Behind everything. */
  background?: string;
  /** Of what lies on the background. */
  surface?: string;
  /** Of the user's name in a message. */
  mention?: string;
  text?: string;
  /** Text on the primary colour. */
  textPrimary?: string;
  /** Text on the secondary colour. */
  textSecondary?: string;
  /** Text on the accent colour. */
  textAccent?: string;
  /** Text on the colour of success. */
  textSuccess?: string;
  /** Text on the colour of errors. */
  textError?: string;
  /** Of the text, towards the background. */
  textShades?: Shades<'50'>;
  /** Of the text, towards the surface. */
  textSurfaceShades?: Shades<'50'>;
  primaryShades?: Shades;
  secondaryShades?: Shades;
  accentShades?: Shades;
  successShades?: Shades;
  errorShades?: Shades;
}
