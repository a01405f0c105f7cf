import type { Entity } from 'symphony-embed/frame';
import type { Draft, Message, StoredEntity } from '../../podApi/messages.js';

/** The text of a message that is not sent yet. */
export function textOf(draft: Draft): string {
  if (typeof draft === 'string') return draft;
  return draft.text['text/markdown'] ?? draft.text['text/plain'] ?? '';
}

/** The same message with another text: what goes with it stays. */
export function withText(draft: Draft, text: string): Draft {
  if (typeof draft === 'string') return text;
  const isPlain = draft.text['text/markdown'] === undefined && draft.text['text/plain'] !== undefined;
  return { ...draft, text: { [isPlain ? 'text/plain' : 'text/markdown']: text } };
}

/** Whether there is nothing in it that could be sent. */
export function isEmpty(draft: Draft): boolean {
  return !textOf(draft).trim() && !Object.keys(entitiesOf(draft)).length;
}

/** The message as it will be in a chat. */
export function previewOf(draft: Draft): Pick<Message, 'text' | 'format' | 'entities'> {
  const isMarkdown = typeof draft === 'string' || draft.text['text/markdown'] !== undefined;
  return {
    text: textOf(draft),
    format: isMarkdown ? 'markdown' : 'plain',
    entities: Object.fromEntries(
      Object.entries(entitiesOf(draft)).map(([key, entity]) => [key, stored(entity)]),
    ),
  };
}

function entitiesOf(draft: Draft): Record<string, Entity> {
  return typeof draft === 'string' ? {} : (draft.entities ?? {});
}

function stored(entity: Entity): StoredEntity {
  if (entity.type !== 'fdc3.fileAttachment') return entity;
  const { name, dataUri } = entity.data;
  const comma = dataUri.indexOf(',');
  const head = dataUri.slice('data:'.length, comma);
  const body = dataUri.slice(comma + 1);
  const bytes = head.endsWith(';base64')
    ? Math.floor((body.replace(/=+$/, '').length * 3) / 4)
    : body.replaceAll(/%../g, ' ').length;
  const [contentType = ''] = head.split(';');
  return { type: entity.type, data: { name, contentType, bytes, url: dataUri } };
}
