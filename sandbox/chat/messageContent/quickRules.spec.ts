import { Marked } from 'marked';
import { isWordsOnly, quickRules } from './quickRules.js';

const ROUNDS = 4_000;
const PIECES =
  'Hello world | |  |    |- |* |+ |1. |2) |> |# |## |===|---|***|___|`|```|~~~|<b>|</b>|<div>|<!--|-->|[a]|(http://x.y)|**|_|*|https://e.xy/z|www.a.bc|a@b.cd|\\|&amp;|!|é|日本|:|=|-|[ ] |[x] '
    .split('|')
    .concat(['\n', '\n\n', '\n\n\n', '\t', '\r\n', '\u00a0', '  \n', '\\\n', '| a | b |\n']);
const WORD_PIECES = [
  'Hello',
  'B',
  ' ',
  '  ',
  '-',
  '1.',
  '.',
  ',',
  ';',
  ':',
  '?',
  "'",
  '"',
  '(',
  '/',
  '=',
  'é',
  '日本',
  'www',
  'a.com',
  '10:30',
];
/** The one case in which they differ. */
const MAY_BE_TABLE = /\n *[|:-][-|: ]*(\r?\n|$)/;

/** The same numbers each time, so that a text which fails fails again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function* texts(pieces: readonly string[], seed: number): Generator<string> {
  const number = numbers(seed);
  for (let round = 0; round < ROUNDS; round++)
    yield Array.from({ length: 1 + number(8) }, () => pieces[number(pieces.length)]).join('');
}

describe('The quick rules for Markdown', () => {
  const library = new Marked({ breaks: true });

  it('give what the library gives', () => {
    const quick = new Marked({ breaks: true, tokenizer: quickRules });
    const others = [...texts(PIECES, 1)].filter(
      (text) => !MAY_BE_TABLE.test(text) && quick.parse(text) !== library.parse(text),
    );
    expect(others).toEqual([]);
  });

  it('know the texts that mean the same without Markdown', () => {
    const escaped = (text: string): string => text.replace(/"/g, '&quot;').replace(/'/g, '&#39;');
    const words = [...texts(WORD_PIECES, 2)].filter(isWordsOnly);
    expect(words.length).toBeGreaterThan(100);
    expect(words.filter((text) => library.parse(text) !== `<p>${escaped(text)}</p>\n`)).toEqual([]);
    for (const text of ['*', '- item', 'see https://a.b', 'WWW.a.b', 'a\nb', '1. one', '`code`', 'a_b'])
      expect(isWordsOnly(text)).withContext(text).toBeFalse();
  });
});
