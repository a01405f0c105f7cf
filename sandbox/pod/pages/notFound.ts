import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sendPage } from './pages.js';

/** What programs ask. They get JSON, whatever they accept. */
const API = /^\/(?:api|session)(?:[/?]|$)/;

/** Answers for addresses that do not exist: people get a page, programs get JSON. */
export function addNotFound(app: FastifyInstance, podOrigin: string): void {
  app.setNotFoundHandler(async (request, reply) => {
    reply.code(404);
    if (!acceptsHtml(request) || API.test(request.url)) return reply.send({ error: 'NOT_FOUND' });
    const values = { SITE: 'Symphony', HOME: 'Log in to Symphony' };
    return sendPage(reply, 'notFound', { podOrigin, values });
  });
}

/** Whether a browser has asked for a page. */
export function acceptsHtml({ headers, method }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html');
}
