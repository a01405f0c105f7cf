import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../bundling.js';
import type { Spread } from '../statistics.js';
import type { Day, FigureName } from './figures.js';

const file = join(root, 'bench/day/before.json');

type Before = Partial<Record<FigureName, Spread>>;

/** What was found before the work on a busy day began. */
export function readBefore(): Before {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Before) : {};
}

/** Keeps what was found as what was there before. What could not be measured stays as it is. */
export function writeBefore(day: Day): void {
  const measured = Object.entries(day).filter(([, found]) => typeof found !== 'string');
  writeFileSync(file, `${JSON.stringify({ ...readBefore(), ...Object.fromEntries(measured) }, null, 2)}\n`);
}
