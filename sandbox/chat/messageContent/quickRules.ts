import type { TokenizerObject, Tokens } from 'marked';

/** What may end a paragraph without a blank line, or make it something else: all of it begins with such a character. */
const MAY_END_PARAGRAPH = /\n[ \t]*[^A-Za-z\u0080-\uffff\n \t]/;
const END_OF_PARAGRAPH = /\n(?:[ \t]*\n|$)/;

/** One line of words, in which no mark can be. It begins with a letter, so it is no item of a list. */
const WORDS =
  /^[A-Za-z\u00c0-\ud7ff](?:[A-Za-z0-9\u00a1-\ud7ff ,.;:?!'"()%/+=-]*[A-Za-z0-9\u00a1-\ud7ff,.;:?!'"()%/+=-])?$/;
/** Becomes a link by itself. */
const ADDRESS = /\/\/|www\./i;

/** Whether a text means the same in Markdown as it does anywhere: most messages are like that. */
export function isWordsOnly(text: string): boolean {
  return WORDS.test(text) && !ADDRESS.test(text);
}

/**
 * Rules of Markdown that look whether a text can be what they are about, before they ask the library's own patterns. Some of
 * these take a browser ten milliseconds and more to compile, and most messages need none of them.
 *
 * In one case the library alone would give something else: where a line looks like the one below the head of a table, but the
 * table has another number of columns. That line and the one before it are a paragraph of their own here.
 */
export const quickRules: TokenizerObject = {
  blockquote: (text) => (/^ {0,3}>/.test(text) ? false : undefined),
  html: (text) => (/^ {0,3}</.test(text) ? false : undefined),
  table: (text) => (/\n[|: \t-]+(?:\n|$)/.test(text) ? false : undefined),
  lheading: (text) => (/\n {0,3}(?:=+|-+)[ \t]*(?:\n|$)/.test(text) ? false : undefined),
  paragraph(text): Tokens.Paragraph | false | undefined {
    const end = END_OF_PARAGRAPH.exec(text)?.index ?? text.length;
    const raw = text.slice(0, end);
    if (!raw || raw.startsWith('\n') || MAY_END_PARAGRAPH.test(raw)) return false;
    return { type: 'paragraph', raw, text: raw, tokens: this.lexer.inline(raw) };
  },
};
