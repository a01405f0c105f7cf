import { custom, object, optional } from 'valibot';
import { string, text, texts, themeMap, type Chat } from '../shared/schemas.js';
import { settings as settingsSchema, type Settings, type Theme } from '../shared/settings.js';
import { take } from './take.js';

/** What `render` takes: settings, the chat to open, a theme, and how to log in. */
export interface Configuration extends Omit<Settings, 'userIds'> {
  /** Ids or e-mail addresses, in a list or separated by commas. */
  userIds?: string | readonly string[] | undefined;
  theme?: Theme | undefined;
  auth?:
    | {
        /** A JWT that the pod takes instead of a login. */
        subjectToken?: string | undefined;
      }
    | undefined;
}

/** A configuration, sorted. */
export interface ReadConfiguration {
  chat: Chat;
  settings: Settings;
  theme: Theme | undefined;
  subjectToken: string | undefined;
}

const configurationSchema = object({
  ...settingsSchema.entries,
  userIds: optional(custom<string | string[]>((ids) => string.check(ids) || texts.check(ids), 'a list')),
  theme: optional(themeMap),
  auth: optional(object({ subjectToken: optional(text) })),
});

/**
 * Sorts a configuration into what it is made of. Fields that nobody knows are dropped: pages are older and newer.
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
