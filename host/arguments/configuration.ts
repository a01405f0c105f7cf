import { object, optional } from '../../shared/wire/schema.js';
import { text, themeMap, type Chat } from '../../shared/wire/schemas.js';
import { settingsFields, type Settings, type Theme } from '../../shared/values/settings.js';
import { take } from './take.js';

/** Users, by their ids or e-mail addresses: a list, one user, or a string with commas. */
export type Users = string | number | readonly (string | number)[];

/** The configuration of `render`: settings, the chat to open, a theme, and a login token. */
export interface Configuration extends Omit<Settings, 'userIds'> {
  userIds?: Users | undefined;
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
  theme: optional(themeMap),
  auth: optional(object({ subjectToken: optional(text) })),
});

/**
 * Validates a configuration and splits it into its parts. Discards unknown fields, since pages can be older or newer.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT`.
 */
export function readConfiguration(given: unknown, doing: string): ReadConfiguration {
  const { streamId, userIds, theme, auth, ...rest } = take(configurationSchema, given, doing);
  return {
    chat: { ...(streamId && { streamId }), ...(userIds?.length && { userIds }) },
    settings: rest,
    theme,
    subjectToken: auth?.subjectToken,
  };
}
