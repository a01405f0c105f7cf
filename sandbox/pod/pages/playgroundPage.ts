import type { FastifyInstance } from 'fastify';
import { settleBrowser } from '../sessions/place.js';
import type { Sessions } from '../sessions/sessions.js';
import { sendPage } from './pages.js';

interface PlaygroundParts {
  podOrigin: string;
  sessions: Sessions;
}

/**
 * `/embed/sandbox.html`: the page on which everything can be tried by hand. It embeds the pod's frames as any portal
 * does, only that it is the pod's own; nobody may frame it. Its scripts, styles and frames are all of the pod.
 */
export function addPlaygroundPage(app: FastifyInstance, { podOrigin, sessions }: PlaygroundParts): void {
  app.get('/embed/sandbox.html', async (request, reply) => {
    await settleBrowser(request, reply, sessions);
    return sendPage(reply, 'sandbox', { podOrigin });
  });
}
