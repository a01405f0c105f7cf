/** A number in letters: digits in a browser's name for itself are versions, and do not tell browsers apart. */
export function inLetters(number: number): string {
  return String(number).replaceAll(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)));
}
