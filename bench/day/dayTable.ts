import { round } from '../goals.js';
import type { Spread } from '../statistics.js';
import { readBefore } from './before.js';
import { FIGURES, isReached, type Day, type Figure, type FigureName } from './figures.js';

/** The rows of a table of a busy day: what was measured, what it was, what it must be, what was found, and whether it is so. */
export const DAY_HEAD = ['a busy day', 'before', 'must be', 'found', 'met'] as const;

export function dayRows(day: Day): string[][] {
  const before = readBefore();
  return entriesOf(day).map(([name, figure, found]) => [
    figure.what,
    before[name] ? shown(figure, before[name]) : '–',
    goalOf(figure),
    typeof found === 'string' ? `not measured: ${found.replace(/[\s|]+/g, ' ')}` : shown(figure, found),
    typeof found === 'string' ? '**not measured**' : metOf(figure, found),
  ]);
}

/** What is not as it must be, or not known. */
export function unreachedOf(day: Day): string[] {
  return entriesOf(day)
    .filter(([, figure, found]) => typeof found === 'string' || !isReached(figure, found))
    .map(([, { what }]) => what);
}

function entriesOf(day: Day): [FigureName, Figure, Spread | string][] {
  return (Object.entries(FIGURES) as [FigureName, Figure][]).flatMap(([name, figure]) => {
    const found = day[name];
    return found === undefined ? [] : [[name, figure, found]];
  });
}

function shown({ unit }: Figure, { median, q1, q3 }: Spread): string {
  const middle = `${round(median)}${unitOf(unit)}`;
  return q1 === q3 ? middle : `${middle} (${round(q1)}–${round(q3)})`;
}

function goalOf({ goal, unit }: Figure): string {
  if (!goal) return '–';
  const [sign, bound] = 'atMost' in goal ? ['≤', goal.atMost] : ['≥', goal.atLeast];
  return `${sign} ${round(bound)}${unitOf(unit)}`;
}

function metOf(figure: Figure, found: Spread): string {
  if (!figure.goal) return '–';
  return isReached(figure, found) ? 'yes' : '**no**';
}

function unitOf(unit: Figure['unit']): string {
  return unit === '' || unit === '/s' ? unit : ` ${unit}`;
}
