import type { FastifyInstance } from 'fastify';

const FORM_MAX_BYTES = 8192;

/** Lets an app take forms. Their bodies are objects of texts. */
export function addFormParser(app: FastifyInstance): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: FORM_MAX_BYTES },
    (_request, body, parsed) => {
      parsed(null, Object.fromEntries(new URLSearchParams(body as string)));
    },
  );
}
