// @vitest-environment node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = import.meta.dirname;
const docs = readFileSync(join(folder, '../../docs/testing.md'), 'utf8');

it.each(['portal.ts', 'portal.test.ts', 'chatApp.ts', 'chatApp.test.ts'])(
  'docs/testing.md shows %s as it is',
  (name) => {
    const source = readFileSync(join(folder, 'examples', name), 'utf8');
    expect(docs).toContain(`\`\`\`ts\n${source}\`\`\`\n`);
  },
);
