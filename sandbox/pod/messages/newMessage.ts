import type { Draft, Message, StoredEntity } from '../../podApi/messages.js';
import { PodError } from '../podError.js';
import { readDataUri, type FileContent } from './dataUri.js';

/** A message that is fit to be kept. */
export interface NewMessage {
  text: string;
  format: Message['format'];
  entities: Message['entities'];
  files: ReadonlyMap<string, FileContent & { name: string }>;
}

/** What a request with a message may hold: the attachments as base64, and some more to tell that they are too large. */
export const MESSAGE_BODY_LIMIT = 4_000_000;

/** What the files of a message may hold together. */
export const ATTACHMENTS_MAX_BYTES = 2 ** 20;

const TEXT_MAX_LENGTH = 4000;
const OTHER_ENTITIES_MAX_LENGTH = 65_536;

// The limits of texts and files are ones that people meet: they have errors of their own.
const words = { type: 'string' } as const;

function entitySchema(type: StoredEntity['type'], data: object): object {
  return {
    type: 'object',
    required: ['type', 'data'],
    additionalProperties: false,
    properties: { type: { const: type }, data },
  };
}

const said = { type: 'string', minLength: 1, maxLength: 255, pattern: '\\S' } as const;

const buttonProperties = {
  title: said,
  intent: said,
  context: { type: 'object', required: ['type'], properties: { type: said } },
  app: { type: 'object' },
} as const;

/** What a message has to look like. */
export const messageSchema = {
  anyOf: [
    { ...words, pattern: '\\S' },
    {
      type: 'object',
      required: ['text'],
      additionalProperties: false,
      properties: {
        text: {
          type: 'object',
          additionalProperties: false,
          properties: { 'text/plain': words, 'text/markdown': words },
        },
        entities: {
          type: 'object',
          maxProperties: 50,
          propertyNames: said,
          additionalProperties: {
            anyOf: [
              entitySchema('fdc3.fileAttachment', {
                type: 'object',
                required: ['name', 'dataUri'],
                additionalProperties: false,
                properties: { name: said, dataUri: { type: 'string' } },
              }),
              entitySchema('fdc3.fdc3Intent', {
                type: 'object',
                required: ['title', 'intent', 'context'],
                additionalProperties: false,
                properties: buttonProperties,
              }),
              {
                type: 'object',
                required: ['type', 'title', 'context'],
                properties: {
                  ...buttonProperties,
                  type: { const: 'fdc3.action' },
                  action: { enum: ['raiseIntent', 'broadcast'] },
                  channelId: said,
                },
              },
              entitySchema('fdc3.symphonyEntity', {}),
            ],
          },
        },
      },
    },
  ],
} as const;

/**
 * Makes a message of what a page sent, which fits {@link messageSchema}.
 *
 * @throws `MESSAGE_TOO_LONG`, `ATTACHMENTS_TOO_LARGE`, `INVALID_REQUEST`
 */
export function takeMessage(message: Draft): NewMessage {
  if (typeof message === 'string') {
    mustNotExceed(message.length, TEXT_MAX_LENGTH);
    return { text: message, format: 'markdown', entities: {}, files: new Map() };
  }
  const { 'text/markdown': markdown = '', 'text/plain': plain = '' } = message.text;
  const isMarkdown = markdown.trim() !== '' || plain.trim() === '';
  const text = isMarkdown ? markdown : plain;
  mustNotExceed(text.length, TEXT_MAX_LENGTH);
  const given = Object.entries(message.entities ?? {});
  if (text.trim() === '' && !given.length)
    throw new PodError(400, 'INVALID_REQUEST', { message: 'There is neither a text nor anything with it.' });

  const files = new Map<string, FileContent & { name: string }>();
  const entities: [string, StoredEntity][] = [];
  for (const [key, entity] of given) {
    if (entity.type !== 'fdc3.fileAttachment') {
      entities.push([key, entity]);
      continue;
    }
    const { name, dataUri } = entity.data;
    const content = readDataUri(dataUri);
    if (!content)
      throw new PodError(400, 'INVALID_REQUEST', { message: `The file "${name}" is no data URI.` });
    const { contentType, bytes } = content;
    files.set(key, { name, contentType, bytes });
    entities.push([
      key,
      { type: entity.type, data: { name, contentType, bytes: bytes.byteLength, url: '' } },
    ]);
  }
  mustFit(files, entities);
  return { text, format: isMarkdown ? 'markdown' : 'plain', entities: Object.fromEntries(entities), files };
}

function mustFit(files: NewMessage['files'], entities: readonly [string, StoredEntity][]): void {
  let bytes = 0;
  for (const file of files.values()) bytes += file.bytes.byteLength;
  if (bytes > ATTACHMENTS_MAX_BYTES)
    throw new PodError(413, 'ATTACHMENTS_TOO_LARGE', { bytes, maxBytes: ATTACHMENTS_MAX_BYTES });
  mustNotExceed(JSON.stringify(entities).length, OTHER_ENTITIES_MAX_LENGTH);
}

function mustNotExceed(length: number, maxLength: number): void {
  if (length > maxLength) throw new PodError(400, 'MESSAGE_TOO_LONG', { length, maxLength });
}
