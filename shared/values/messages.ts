import type { AppIdentifier, Context, Intent } from '@finos/fdc3';
import { anything } from '../wire/anything.js';
import { every, leaf, mapOf, object, optional } from '../wire/schema.js';
import { isText, oneOf, pageFlag, string, texts, users } from '../wire/schemas.js';

/* The arguments of `sendMessage` and `createRoom`. Only types come from FDC3, so none of its code is bundled. */

/** An attached file. The pod allows at most 1 MB (2 ** 20 bytes) for all files of a message together. */
export interface FileAttachment {
  type: 'fdc3.fileAttachment';
  data: {
    name: string;
    /** The content, for example `data:image/png;base64,…`. */
    dataUri: string;
  };
}

/**
 * An action button. The text refers to it with `§[title](id/key)`, where `key` is its key in `entities`. A button that the
 * text does not refer to is below the text.
 */
export interface IntentEntity {
  type: 'fdc3.fdc3Intent';
  data: {
    title: string;
    intent: Intent;
    context: Context;
    app?: AppIdentifier | undefined;
  };
}

/**
 * An action button in FDC3's own form. `registerInterop` gets its `intent` and its `context`. A broadcast has the intent
 * `broadcast`. A button without an intent has the intent `raiseIntent`.
 */
export interface ActionEntity {
  type: 'fdc3.action';
  /** `raiseIntent` by default. */
  action?: 'raiseIntent' | 'broadcast' | undefined;
  title: string;
  intent?: Intent | undefined;
  context: Context;
  app?: AppIdentifier | undefined;
  /** The channel of a broadcast. */
  channelId?: string | undefined;
}

/** Custom data that the apps of a pod agree on. */
export interface SymphonyEntity {
  type: 'fdc3.symphonyEntity';
  data: unknown;
}

/** An attachment, a button or custom data in a message. */
export type Entity = FileAttachment | IntentEntity | ActionEntity | SymphonyEntity;

/**
 * A message, in FDC3's form. Markdown may hold bold, italic, lists, links, a table at the end (as HTML),
 * `@[Jane Doe](email/jane@x.com)`, `$AAPL`, `#tag` and `§[button](id/key)`.
 */
export interface SharedMessage {
  text: { 'text/plain'?: string | undefined; 'text/markdown'?: string | undefined };
  entities?: Record<string, Entity> | undefined;
}

/** Checks of an entity's fields, by its type. */
const entityChecks: Partial<Record<string, (fields: Record<string, unknown>) => boolean>> = {
  'fdc3.fileAttachment': ({ name, dataUri }) => isText(name) && /^data:[^,]*,/.test(String(dataUri)),
  'fdc3.fdc3Intent': ({ title, intent, context }) =>
    [title, intent, (Object(context) as Partial<Context>).type].every(isText),
  'fdc3.action': ({ title, intent = title, context }) =>
    [title, intent, (Object(context) as Partial<Context>).type].every(isText),
  'fdc3.symphonyEntity': () => true,
};

function isMessage(value: unknown): boolean {
  if (isText(value)) return true;
  const { text: texts, entities = {} } = Object(value) as Partial<SharedMessage>;
  return (
    every(texts, (words, type) => /^text\/(plain|markdown)$/.test(type) && typeof words === 'string') &&
    every(entities, (entity) => {
      // Only an FDC3 action has its fields beside its type.
      const { type, data = type === 'fdc3.action' && entity } = Object(entity) as {
        type: string;
        data?: unknown;
      };
      return entityChecks[type]?.(Object(data) as Record<string, unknown>) === true;
    }) &&
    // An empty message cannot be sent.
    [...Object.values(texts ?? {}), ...Object.keys(entities)].some(isText)
  );
}

/** The schema of a message. It checks every documented field. */
const message = leaf<string | SharedMessage>(isMessage, 'a text or a SharedMessage');

/** The recipients of a message, and how it is sent. */
export interface SendingOptions {
  mode: 'blast' | 'group';
  users?: string[] | undefined;
  streamIds?: string[] | undefined;
  distributionListIds?: string[] | undefined;
  displayMode: 'confirmation_dialog' | 'open_module' | 'none';
}

/** The schema of a message with its options. */
export const sending = object({
  message,
  options: object({
    mode: oneOf('blast group'),
    users: optional(users),
    streamIds: optional(texts),
    distributionListIds: optional(texts),
    displayMode: optional(oneOf('confirmation_dialog open_module none'), 'confirmation_dialog'),
  }),
});

/** The schema of a new room. */
export const newRoom = object({
  // It may be empty: then the dialog asks for it.
  name: string,
  userIds: users,
  // Options of any name, because a host can be newer than its frame.
  options: mapOf<unknown>((name) =>
    name === 'message' ? message : name === 'filters' ? anything : pageFlag,
  ),
});

/** The options of a new room. The pod's defaults apply to all that are not set. */
export interface RoomOptions {
  /** Whether anybody of the company may find and join it. */
  public?: boolean | undefined;
  /** Whether people of other companies may be in it. */
  external?: boolean | undefined;
  /** Whether people of more than two companies may be in it. */
  multilateral?: boolean | undefined;
  /** Whether new members see earlier messages. */
  allowHistoryBrowsing?: boolean | undefined;
  /** Whether members may copy messages. */
  allowMessageCopy?: boolean | undefined;
  /** Whether members other than the owners may send messages. */
  allowSendMessages?: boolean | undefined;
  /** Whether members other than the owners may add people. */
  allowAddUser?: boolean | undefined;
  /** Whether searches find the room. */
  discoverable?: boolean | undefined;
  /** The first message. */
  message?: string | SharedMessage | undefined;
  /** Whether to create the room at once, without a dialog. */
  silent?: boolean | undefined;
  /** Not documented, but some pages pass it. The app may use or ignore it. */
  filters?: unknown;
}
