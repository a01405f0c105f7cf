/*
 * Every message of a busy day carries its number and when it was sent, so that whoever hears of it, in whatever form,
 * can say which one it is and how late.
 */

/** A mark that was read. */
export interface Mark {
  number: number;
  sentAt: number;
}

const MARK = /\bm(\d{5,})t(\d{13})\b/g;

/** The first message of each run has a word in it that no other one has, to be searched for. */
export const RARE_WORD = 'aardvark';

/** What people of a desk say. */
const SAYINGS = [
  'They lifted the offer at **1.0851**. Done for the full 25m.',
  'Two corporates asking for forwards out to March, same tenor as last quarter?',
  'Limits are updated on my side, you are good to quote. #limits',
  'Fixing in an hour, $EURUSD spread is back to normal.',
  'Nice one. Booking it *now*, the confirmation follows.',
];

/** The text of a message. */
export function textOf(number: number, sentAt: number): string {
  const saying = number ? (SAYINGS[number % SAYINGS.length] ?? '') : `The ${RARE_WORD} trade is booked.`;
  return `${saying} m${String(number).padStart(5, '0')}t${sentAt}`;
}

/** All marks in a text. */
export function marksIn(text: string): Mark[] {
  return [...text.matchAll(MARK)].map(([, number, sentAt]) => ({
    number: Number(number),
    sentAt: Number(sentAt),
  }));
}
