import {
  custom,
  object,
  optional,
  safeParse,
  type CustomIssue,
  type CustomSchema,
  type ErrorMessage,
  type GenericSchema,
  type InferOutput,
} from 'valibot';
import type { Settings, Theme } from '../values/settings.js';

/*
 * The schemas of the data on the channel. An object schema discards unknown fields, so that only validated data passes.
 * Each leaf describes the expected value, for the message of an INVALID_ARGUMENT.
 */

/** The words of a text with spaces, as a union. */
export type Words<Text extends string> = Text extends `${infer Word} ${infer Rest}`
  ? Word | Words<Rest>
  : Text;
/** The schema of a single value. */
export type Leaf<T> = CustomSchema<T, ErrorMessage<CustomIssue> | undefined>;

export const text = custom<string>((value) => typeof value === 'string' && value !== '', 'a text');
export const string = custom<string>((value) => typeof value === 'string', 'a text');
export const texts = listOf(text);
export const number = custom<number>(Number.isFinite, 'a number');
export const flag = custom<boolean>((value) => typeof value === 'boolean', 'true or false');

/** Accepts one of several words. `words` separates them with spaces. */
export function oneOf<const Text extends string>(words: Text): Leaf<Words<Text>> {
  const list = words.split(' ');
  return custom<Words<Text>>((value) => list.includes(value as string), `one of: ${words}`);
}

/** Accepts or refuses a list as a whole. valibot's own `array` also names the invalid item, but is larger. */
export function listOf<Schema extends GenericSchema>(schema: Schema): Leaf<InferOutput<Schema>[]> {
  return custom<InferOutput<Schema>[]>(
    (value) => Array.isArray(value) && value.every((item) => safeParse(schema, item).success),
    'a list',
  );
}

/** The schema of {@link Chat}. A chat without any field means "no particular chat". */
export const chat = object({ streamId: optional(text), userIds: optional(texts) });

/** Returns whether every value in a map passes the check. `undefined` values always pass. */
export function every(map: unknown, check: (value: unknown, name: string) => boolean): boolean {
  return (
    typeof map === 'object' &&
    map !== null &&
    Object.entries(map).every(([name, value]) => value === undefined || check(value, name))
  );
}

/** Accepts a map with any names and values of one kind. */
export function mapOf<T>(leaf: Leaf<T>): Leaf<Record<string, T>> {
  return custom<Record<string, T>>((map) => every(map, leaf.check), 'a map');
}

const settingsThatAreNoFlags: Record<string, Leaf<unknown>> = {
  streamId: text,
  userIds: texts,
  allowedApps: string,
  mode: oneOf('light dark'),
};

/** Accepts settings of any name, because a host can be newer than its frame. The host checks names in `settings.ts`. */
export const settingsMap = custom<Settings>(
  (map) => every(map, (value, name) => (settingsThatAreNoFlags[name] ?? flag).check(value)),
  'settings',
);

function isColour(value: unknown): boolean {
  return typeof value === 'string' && /^#([\da-f]{3}){1,2}$/i.test(value);
}

/** Accepts colours of any name, and their shades. The check is strict, because the values become CSS. */
export const themeMap = custom<Theme>(
  (map) => every(map, (value) => isColour(value) || every(value, isColour)),
  'hex colours',
);

export const subscriptionParams = object({
  streamId: optional(text),
  withMaestroMessages: optional(flag),
  status: optional(listOf(oneOf('pending_incoming accepted deleted'))),
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
