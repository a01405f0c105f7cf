import type { Entry } from '../embeddedMode/documented.js';

/** What a field of a form stands for: a value, or nothing, or something that cannot be read. */
export type Argument = { value: unknown } | { problem: string };

/** Reads what a person has entered. An empty field is an argument that is left out, where that may be. */
export function readArgument(entry: Entry, isOptional: boolean, text: string): Argument {
  if (text.trim() === '' && (isOptional || entry === 'json')) {
    return isOptional ? { value: undefined } : { problem: 'This is needed. It is JSON.' };
  }
  switch (entry) {
    case 'list':
      return { value: text.split(',').flatMap((part) => part.trim() || []) };
    case 'flag':
      return { value: text === 'true' };
    case 'json':
      return readJson(text);
    case 'text':
    case 'callback':
      return { value: text };
  }
}

/** A value as a person would enter it. */
export function textOf(entry: Entry, value: unknown): string {
  if (value === undefined) return '';
  if (entry === 'json') return JSON.stringify(value, undefined, 2);
  return Array.isArray(value) ? value.join(', ') : `${value as string | boolean}`;
}

function readJson(text: string): Argument {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : 'it cannot be read';
    return { problem: `This is no JSON: ${why}. Names and texts stand in double quotes.` };
  }
}
