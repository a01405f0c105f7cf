import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/* Writes the hash of the built script into the script tag of the README. A spec compares them. */

const root = join(import.meta.dirname, '..');
const readme = join(root, 'README.md');
const hash = createHash('sha384')
  .update(readFileSync(join(root, 'dist/sdk.js')))
  .digest('base64');
const text = readFileSync(readme, 'utf8');
writeFileSync(readme, text.replace(/integrity="sha384-[^"]*"/, `integrity="sha384-${hash}"`));
