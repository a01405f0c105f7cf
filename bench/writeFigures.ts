import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './bundling.js';
import { outcomesOf, type Outcome } from './goals.js';
import type { Results } from './runResults.js';
import { goalsTable, tablesOf } from './tables.js';

export const committedFile = join(root, 'bench/figures.json');
const docsFile = join(root, 'docs/performance.md');

/**
 * Puts what was measured into docs/performance.md and into the committed figures: each part in the place of what there
 * was of it. What was not measured stays as it is.
 *
 * @param parts - By their names.
 * @param allParts - The names of all that there are, in their order.
 */
export async function writeFigures(
  parts: ReadonlyMap<string, Partial<Results>>,
  machine: string,
  allParts: readonly string[],
): Promise<void> {
  const kept = (await committedOutcomes()).filter(({ part }) => !parts.has(part));
  const measured = [...parts].flatMap(([part, results]) => outcomesOf(part, results));
  const outcomes = [...kept, ...measured].sort((a, b) => allParts.indexOf(a.part) - allParts.indexOf(b.part));
  let docs = await readFile(docsFile, 'utf8');
  docs = replaced(docs, 'goals', goalsTable(outcomes));
  const date = new Date().toISOString().slice(0, 10);
  for (const [part, results] of parts)
    docs = replaced(docs, part, `${date}, ${machine}.\n\n${tablesOf(results)}`);
  await writeFile(committedFile, `${JSON.stringify(outcomes, null, 2)}\n`);
  await writeFile(docsFile, docs);
}

/** What was found the last time. Empty if nothing was written yet. */
export async function committedOutcomes(): Promise<Outcome[]> {
  return JSON.parse(await readFile(committedFile, 'utf8')) as Outcome[];
}

/** The document with another text between two marks. */
function replaced(docs: string, name: string, text: string): string {
  const [opening, closing] = [`<!-- figures: ${name} -->`, `<!-- end of figures: ${name} -->`];
  const [start, end] = [docs.indexOf(opening), docs.indexOf(closing)];
  if (start < 0 || end < start)
    throw new Error(`Failed to write the figures of ${name}: ${docsFile} has no place for them.`);
  return `${docs.slice(0, start)}${opening}\n\n${text}\n\n${docs.slice(end)}`;
}
