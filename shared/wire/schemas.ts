import type { Settings, Theme } from '../values/settings.js';
import { fieldOf, leaf, listOf, mapOf, object, optional, type Schema } from './schema.js';

/*
 * The schemas of the data on the channel. An object schema discards unknown fields, so that only validated data passes.
 * Each leaf describes the expected value, for the message of an INVALID_ARGUMENT.
 */

/** The words of a text with spaces, as a union. */
export type Words<Text extends string> = Text extends `${infer Word} ${infer Rest}`
  ? Word | Words<Rest>
  : Text;

export const text = leaf<string>(isText, 'a text');
export const string = leaf<string>((value) => typeof value === 'string', 'a text');
export const strings = listOf(string);
export const texts = listOf(text);
export const number = leaf<number>(Number.isFinite, 'a number');
export const flag = leaf<boolean>((value) => typeof value === 'boolean', 'true or false');
/** A flag from a page. Some pages pass a string. */
export const pageFlag: Schema<boolean> = (value, path) =>
  flag(value === 'true' || (value === 'false' ? false : value), path);
/** Users from a page: a list, one user, or a string with commas. Ids may be numbers. */
export const users: Schema<string[]> = (value, path) => {
  const list: unknown =
    typeof value === 'string' ? value.split(',') : Number.isInteger(value) ? [value] : value;
  return texts(
    Array.isArray(list)
      ? Array.from(list as unknown[], (id) =>
          typeof id === 'string' ? id.trim() : Number.isInteger(id) ? String(id) : id,
        ).filter((id) => id !== '')
      : list,
    path,
  );
};

/** Accepts one of several words. `words` separates them with spaces. */
export function oneOf<const Text extends string>(words: Text): Schema<Words<Text>> {
  const list = words.split(' ');
  return leaf<Words<Text>>((value) => list.includes(value as string), `one of: ${words}`);
}

/** The schema of {@link Chat}. A chat without any field means "no particular chat". */
export const chatFields = { streamId: optional(text), userIds: optional(texts) };
export const chat = object(chatFields);

const settingsThatAreNoFlags: Record<string, Schema<unknown>> = {
  streamId: text,
  userIds: texts,
  allowedApps: string,
  mode: oneOf('light dark'),
};

/** Accepts settings of any name, because a host can be newer than its frame. The host checks names in `settings.ts`. */
export const settingsMap = mapOf<unknown>(
  (name) => (fieldOf(settingsThatAreNoFlags, name) as Schema<unknown> | undefined) ?? flag,
) as Schema<Settings>;

/** Returns whether a value is a string with at least one character. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** The check is strict, because the values become CSS. */
const colour = leaf<string>(
  (value) => typeof value === 'string' && /^#(([\da-f]{3}){1,2}|([\da-f]{4}){1,2})$/i.test(value),
  'a hex colour, like #0098ff',
);
const shades = mapOf(() => colour);

/** Accepts colours of any name, because a host can be newer than its frame. */
export const themeMap = mapOf<unknown>((name) =>
  name.endsWith('Shades') ? shades : colour,
) as Schema<Theme>;

export const connectionStatus = oneOf('pending_incoming accepted deleted');
/** The schema of {@link NotificationParams.status}. */
export const connectionStatuses = optional(listOf(connectionStatus));
/** The schema of {@link NotificationParams}. */
export const subscriptionParams = object({
  streamId: optional(text),
  withMaestroMessages: optional(flag),
  status: connectionStatuses,
});

/** The schema of {@link Subscription}. */
export const subscription = object({ id: number, type: text, params: optional(subscriptionParams) });

/** A chat, by its stream id or by the people in it. */
export interface Chat {
  streamId?: string | undefined;
  /** Ids or e-mail addresses. */
  userIds?: string[] | undefined;
}
/** The filter of a subscription. */
export interface NotificationParams {
  /** Only this chat. For `UnreadCountNotifications` and `MessageNotifications`. */
  streamId?: string | undefined;
  /** Also system messages. For `MessageNotifications`. */
  withMaestroMessages?: boolean | undefined;
  /** Only changes to one of these. For `ConnectionNotifications`. */
  status?: ('pending_incoming' | 'accepted' | 'deleted')[] | undefined;
}
/** A subscription on the wire. */
export interface Subscription {
  id: number;
  type: string;
  params?: NotificationParams | undefined;
}
