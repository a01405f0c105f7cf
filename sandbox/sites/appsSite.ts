import { fastify, type FastifyInstance } from 'fastify';
import fastifyHelmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fillTemplate } from '../pod/pages/htmlTemplate.js';
import { folders } from '../projectFolders.js';

/**
 * The site of the extension apps: pages that the pod's frames may show, and nobody else. All pages around such a frame
 * have to be named, so the portals too.
 */
export async function createAppsSite(
  podOrigin: string,
  portalOrigins: readonly string[],
): Promise<FastifyInstance> {
  const app = fastify();
  const self = "'self'";
  await app.register(fastifyHelmet, {
    strictTransportSecurity: false,
    xFrameOptions: false,
    referrerPolicy: { policy: 'no-referrer' },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': [self],
        'style-src': [self],
        'img-src': [self],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'frame-ancestors': [podOrigin, ...portalOrigins],
      },
    },
  });
  await app.register(fastifyStatic, { root: folders.apps, serve: false });

  for (const module of ['rates', 'calculator']) {
    app.get(`/fx-rates/${module}.html`, async (_request, reply) => {
      const html = await readFile(join(folders.apps, `${module}.html`), 'utf8');
      return reply
        .header('cache-control', 'no-cache')
        .type('text/html; charset=utf-8')
        .send(fillTemplate(html, { POD_ORIGIN: podOrigin }));
    });
  }
  app.get('/fx-rates/style.css', (_request, reply) =>
    reply.header('cache-control', 'no-cache').sendFile('fxRates.css', folders.apps, { cacheControl: false }),
  );
  app.get('/fx-rates/fxRates.js', (_request, reply) =>
    reply
      .header('cache-control', 'no-cache')
      .sendFile('fxRates.js', folders.webScripts, { cacheControl: false }),
  );
  app.get('/desk-notes/notes.html', (_request, reply) =>
    reply.code(500).type('text/plain; charset=utf-8').send('Desk notes are out of order.\n'),
  );
  app.get('/favicon.ico', (_request, reply) => reply.code(204).send());
  return app;
}
