import type { MessageButton } from './messageButtons.js';

/** What a mark in a message stands for. */
export type MessageTag =
  | { kind: 'mention'; name: string; email?: string }
  | { kind: 'cashtag'; ticker: string }
  | { kind: 'hashtag'; text: string }
  | { kind: 'action'; button: MessageButton };

/** Beside the document, so that nothing that somebody wrote becomes an attribute of it. */
const tags = new WeakMap<Element, MessageTag>();

/** The mark that an element, or something in it, was made for. */
export function tagOf(target: EventTarget | null): { element: HTMLElement; tag: MessageTag } | undefined {
  const element = target instanceof Element ? target.closest<HTMLElement>('.tag, .action-button') : null;
  const tag = element ? tags.get(element) : undefined;
  return element && tag ? { element, tag } : undefined;
}

/** An element for a mark: a button, or in a preview what looks like one. */
export function tagElement(tag: MessageTag, isPreview: boolean): HTMLElement {
  const element = document.createElement(isPreview ? 'span' : 'button');
  if (element instanceof HTMLButtonElement) element.type = 'button';
  const isAction = tag.kind === 'action';
  element.className = isAction ? 'action-button' : `tag ${tag.kind}`;
  element.dataset['testid'] = isAction ? 'action-button' : tag.kind;
  element.textContent = textOf(tag);
  tags.set(element, tag);
  return element;
}

function textOf(tag: MessageTag): string {
  switch (tag.kind) {
    case 'mention':
      return `@${tag.name}`;
    case 'cashtag':
      return `$${tag.ticker}`;
    case 'hashtag':
      return tag.text;
    case 'action':
      return tag.button.title;
  }
}
