/** NUL, and halves of characters that come without the other half, as JSON writes them. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][\da-f]{2})/;

/** Whether PostgreSQL takes all texts in a value. Browsers send others only when somebody makes them. */
export function isStorable(value: object): boolean {
  return !UNSTORABLE.test(JSON.stringify(value));
}
