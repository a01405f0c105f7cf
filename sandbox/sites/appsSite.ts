import { fastify, type FastifyInstance } from 'fastify';
import fastifyHelmet from '@fastify/helmet';
import { join } from 'node:path';
import { folders } from '../projectFolders.js';
import { addPageFiles, fillPage } from './pageFiles.js';

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
  await addPageFiles(app, '/assets/');

  for (const module of ['rates', 'calculator']) {
    app.get(`/fx-rates/${module}.html`, async (_request, reply) => {
      const html = await fillPage(app, join(folders.apps, `${module}.html`), { POD_ORIGIN: podOrigin });
      return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(html);
    });
  }
  app.get('/desk-notes/notes.html', (_request, reply) =>
    reply.code(500).type('text/plain; charset=utf-8').send('Desk notes are out of order.\n'),
  );
  app.get('/favicon.ico', (_request, reply) => reply.code(204).send());
  return app;
}
