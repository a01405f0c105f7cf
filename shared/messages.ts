import { custom, object, optional } from 'valibot';
import type { AppIdentifier, Context, Intent } from '@finos/fdc3';
import { every, flag, oneOf, text, texts } from './schemas.js';

/* What `sendMessage` and `createRoom` carry. FDC3 gives the types; nothing of its code is here. */

/** A file that goes with a message. All files of a message together hold 1 MB (2 ** 20 bytes) at most. */
export interface FileAttachment {
  type: 'fdc3.fileAttachment';
  data: {
    name: string;
    /** The file, like `data:image/png;base64,…`. */
    dataUri: string;
  };
}

/** An action button. The text has it as `§[title](id/key)`, by the key that it has among the entities. */
export interface IntentEntity {
  type: 'fdc3.fdc3Intent';
  data: {
    title: string;
    intent: Intent;
    context: Context;
    app?: AppIdentifier;
  };
}

/** Anything that the apps of a pod agree on. */
export interface SymphonyEntity {
  type: 'fdc3.symphonyEntity';
  data: unknown;
}

/** What goes with the text of a message. */
export type Entity = FileAttachment | IntentEntity | SymphonyEntity;

/**
 * A message, in FDC3's form. Markdown may hold bold, italic, lists, links, a table at the end (as HTML),
 * `@[Jane Doe](email/jane@x.com)`, `$AAPL`, `#tag` and `§[button](id/key)`.
 */
export interface SharedMessage {
  text: { 'text/plain'?: string; 'text/markdown'?: string };
  entities?: Record<string, Entity>;
}

/** Whether an entity's data are as documented, by its type. */
const entityData: Partial<Record<string, (data: Record<string, unknown>) => boolean>> = {
  'fdc3.fileAttachment': ({ name, dataUri }) => text.check(name) && /^data:.*,/.test(String(dataUri)),
  'fdc3.fdc3Intent': ({ title, intent, context }) =>
    [title, intent, (Object(context) as Partial<Context>).type].every(text.check),
  'fdc3.symphonyEntity': () => true,
};

function isMessage(value: unknown): boolean {
  if (text.check(value)) return true;
  const { text: texts, entities = {} } = Object(value) as Partial<SharedMessage>;
  return (
    every(texts, (words, type) => /^text\/(plain|markdown)$/.test(type) && typeof words === 'string') &&
    every(entities, (entity) => {
      const { type, data } = Object(entity) as Entity;
      return entityData[type]?.(Object(data) as Record<string, unknown>) === true;
    }) &&
    // Something has to be said.
    [...Object.values(texts ?? {}), ...Object.keys(entities)].some(text.check)
  );
}

/** A message, looked at as deep as it is documented. */
const message = custom<string | SharedMessage>(isMessage, 'a text or a SharedMessage');

/** Where a message goes, and how. */
export interface SendingOptions {
  mode: 'blast' | 'group';
  users?: string[] | undefined;
  streamIds?: string[] | undefined;
  distributionListIds?: string[] | undefined;
  displayMode: 'confirmation_dialog' | 'open_module' | 'none';
}

/** A message, where it goes, and how. */
export const sending = object({
  message,
  options: object({
    mode: oneOf('blast group'),
    users: optional(texts),
    streamIds: optional(texts),
    distributionListIds: optional(texts),
    displayMode: optional(oneOf('confirmation_dialog open_module none'), 'confirmation_dialog'),
  }),
});

/** What a new room is to be. */
export const newRoom = object({
  name: text,
  userIds: texts,
  // Of any name, for a host may be newer than its frame.
  options: custom<RoomOptions>(
    (map) =>
      every(map, (value, name) =>
        name === 'message' ? isMessage(value) : name === 'filters' || flag.check(value),
      ),
    'options of a room',
  ),
});

/** How a new room is to be. What is left out is as the pod has it. */
export interface RoomOptions {
  /** Whether anybody of the company may find and join it. */
  public?: boolean | undefined;
  /** Whether people of other companies may be in it. */
  external?: boolean | undefined;
  /** Whether people of more than two companies may be in it. */
  multilateral?: boolean | undefined;
  /** Whether new members see what was said before. */
  allowHistoryBrowsing?: boolean | undefined;
  /** Whether members may copy messages. */
  allowMessageCopy?: boolean | undefined;
  /** Whether members who are no owners may write. */
  allowSendMessages?: boolean | undefined;
  /** Whether members who are no owners may add people. */
  allowAddUser?: boolean | undefined;
  /** Whether it is found in searches. */
  discoverable?: boolean | undefined;
  /** The first message. */
  message?: string | SharedMessage | undefined;
  /** Whether it is created at once, without a dialog. */
  silent?: boolean | undefined;
  /** Seen in the wild; the app may do with it as it likes. */
  filters?: unknown;
}
