import { accepts, leaf, object, optional } from '../../shared/wire/schema.js';
import { string, text, texts, themeMap, type Chat } from '../../shared/wire/schemas.js';
import { settingsFields, type Settings, type Theme } from '../../shared/values/settings.js';
import { take } from './take.js';

/** The configuration of `render`: settings, the chat to open, a theme, and a login token. */
export interface Configuration extends Omit<Settings, 'userIds'> {
  /** Ids or e-mail addresses, as a list or as a string with commas. */
  userIds?: string | readonly string[] | undefined;
  theme?: Theme | undefined;
  auth?:
    | {
        /** A JWT that the pod accepts instead of a login. */
        subjectToken?: string | undefined;
      }
    | undefined;
}

/** A configuration, split into its parts. */
export interface ReadConfiguration {
  chat: Chat;
  settings: Settings;
  theme: Theme | undefined;
  subjectToken: string | undefined;
}

const configurationSchema = object({
  ...settingsFields,
  userIds: optional(leaf<string | string[]>((ids) => accepts(string, ids) || accepts(texts, ids), 'a list')),
  theme: optional(themeMap),
  auth: optional(object({ subjectToken: optional(text) })),
});

/**
 * Validates a configuration and splits it into its parts. Discards unknown fields, since pages can be older or newer.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`.
 */
export function readConfiguration(given: unknown, doing: string): ReadConfiguration {
  const { streamId, userIds = [], theme, auth, ...rest } = take(configurationSchema, given, doing);
  const ids = typeof userIds === 'string' ? userIds.split(',').flatMap((id) => id.trim() || []) : userIds;
  return {
    chat: { ...(streamId && { streamId }), ...(ids.length && { userIds: ids }) },
    settings: rest,
    theme,
    subjectToken: auth?.subjectToken,
  };
}
