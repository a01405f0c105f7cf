import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folders } from '../../projectFolders.js';
import { ATTACHMENTS_MAX_BYTES } from '../messages/newMessage.js';
import type { Partners } from '../sessions/partners.js';
import { settleBrowser } from '../sessions/place.js';
import type { Sessions } from '../sessions/sessions.js';
import { ROOM_NAME_MAX_LENGTH } from '../streams/rooms.js';
import { jsonForHtml } from './htmlTemplate.js';
import { MARK } from './mark.js';
import { fillPage, inlineScript } from '../../sites/pageFiles.js';

interface PageParts {
  podOrigin: string;
  appsOrigin: string;
  partners: Partners;
  sessions: Sessions;
  faults: boolean;
}

/** The pages for frames, by their paths. Those under /apps are known to pages that embed without the SDK. */
const FRAMES = {
  '/embed/index.html': 'focus',
  '/apps/embed/default': 'focus',
  '/apps/embed/default/frame-root.html': 'focus',
  '/client-bff/index.html': 'collaboration',
  '/apps/client2': 'collaboration',
  '/apps/client2/default': 'collaboration',
  '/embed/service.html': 'service',
};

/** So that a page which opens several chats waits for the first one's page only. */
const FRAME_KEPT_S = 60;
const CHAT_FILES = ['chat.css', 'chat.js'];
/** Where the SDK opens a chat, and the whole client. */
const CHAT_PAGES = ['/embed/index.html', '/client-bff/index.html?embed=true'];

/** What frames load: the pages that partners may embed, the SDK, scripts and styles. */
export async function addPages(app: FastifyInstance, parts: PageParts): Promise<void> {
  const { podOrigin, appsOrigin, partners, sessions, faults } = parts;
  const opening = await inlineScript(app, 'opening.js');
  for (const [url, page] of Object.entries(FRAMES)) {
    app.get(url, async (request, reply) => {
      const origins = embeddersOf(request, partners);
      await settleBrowser(request, reply, sessions);
      return sendPage(reply, page, {
        podOrigin,
        appsOrigin,
        frameAncestors: origins,
        keptS: FRAME_KEPT_S,
        ...(page !== 'service' && { inline: opening.source }),
        values: {
          OPENING: `<script>${opening.text}</script>`,
          POD_CONFIG: jsonForHtml({
            allowedOrigins: origins,
            faults,
            appsOrigin,
            authenticationType: partners.authenticationTypeOf(partnerIdOf(request)),
            limits: { attachmentBytes: ATTACHMENTS_MAX_BYTES, roomNameLength: ROOM_NAME_MAX_LENGTH },
            // Its frame may fetch them ahead.
            ...(page === 'service' && {
              chatFiles: CHAT_FILES.map((name) => app.pageFiles[name]),
              chatPages: CHAT_PAGES,
            }),
          }),
        },
      });
    });
  }

  for (const file of ['sdk.js', 'sdk.js.map', 'inspector.js', 'inspector.js.map']) {
    app.get(`/embed/${file}`, (_request, reply) =>
      openToAll(reply).sendFile(file, folders.dist, { cacheControl: false }),
    );
  }
  app.get('/embed/version.json', async (_request, reply) => {
    const { version } = JSON.parse(await readFile(join(folders.root, 'package.json'), 'utf8')) as {
      version: string;
    };
    return openToAll(reply).send({ version });
  });
  app.get('/favicon.ico', (_request, reply) => reply.code(204).send());
}

/** Sends a page of the pod under its content security policy. */
export async function sendPage(
  reply: FastifyReply,
  page: string,
  given: {
    podOrigin: string;
    /** Where what the page itself may frame comes from, besides the pod. */
    appsOrigin?: string;
    frameAncestors?: readonly string[];
    values?: Record<string, string>;
    /** The source of the one script that the page has in itself. */
    inline?: string;
    /** How long a browser may show it again without asking. It must say nothing of a user then. */
    keptS?: number;
  },
): Promise<FastifyReply> {
  const { podOrigin, appsOrigin, frameAncestors = [], values = {}, inline, keptS } = given;
  const self = "'self'";
  reply.helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': [self, ...(inline === undefined ? [] : [inline])],
        'style-src': [self],
        'img-src': [self, 'data:', 'blob:'],
        'font-src': [self],
        // Not every browser takes 'self' to cover WebSockets.
        'connect-src': [self, podOrigin.replace(/^http/, 'ws')],
        'frame-src': appsOrigin === undefined ? [self] : [self, appsOrigin],
        'base-uri': ["'none'"],
        'form-action': [self],
        'frame-ancestors': frameAncestors.length ? [...frameAncestors, self] : ["'none'"],
      },
    },
  });
  const file = join(folders.podPages, `${page}.html`);
  const html = await fillPage(reply.server, file, { POD_ORIGIN: podOrigin, MARK, ...values });
  return reply
    .header('cache-control', keptS === undefined ? 'no-store' : `private, max-age=${String(keptS)}`)
    .type('text/html; charset=utf-8')
    .send(html);
}

function partnerIdOf(request: FastifyRequest): unknown {
  return (request.query as { partnerId?: unknown }).partnerId;
}

function embeddersOf(request: FastifyRequest, partners: Partners): readonly string[] {
  const partnerId = partnerIdOf(request);
  // An empty one is none: pages write it that need none.
  if (partnerId === undefined || partnerId === '') return partners.originsOf(undefined);
  return typeof partnerId === 'string' ? partners.originsOf(partnerId) : [];
}

/** Any site's page may load it: there is nothing of the user in it. */
function openToAll(reply: FastifyReply): FastifyReply {
  return reply
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('cache-control', 'no-cache');
}
