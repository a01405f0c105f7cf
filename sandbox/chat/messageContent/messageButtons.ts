import { tagElement, tagOf } from './messageTags.js';

/** A button of a message, whichever way it was written. */
export interface MessageButton {
  /** Its key among the entities of its message. */
  key: string;
  title: string;
  intent: string;
  context: object;
}

/** What goes with a message, by key. Nobody has looked at it. */
export type Entities = Readonly<Record<string, { type: string }>>;

/** The button that an entity is. */
export function buttonOf(entities: Entities, key: string): MessageButton | undefined {
  const entity = Object.hasOwn(entities, key) ? entities[key] : undefined;
  const fields = fieldsOf(entity);
  if (!fields) return undefined;
  const { action, title, context } = fields;
  const intent = action === 'broadcast' ? action : (fields['intent'] ?? 'raiseIntent');
  return typeof title === 'string' && typeof intent === 'string' && isObject(context)
    ? { key, title, intent, context }
    : undefined;
}

/** The buttons that a rendered text does not have in it, to stand below it; nothing when there are none. */
export function buttonsBelow(
  text: DocumentFragment | Element,
  entities: Entities,
  isPreview = false,
): HTMLElement | undefined {
  const inText = new Set(
    [...text.querySelectorAll('.action-button')].flatMap((element) => {
      const tag = tagOf(element)?.tag;
      return tag?.kind === 'action' ? tag.button.key : [];
    }),
  );
  const buttons = buttonsOf(entities).filter(({ key }) => !inText.has(key));
  if (!buttons.length) return undefined;
  const row = document.createElement('div');
  row.className = 'message-buttons';
  row.dataset['testid'] = 'message-buttons';
  row.append(...buttons.map((button) => tagElement({ kind: 'action', button }, isPreview)));
  return row;
}

/** All buttons of a message. */
export function buttonsOf(entities: Entities): MessageButton[] {
  return Object.keys(entities).flatMap((key) => buttonOf(entities, key) ?? []);
}

/** FDC3's own form has its fields beside its type, the other one has them in `data`. */
function fieldsOf(entity: { type: string } | undefined): Record<string, unknown> | undefined {
  const fields =
    entity?.type === 'fdc3.action'
      ? entity
      : entity?.type === 'fdc3.fdc3Intent'
        ? (entity as { data?: unknown }).data
        : undefined;
  if (!isObject(fields)) return undefined;
  return fields;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
