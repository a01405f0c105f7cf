import type { StoredEntity } from '../../podApi/messages.js';
import { buttonsOf } from './messageButtons.js';

/** What the parts of a message are called that are not its text: its files and its buttons. */
export function namesIn(entities: Record<string, StoredEntity>): string[] {
  const files = Object.values(entities).flatMap((entity) =>
    entity.type === 'fdc3.fileAttachment' ? [entity.data.name] : [],
  );
  return [...files, ...buttonsOf(entities).map(({ title }) => title)];
}

/** A message in one line, without its marks. */
export function inOneLine({
  text,
  entities,
}: {
  text: string;
  entities: Record<string, StoredEntity>;
}): string {
  const words = text
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/([@§]?)\[([^\]]*)\]\([^)]*\)/g, '$2')
    .replaceAll(/[*_`>]/g, '')
    .replaceAll(/\s+/g, ' ');
  return words.trim() ? words : namesIn(entities).join(', ');
}
