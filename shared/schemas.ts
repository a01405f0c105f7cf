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
import type { Settings, Theme } from './settings.js';

/*
 * What may cross the channel, field by field. Objects drop the fields that they do not know, so nothing passes that was
 * not looked at. Each leaf says what it should be: that is what an INVALID_ARGUMENT tells.
 */

/** The words of a text, as a union. */
export type Words<Text extends string> = Text extends `${infer Word} ${infer Rest}`
  ? Word | Words<Rest>
  : Text;
/** A schema of one value. */
export type Leaf<T> = CustomSchema<T, ErrorMessage<CustomIssue> | undefined>;

export const text = custom<string>((value) => typeof value === 'string' && value !== '', 'a text');
export const string = custom<string>((value) => typeof value === 'string', 'a text');
export const texts = listOf(text);
export const number = custom<number>(Number.isFinite, 'a number');
export const flag = custom<boolean>((value) => typeof value === 'boolean', 'true or false');

/** One of some words, given as one text. */
export function oneOf<const Text extends string>(words: Text): Leaf<Words<Text>> {
  return custom<Words<Text>>((value) => words.split(' ').includes(value as string), `one of: ${words}`);
}

/** A list, taken or refused as a whole. (valibot's own says which item is wrong, at the price of its size.) */
export function listOf<Schema extends GenericSchema>(schema: Schema): Leaf<InferOutput<Schema>[]> {
  return custom<InferOutput<Schema>[]>(
    (value) => Array.isArray(value) && value.every((item) => safeParse(schema, item).success),
    'a list',
  );
}

/** A chat: by its stream, or by the people in it; neither is "none in particular". */
export const chat = object({ streamId: optional(text), userIds: optional(texts) });

/** Whether every value in a map is as it should be. What is not there is always fine. */
export function every(map: unknown, check: (value: unknown, name: string) => boolean): boolean {
  return (
    typeof map === 'object' &&
    map !== null &&
    Object.entries(map).every(([name, value]) => value === undefined || check(value, name))
  );
}

/** A map of any names to values of one kind. */
export function mapOf<T>(leaf: Leaf<T>): Leaf<Record<string, T>> {
  return custom<Record<string, T>>((map) => every(map, leaf.check), 'a map');
}

const settingsThatAreNoFlags: Record<string, Leaf<unknown>> = {
  streamId: text,
  userIds: texts,
  allowedApps: string,
  mode: oneOf('light dark'),
};

/** Settings of any name, for a host may be newer than its frame. The host knows them by name: `settings.ts`. */
export const settingsMap = custom<Settings>(
  (map) => every(map, (value, name) => (settingsThatAreNoFlags[name] ?? flag).check(value)),
  'settings',
);

function isColour(value: unknown): boolean {
  return typeof value === 'string' && /^#([\da-f]{3}){1,2}$/i.test(value);
}

/** Colours of any name, and shades of them. They become CSS. */
export const themeMap = custom<Theme>(
  (map) => every(map, (value) => isColour(value) || every(value, isColour)),
  'hex colours',
);

export const subscriptionParams = object({
  streamId: optional(text),
  withMaestroMessages: optional(flag),
  status: optional(listOf(oneOf('pending_incoming accepted deleted'))),
});

/** What a host listens to. */
export const subscription = object({ id: number, type: text, params: optional(subscriptionParams) });

/** A chat: by its stream, or by the people in it. */
export interface Chat {
  streamId?: string | undefined;
  /** Ids or e-mail addresses. */
  userIds?: string[] | undefined;
}
/** Narrows a subscription. */
export interface NotificationParams {
  /** Only of this chat: `UnreadCountNotifications`, `MessageNotifications`. */
  streamId?: string | undefined;
  /** Messages of the system as well: `MessageNotifications`. */
  withMaestroMessages?: boolean | undefined;
  /** Only changes to one of these: `ConnectionNotifications`. */
  status?: ('pending_incoming' | 'accepted' | 'deleted')[] | undefined;
}
/** A subscription on the wire. */
export interface Subscription {
  id: number;
  type: string;
  params?: NotificationParams | undefined;
}
