import { object, optional, type GenericSchema, type InferOutput, type OptionalSchema } from 'valibot';
import { chat, flag, oneOf, string, type Words } from './schemas.js';

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
});

/** The settings of Embedded Mode. All are the client's: they never override what the pod forbids. */
export type Settings = InferOutput<typeof settings>;

/** Shades of a colour, by number. */
export type Shades<More extends string = never> = Partial<
  Record<Words<'10 20 30 40 60 70 80 90'> | More, string>
>;

/** The colours of Focus mode, hex strings like `#0098ff`, all optional. The app interpolates shades that are left out. */
export type Theme = Partial<
  Record<
    Words<'primary secondary accent success error background surface mention text textPrimary textSecondary textAccent textSuccess textError'>,
    string
  > &
    Record<Words<'textShades textSurfaceShades'>, Shades<'50'>> &
    Record<Words<'primaryShades secondaryShades accentShades successShades errorShades'>, Shades>
>;
