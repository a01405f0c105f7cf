import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = join(import.meta.dirname, '../..');
const { version, files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
  files: string[];
};
/** Where the files of the package are on the web, for the page of the package. */
const PACKAGE_URL = `https://unpkg.com/symphony-embed@${version}/`;

function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  '.github/SECURITY.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** The targets of the links in a document, code left out. */
function linksIn(text: string): string[] {
  const prose = text.replaceAll(/^ *```[\s\S]*?^ *```/gm, '').replaceAll(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^()\s]+(?:\([^()]*\))?[^()\s]*)\)/g)].map(([, target = '']) => target);
}

/** The anchors of a document: of its headings, as Markdown pages have them, and those that are written as HTML. */
function anchorsIn(text: string): Set<string> {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .replaceAll(/<[^>]*>/g, '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );
  const written = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id);
  return new Set([...headings, ...written]);
}

/** Whether a file is in the package, where it has the same path. */
function isInPackage(path: string): boolean {
  const isNamed = (file: string): boolean =>
    path === file || path.startsWith(`${file}/`) || (file === 'docs/*.md' && /^docs\/[^/]+\.md$/.test(path));
  return files.some(isNamed) && !files.some((file) => file.startsWith('!') && isNamed(file.slice(1)));
}

/** What is wrong with a link, `undefined` if nothing is. */
function problemOf(from: string, link: string): string | undefined {
  if (/^https?:/.test(link) && !link.startsWith('https://unpkg.com/symphony-embed')) return undefined;
  const isOfPackage = link.startsWith(PACKAGE_URL);
  if (/^https?:/.test(link) && !isOfPackage) return `${from}: ${link} has another version`;
  const [path = '', anchor] = (isOfPackage ? link.slice(PACKAGE_URL.length) : link).split('#');
  const target = isOfPackage ? path : path ? relative(root, join(root, dirname(from), path)) : from;
  if (!existsSync(join(root, target))) return `${from}: ${link} leads nowhere`;
  if ((isOfPackage || isInPackage(from)) && !isInPackage(target))
    return `${from}: ${link} is not in the package`;
  if (anchor !== undefined && !anchorsIn(textOf(target)).has(anchor))
    return `${from}: ${link} has no such heading`;
  return undefined;
}

describe('The documents', () => {
  for (const path of documents)
    it(`have links that lead somewhere: ${path}`, () => {
      const links = linksIn(textOf(path));
      expect(links.map((link) => problemOf(path, link)).filter(Boolean)).toEqual([]);
    });

  it('have no relative links in the README, which the page of the package shows, too', () => {
    expect(linksIn(textOf('README.md')).filter((link) => !/^(https:|#)/.test(link))).toEqual([]);
  });

  it('have the hash of the script in the README', () => {
    const hash = createHash('sha384')
      .update(readFileSync(join(root, 'dist/sdk.js')))
      .digest('base64');
    expect(textOf('README.md')).toContain(`integrity="sha384-${hash}"`);
  });

  it('give the advice that the inspector gives', () => {
    const [, block = ''] = /const ADVICE = \{([\s\S]*?)\n\}/.exec(textOf('host/inspector/advice.ts')) ?? [];
    const advice = [...block.matchAll(/'([^']{8,})'/g)].map(([, text = '']) => text);
    expect(advice.length).toBeGreaterThan(4);
    const troubleshooting = textOf('docs/troubleshooting.md').replaceAll(/\s+/g, ' ');
    for (const text of advice) expect(troubleshooting).toContain(text);
  });
});
