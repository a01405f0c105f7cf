import DOMPurify from 'dompurify';
import { marked } from 'marked';

const TAGS = [
  'a',
  'b',
  'blockquote',
  'br',
  'code',
  'del',
  'em',
  'hr',
  'i',
  'li',
  'ol',
  'p',
  'pre',
  'strong',
  'ul',
];

/** What people write, Markdown with cashtags, hashtags and mentions, as a piece of document that is safe to show. */
export function renderMessageText(text: string): DocumentFragment {
  const html = marked.parse(text, { async: false, breaks: true });
  const fragment = DOMPurify.sanitize(html, {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ['href'],
    ALLOWED_URI_REGEXP: /^(https?|mailto):/i,
    RETURN_DOM_FRAGMENT: true,
  });
  markTags(fragment);
  return fragment;
}

const TAG = /([@$#])([\p{L}][\p{L}\p{N}_-]*)/gu;
const KINDS: Record<string, string> = { '@': 'mention', '$': 'cashtag', '#': 'hashtag' };

/** Works on text nodes only, after the sanitizing: nothing that somebody wrote can become a tag's attribute. */
function markTags(fragment: DocumentFragment): void {
  const walker = document.createTreeWalker(fragment, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const node of texts) {
    if (node.parentElement?.closest('a, code, pre')) continue;
    const parts = partsOf(node.data);
    if (parts.length > 1) node.replaceWith(...parts);
  }
}

function partsOf(text: string): (string | HTMLElement)[] {
  const parts: (string | HTMLElement)[] = [];
  let end = 0;
  for (const match of text.matchAll(TAG)) {
    const before = text[match.index - 1];
    if (before !== undefined && /[\p{L}\p{N}]/u.test(before)) continue;
    const tag = document.createElement('span');
    tag.className = `tag ${KINDS[match[1] ?? ''] ?? ''}`;
    tag.textContent = match[0];
    parts.push(text.slice(end, match.index), tag);
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}
