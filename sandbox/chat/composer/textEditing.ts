/** Puts Markdown's marks around what is selected, or takes them away where they are there already. */
export function toggleMarks(area: HTMLTextAreaElement, marks: string): void {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const { length } = marks;
  const isMarked = value.slice(start - length, start) === marks && value.slice(end, end + length) === marks;
  if (isMarked) area.setRangeText(value.slice(start, end), start - length, end + length, 'select');
  else {
    area.setRangeText(`${marks}${value.slice(start, end)}${marks}`, start, end, 'select');
    area.setSelectionRange(start + length, end + length);
  }
}

/** Makes a list of the lines that are selected, or lines of a list. */
export function toggleList(area: HTMLTextAreaElement): void {
  const { selectionStart, selectionEnd, value } = area;
  const start = value.lastIndexOf('\n', selectionStart - 1) + 1;
  const nextLine = value.indexOf('\n', selectionEnd);
  const end = nextLine < 0 ? value.length : nextLine;
  const lines = value.slice(start, end).split('\n');
  const isList = lines.every((line) => line.startsWith('- '));
  const changed = lines.map((line) => (isList ? line.slice(2) : `- ${line}`)).join('\n');
  // Markdown wants an empty line before a list, or it goes on with the sentence.
  const before = value.slice(0, start).trimEnd();
  const gap =
    !isList &&
    before &&
    !value.slice(0, start).endsWith('\n\n') &&
    !before.split('\n').at(-1)?.startsWith('- ');
  area.setRangeText(`${gap ? '\n' : ''}${changed}`, start, end, 'end');
}

/** Writes something where the cursor is. */
export function insert(area: HTMLTextAreaElement, text: string): void {
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
}
