import { readFile, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { argv, cwd } from 'node:process';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { docsPage } from './docsPage.js';

/*
 * Writes docs/embedded-mode.md from the table. With `--check` it writes nothing, and fails when the file is not what it
 * would write.
 */

// Compiled, this file is three folders below the project's root: build/sandbox/embeddedMode.
const path = fileURLToPath(new URL('../../../docs/embedded-mode.md', import.meta.url));
const name = relative(cwd(), path);

const config = await resolveConfig(path);
const wanted = await format(docsPage(), { ...config, filepath: path });

if (!argv.includes('--check')) {
  await writeFile(path, wanted);
  console.log(`Wrote ${name}.`);
} else if (wanted !== (await readFile(path, 'utf8').catch(() => ''))) {
  console.error(
    `Failed to check ${name}: it is not what sandbox/embeddedMode says. Run "npm run docs", and commit the file.`,
  );
  process.exitCode = 1;
}
