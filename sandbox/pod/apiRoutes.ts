import type { FastifyInstance } from 'fastify';
import { Attachments } from './attachments.js';
import { Bookmarks } from './bookmarks.js';
import { Chats } from './chats.js';
import { Connections } from './connections.js';
import type { Database } from './database.js';
import { DistributionLists } from './distributionLists.js';
import { extensionApps } from './extensionApps.js';
import { addMessageRoutes } from './messageRoutes.js';
import { Pins } from './pins.js';
import type { PodEvents } from './podEvents.js';
import { Profiles } from './profiles.js';
import { requireSession } from './requireSession.js';
import { RoomMembers } from './roomMembers.js';
import { addRoomRoutes } from './roomRoutes.js';
import { Rooms } from './rooms.js';
import { Sending } from './sending.js';
import { addSendRoutes } from './sendRoutes.js';
import type { Sessions } from './sessions.js';
import { addStreamRoutes } from './streamRoutes.js';
import { Streams } from './streams.js';
import { Suppressions } from './suppressions.js';
import { addUserRoutes } from './userRoutes.js';

interface ApiParts {
  database: Database;
  events: PodEvents;
  sessions: Sessions;
  appsOrigin: string;
}

/** All that a logged-in user may ask of the pod. */
export function addApiRoutes(
  app: FastifyInstance,
  { database, events, sessions, appsOrigin }: ApiParts,
): void {
  const sending = new Sending(database, events);
  const pins = new Pins(database, events);
  addUserRoutes(app, {
    sessions,
    profiles: new Profiles(database),
    connections: new Connections(database, events),
    distributionLists: new DistributionLists(database),
  });
  addStreamRoutes(app, {
    sessions,
    streams: new Streams(database, events),
    chats: new Chats(database, events),
    sending,
    pins,
  });
  addRoomRoutes(app, {
    sessions,
    rooms: new Rooms(database, events),
    roomMembers: new RoomMembers(database, events),
  });
  addSendRoutes(app, { sessions, sending });
  addMessageRoutes(app, {
    sessions,
    pins,
    bookmarks: new Bookmarks(database),
    suppressions: new Suppressions(database, events),
    attachments: new Attachments(database),
  });
  app.get('/api/apps', async (request) => {
    await requireSession(request, sessions);
    return { apps: extensionApps(appsOrigin) };
  });
}
