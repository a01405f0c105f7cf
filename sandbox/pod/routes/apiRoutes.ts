import type { FastifyInstance } from 'fastify';
import type { Database } from '../database/database.js';
import { extensionApps } from '../extensionApps.js';
import type { PodEvents } from '../live/podEvents.js';
import { Attachments } from '../messages/attachments.js';
import { Bookmarks } from '../messages/bookmarks.js';
import { History } from '../messages/history.js';
import { MessageSearch } from '../messages/messageSearch.js';
import { Pins } from '../messages/pins.js';
import { Sending } from '../messages/sending.js';
import { Suppressions } from '../messages/suppressions.js';
import { Connections } from '../people/connections.js';
import { DistributionLists } from '../people/distributionLists.js';
import { Profiles } from '../people/profiles.js';
import type { Sessions } from '../sessions/sessions.js';
import { AccessRequests } from '../streams/accessRequests.js';
import { Chats } from '../streams/chats.js';
import { RoomMembers } from '../streams/roomMembers.js';
import { Rooms } from '../streams/rooms.js';
import { Streams } from '../streams/streams.js';
import { addMessageRoutes } from './messageRoutes.js';
import { requireSession } from './requireSession.js';
import { addRoomRoutes } from './roomRoutes.js';
import { addSendRoutes } from './sendRoutes.js';
import { addStreamRoutes } from './streamRoutes.js';
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
    history: new History(database),
    search: new MessageSearch(database),
  });
  addRoomRoutes(app, {
    sessions,
    rooms: new Rooms(database, events),
    roomMembers: new RoomMembers(database, events),
    accessRequests: new AccessRequests(database, events),
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
