import { fastify, type FastifyInstance } from 'fastify';
import fastifyHelmet from '@fastify/helmet';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { acceptsHtml } from '../pod/pages/notFound.js';
import { folders } from '../projectFolders.js';
import { addPageFiles, fillPage } from './pageFiles.js';
import type { TokenSigner } from './tokenSigner.js';

interface PortalParts {
  /** The company's name. */
  name: string;
  /** The page at `/`, a file of the portals' folder. */
  page: string;
  podOrigin: string;
  signer: TokenSigner;
}

const tokenQuerySchema = {
  type: 'object',
  required: ['email'],
  properties: { email: { type: 'string', minLength: 1, maxLength: 254 } },
} as const;

/** A web portal that embeds the pod: some pages under a content security policy as strict as a bank's. */
export async function createPortal({ name, page, podOrigin, signer }: PortalParts): Promise<FastifyInstance> {
  const app = fastify();
  const self = "'self'";
  await app.register(fastifyHelmet, {
    strictTransportSecurity: false,
    // Same-origin, but for popups: a login popup must keep its opener.
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': [self, podOrigin],
        'style-src': [self],
        'img-src': [self, 'data:'],
        'font-src': [self],
        'connect-src': [self, podOrigin],
        'frame-src': [podOrigin],
        'base-uri': ["'none'"],
        'form-action': [self],
        'frame-ancestors': ["'none'"],
      },
    },
  });
  await addPageFiles(app, '/assets/');

  const readPage = (file: string): Promise<string> =>
    fillPage(app, join(folders.portals, file), { POD_ORIGIN: podOrigin });
  app.get('/', async (_request, reply) => reply.type('text/html; charset=utf-8').send(await readPage(page)));
  app.get<{ Params: { name: string } }>('/:name([A-Za-z]+).html', async (request, reply) => {
    const file = `${request.params.name}.html`;
    if (!existsSync(join(folders.portals, file))) {
      reply.callNotFound();
      return reply;
    }
    return reply.type('text/html; charset=utf-8').send(await readPage(file));
  });
  app.setNotFoundHandler(async (request, reply) => {
    reply.code(404);
    if (!acceptsHtml(request)) return reply.send({ error: 'NOT_FOUND' });
    const values = { SITE: name, HOME: `Go to ${name}`, MARK: '' };
    const html = await fillPage(app, join(folders.podPages, 'notFound.html'), values);
    return reply.type('text/html; charset=utf-8').send(html);
  });
  // A real portal has users of its own, and vouches for the one who is logged in. This one takes the page's word.
  app.get<{ Querystring: { email: string } }>(
    '/token',
    { schema: { querystring: tokenQuerySchema } },
    async (request, reply) =>
      reply
        .header('cache-control', 'no-store')
        .send({ subjectToken: await signer.sign(request.query.email) }),
  );
  app.get('/favicon.ico', (_request, reply) => reply.code(204).send());
  return app;
}
