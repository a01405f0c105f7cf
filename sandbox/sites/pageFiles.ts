import fastifyCompress from '@fastify/compress';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fillTemplate } from '../pod/pages/htmlTemplate.js';
import { folders } from '../projectFolders.js';

declare module 'fastify' {
  interface FastifyInstance {
    /** The addresses of scripts and styles, by the names that they have in pages, as `chat.js`. */
    pageFiles: Readonly<Record<string, string>>;
    /** Where they are. */
    pageFilesFolder: string;
  }
}

const COMPRESSED_FROM_BYTES = 1024;
const ONE_YEAR = '365 days';

/**
 * Serves the scripts and styles of pages, which the build has compressed, and compresses what else the site answers. The names of
 * these files change with what is in them, so a browser keeps them for good. A site stays with the build that it has
 * started with: none of its pages gets the files of two builds.
 *
 * @param prefix - The path that they are at, with a slash at its end.
 * @param folder - Where the build has put them.
 */
export async function addPageFiles(
  app: FastifyInstance,
  prefix: string,
  folder: string = folders.webScripts,
): Promise<void> {
  const manifest = await readFile(join(folder, 'manifest.json'), 'utf8');
  const files = Object.entries(JSON.parse(manifest) as Record<string, string>);
  app.decorate('pageFilesFolder', folder);
  app.decorate('pageFiles', Object.fromEntries(files.map(([name, file]) => [name, prefix + file])));
  await app.register(fastifyCompress, { threshold: COMPRESSED_FROM_BYTES, encodings: ['br', 'gzip'] });
  await app.register(fastifyStatic, {
    root: folder,
    prefix,
    preCompressed: true,
    immutable: true,
    maxAge: ONE_YEAR,
    setHeaders: (response) => {
      void response.setHeader('vary', 'accept-encoding');
    },
  });
}

/** A script that a page has in itself, and what its content security policy has to say of it. */
export interface InlineScript {
  text: string;
  source: string;
}

/** Reads one of the scripts of {@link addPageFiles}. A script element must have nothing else in it. */
export async function inlineScript(
  { pageFiles, pageFilesFolder }: FastifyInstance,
  name: string,
): Promise<InlineScript> {
  const file = await readFile(join(pageFilesFolder, basename(pageFiles[name] ?? name)), 'utf8');
  // Its map is not where the page is.
  const text = file.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '');
  if (/<\/script|<!--/i.test(text)) throw new Error(`Failed to put ${name} into a page: it would end there.`);
  return { text, source: `'sha256-${createHash('sha256').update(text).digest('base64')}'` };
}

/** A page with the addresses of its files, and with these values, in their places. */
export async function fillPage(
  { pageFiles }: FastifyInstance,
  file: string,
  values: Readonly<Record<string, string>>,
): Promise<string> {
  return fillTemplate(await readFile(file, 'utf8'), { ...pageFiles, ...values });
}
