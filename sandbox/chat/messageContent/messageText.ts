import DOMPurify from 'dompurify';
import { Marked, type TokenizerAndRendererExtension, type Tokens } from 'marked';
import { buttonOf, type Entities } from './messageButtons.js';
import { isWordsOnly, quickRules } from './quickRules.js';
import { tagElement, type MessageTag } from './messageTags.js';

/** How a text is written, and what it refers to. */
export interface MessageTextOptions {
  format?: 'markdown' | 'plain';
  /** What action buttons refer to, by key; all others are not looked at. */
  entities?: Entities;
  /** Whether it is only looked at: nothing in it is a button then. */
  isPreview?: boolean;
}

// prettier-ignore
const ELEMENTS = [
  'a', 'b', 'blockquote', 'br', 'code', 'del', 'em', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'i', 'li', 'ol', 'p', 'pre',
  's', 'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'u', 'ul',
];
const MENTION = /^@\[([^\]\n]{1,100})\]\(email\/([^\s()<>]+@[^\s()<>]+)\)/;
const ACTION = /^§\[([^\]\n]{0,100})\]\(id\/([^\s()<>]+)\)/;
const HTML_TABLE = /^<table[\s>][\s\S]*?(?:<\/table>|$)/i;
const TAG = /(?<![\p{L}\p{N}])(?:[@#]\p{L}[\p{L}\p{N}_-]*|\$\p{L}[\p{L}\p{N}]*(?:[.-][\p{L}\p{N}]+)*)/gu;
/** Looked for first: a browser takes long to compile a pattern with the letters of all languages. */
const TAG_BEGINS = /[@#$]/;
/** The place of what Markdown has no word for, by its number. Whoever writes these letters themselves loses them. */
const PLACE = /\u{F0000}(\d+)\u{F0001}/gu;

/** Where what people wrote becomes elements: nothing is loaded there, and nothing runs. */
const inert = document.implementation.createHTMLDocument();

/** What is being rendered: the Markdown's extensions have no other way to know. */
let rendered: { places: (string | MessageTag)[]; entities: Entities } = { places: [], entities: {} };

/**
 * What people write, with mentions, cashtags, hashtags and action buttons, as a piece of document that is safe to show.
 * What their marks stand for is told by {@link tagOf}.
 */
export function renderMessageText(text: string, options: MessageTextOptions = {}): DocumentFragment {
  if (options.format === 'plain') return paragraphOf(text, 'plain');
  // Neither parsed nor sanitized: it becomes a text node.
  if (isWordsOnly(text)) return paragraphOf(text);
  const places: (string | MessageTag)[] = [];
  rendered = { places, entities: options.entities ?? {} };
  const html = markdown.parse(text.replaceAll(/[\u{F0000}\u{F0001}]/gu, ''), { async: false });
  const fragment = sanitized(html);
  fillIn(fragment, places, options.isPreview === true);
  for (const table of fragment.querySelectorAll('table')) frameTable(table);
  return fragment;
}

function sanitized(html: string): DocumentFragment {
  const root = inert.createElement('blockquote');
  root.innerHTML = html;
  // In its place: for a string, a whole document would be made each time.
  DOMPurify.sanitize(root, {
    IN_PLACE: true,
    ALLOWED_TAGS: ELEMENTS,
    ALLOWED_ATTR: ['href'],
    ALLOWED_URI_REGEXP: /^(https?|mailto|symphony):/i,
    // Or data-* and aria-* would come through as they are.
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  });
  const fragment = document.createDocumentFragment();
  fragment.append(...root.childNodes);
  return fragment;
}

/** A table may be wider than the chat: it is scrolled by itself, by the keyboard too. */
function frameTable(table: HTMLTableElement): void {
  const frame = document.createElement('div');
  frame.className = 'table-frame';
  frame.tabIndex = 0;
  frame.role = 'group';
  frame.ariaLabel = 'Table';
  table.replaceWith(frame);
  frame.append(table);
}

function paragraphOf(text: string, className = ''): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const paragraph = document.createElement('p');
  if (className) paragraph.className = className;
  paragraph.textContent = text;
  fragment.append(paragraph);
  return fragment;
}

/** Markdown in which mentions and action buttons are left as places, to be filled in after the sanitizing. */
const markdown = new Marked({
  breaks: true,
  tokenizer: quickRules,
  // Nothing is loaded from elsewhere: an image is a link to it.
  walkTokens(token) {
    if (token.type !== 'image') return;
    const { text, href } = token as Tokens.Image;
    const words = text || href;
    Object.assign(token, { type: 'link', tokens: [{ type: 'text', raw: words, text: words }] });
  },
  extensions: [
    inline('mention', '@[', MENTION, ([, name = '', email = '']) => keep({ kind: 'mention', name, email })),
    inline('action', '§[', ACTION, ([, label = '', key = '']) => keep(actionOf(key) ?? label)),
    htmlTable('block'),
    htmlTable('inline'),
  ],
  renderer: {
    // Cells take no Markdown, whichever way the table is written.
    tablecell: ({ text, header }) => (header ? `<th>${asHtml(text)}</th>` : `<td>${asHtml(text)}</td>`),
  },
});

function keep(content: string | MessageTag): string {
  return `\u{F0000}${rendered.places.push(content) - 1}\u{F0001}`;
}

/** A table in HTML, taken as it is, also where it has blank lines in it or stands behind words. */
function htmlTable(level: 'block' | 'inline'): TokenizerAndRendererExtension {
  const name = `${level}Table`;
  return {
    name,
    level,
    start: (source: string) => {
      const at = source.search(/<table[\s>]/i);
      return at < 0 ? undefined : at;
    },
    tokenizer(source: string) {
      const raw = HTML_TABLE.exec(source)?.[0];
      return raw === undefined ? undefined : { type: name, raw };
    },
    renderer: ({ raw }: Tokens.Generic) => raw,
  };
}

function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function inline(
  name: string,
  beginning: string,
  pattern: RegExp,
  render: (match: RegExpExecArray) => string,
): TokenizerAndRendererExtension {
  return {
    name,
    level: 'inline',
    start: (source: string) => {
      const at = source.indexOf(beginning);
      return at < 0 ? undefined : at;
    },
    tokenizer(source: string) {
      const match = pattern.exec(source);
      return match ? { type: name, raw: match[0], match } : undefined;
    },
    renderer: (token: Tokens.Generic) => render(token['match'] as RegExpExecArray),
  };
}

function actionOf(key: string): MessageTag | undefined {
  const button = buttonOf(rendered.entities, key);
  return button && { kind: 'action', button };
}

/** Works on text nodes only, after the sanitizing: nothing that somebody wrote can become an element or an attribute. */
function fillIn(fragment: DocumentFragment, places: (string | MessageTag)[], isPreview: boolean): void {
  const walker = document.createTreeWalker(fragment, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const node of texts) {
    // A button in a link would be two things to press at once.
    const isBare = node.parentElement?.closest('a, code, pre') !== null;
    const parts = split(node.data, PLACE, ([, at = '']) => places[Number(at)] ?? '').flatMap((part) =>
      typeof part === 'string' && !isBare && TAG_BEGINS.test(part)
        ? split(part, TAG, ([found]) => tagFor(found))
        : [part],
    );
    node.replaceWith(
      ...parts.map((part) => {
        if (typeof part === 'string') return part;
        const element = tagElement(part, isPreview);
        return isBare ? element.textContent : element;
      }),
    );
  }
}

function split(
  text: string,
  pattern: RegExp,
  replace: (match: RegExpExecArray) => string | MessageTag,
): (string | MessageTag)[] {
  const parts: (string | MessageTag)[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    parts.push(text.slice(end, match.index), replace(match));
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}

function tagFor(found: string): MessageTag {
  const name = found.slice(1);
  if (found.startsWith('@')) return { kind: 'mention', name };
  return found.startsWith('$') ? { kind: 'cashtag', ticker: name } : { kind: 'hashtag', text: found };
}
