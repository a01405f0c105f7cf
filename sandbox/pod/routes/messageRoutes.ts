import type { FastifyInstance } from 'fastify';
import type { Attachments } from '../messages/attachments.js';
import type { Bookmarks } from '../messages/bookmarks.js';
import type { Pins } from '../messages/pins.js';
import type { Suppressions } from '../messages/suppressions.js';
import type { Sessions } from '../sessions/sessions.js';
import { requireSession } from './requireSession.js';

interface MessageParts {
  sessions: Sessions;
  pins: Pins;
  bookmarks: Bookmarks;
  suppressions: Suppressions;
  attachments: Attachments;
}

interface MessageParams {
  id: string;
}

/** What browsers show without running anything of it. All else is only ever saved. */
const SHOWN = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** What is done with a single message, and its files. */
export function addMessageRoutes(
  app: FastifyInstance,
  { sessions, pins, bookmarks, suppressions, attachments }: MessageParts,
): void {
  app.post<{ Params: MessageParams }>('/api/messages/:id/pin', async (request) => {
    const { user } = await requireSession(request, sessions);
    return { message: await pins.pin(user, request.params.id) };
  });

  app.post<{ Params: MessageParams }>('/api/messages/:id/suppress', async (request) => {
    const { user } = await requireSession(request, sessions);
    return { message: await suppressions.suppress(user, request.params.id) };
  });

  app.put<{ Params: MessageParams }>('/api/messages/:id/bookmark', async (request) => {
    const { user } = await requireSession(request, sessions);
    return { message: await bookmarks.put(user, request.params.id) };
  });

  app.delete<{ Params: MessageParams }>('/api/messages/:id/bookmark', async (request) => {
    const { user } = await requireSession(request, sessions);
    return { message: await bookmarks.remove(user, request.params.id) };
  });

  app.get<{ Params: MessageParams & { key: string } }>(
    '/api/messages/:id/attachments/:key',
    async (request, reply) => {
      const { user } = await requireSession(request, sessions);
      const { id, key } = request.params;
      const { name, contentType, bytes } = await attachments.find(user.id, id, key);
      const isShown = SHOWN.includes(contentType);
      return reply
        .header('content-type', isShown ? contentType : 'application/octet-stream')
        .header('content-disposition', disposition(isShown ? 'inline' : 'attachment', name))
        .header('content-security-policy', `default-src 'none'; sandbox`)
        .send(bytes);
    },
  );
}

/** With the name twice: for those who read RFC 6266 only in part, as ASCII. */
function disposition(kind: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\w .()-]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
