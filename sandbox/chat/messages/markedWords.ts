import { html, type TemplateResult } from 'lit';

/** How much of a text stands before the first word that is marked. */
const LEAD = 40;
const MOST_SHOWN = 240;

/** A text with the words of a search marked in it, from a little before the first of them on. */
export function markedWords(text: string, words: string): TemplateResult {
  const pattern = patternOf(words);
  const first = pattern ? text.search(pattern) : -1;
  const start = first > LEAD ? text.indexOf(' ', first - LEAD) + 1 : 0;
  const excerpt = text.slice(start, start + MOST_SHOWN);
  // What is split off between two pieces of text is a word that was found.
  const pieces = pattern ? excerpt.split(pattern) : [excerpt];
  return html`${start ? '… ' : ''}${pieces.map((piece, index) => (index % 2 ? html`<mark>${piece}</mark>` : piece))}${
    start + MOST_SHOWN < text.length ? ' …' : ''
  }`;
}

/** Whether any of the words is in a text. */
export function hasWords(text: string, words: string): boolean {
  const pattern = patternOf(words);
  return pattern !== undefined && text.search(pattern) >= 0;
}

function patternOf(words: string): RegExp | undefined {
  const escaped = words
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    // The longer one first: it may begin with the shorter one.
    .sort((one, other) => other.length - one.length)
    .map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`));
  return escaped.length ? new RegExp(`(${escaped.join('|')})`, 'iu') : undefined;
}
