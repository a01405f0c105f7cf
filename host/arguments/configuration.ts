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

const fields = {
  ...settingsFields,
  theme: optional(themeMap),
  auth: optional(object({ subjectToken: optional(text) })),
};
const knownFields = object(fields);

/** Pages can be older or newer, so an unknown field is no error. But it may be a typo. */
const configurationSchema: typeof knownFields = (given, path) => {
  const configuration = knownFields(given, path);
  for (const name of Object.keys(given as object))
    if (!(name in fields)) console.warn(`symphony: no such setting: ${name}`);
  return configuration;
};

/**
 * Validates a configuration and splits it into its parts. Discards unknown fields, and names them on the console.
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
