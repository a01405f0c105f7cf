import type { Socket } from 'node:net';
import type { WebSocket } from '@fastify/websocket';
import type { EndReason } from '../../podApi/notices.js';
import type { LogoutConfirmation } from '../../podApi/session.js';
import { groupBy } from '../groupBy.js';
import type { Session, Sessions } from '../sessions/sessions.js';
import { Announcer } from './announcer.js';
import { LiveSocket, MISSED, textOf } from './liveSocket.js';
import type { Notices, UserEvent } from './notices.js';
import type { PodEvents } from './podEvents.js';

/** The code that a socket without a live session is closed with. */
export const NOT_LOGGED_IN = 4401;
const GOING_AWAY = 1001;

const LONGEST_TIMER_MS = 2_147_483_647;
/** When the database's clock is behind this process's. */
const LOOK_AGAIN_MS = 250;

/** Logs a socket's session out. Resolves with nothing if that did not work. */
type LogOut = () => Promise<LogoutConfirmation | undefined>;

/** The frames' WebSockets at this pod. Each belongs to a session and does not outlive it. */
export class LiveSockets {
  readonly #sessions: Sessions;
  readonly #notices: Notices;
  readonly #announcer: Announcer;
  readonly #sockets = new Set<LiveSocket>();
  readonly #heartbeat: NodeJS.Timeout;

  constructor(sessions: Sessions, notices: Notices, heartbeatMs: number) {
    this.#sessions = sessions;
    this.#notices = notices;
    this.#announcer = new Announcer({
      tell: (events) => this.#tellOf(events),
      tellOfGap: async () => {
        // First of all the ends of sessions. And where the database does not answer, nobody could catch up.
        await this.#recheckAll();
        this.#notices.handleGap();
        for (const live of this.#sockets) live.tell(MISSED);
      },
    });
    this.#heartbeat = setInterval(() => {
      for (const live of this.#sockets) live.ping();
      // A pod that died may have ended sessions and told nobody.
      this.#recheckAll().catch((error: unknown) => {
        console.error('Failed to look up the sessions of frames:', error);
      });
    }, heartbeatMs);
  }

  /** Tells the sockets what happens at any pod. */
  async follow(events: PodEvents): Promise<void> {
    await events.listen(
      (event) => {
        // The end of a session waits for nothing. What is told of takes the order in which it happened.
        if (event.type === 'sessionsEnded')
          this.#end(new Map(event.sessionIds.map((id) => [id, event.reason])));
        else this.#announcer.add(event);
      },
      () => {
        this.#announcer.addGap();
      },
    );
  }

  /**
   * @param connection - What the socket writes to.
   * @param logOut - Logs the socket's session out, when the frame asks for it.
   */
  async add(socket: WebSocket, connection: Socket, session: Session, logOut: LogOut): Promise<void> {
    const live = new LiveSocket(socket, connection, session);
    this.#sockets.add(live);
    socket.on('message', (data: Buffer) => {
      const { type, id } = readRequest(data);
      if (type === 'logOut') live.answering = answerLogout(live, id, logOut);
    });
    socket.on('close', () => {
      this.#forget(live);
    });
    this.#armExpiry(live);
    // The session may have ended after it was looked up and before this socket could be told.
    await this.#recheck([session.id]);
  }

  /** Resolves when nothing is being told any more. */
  close(): Promise<void> {
    clearInterval(this.#heartbeat);
    for (const live of this.#sockets) {
      this.#forget(live);
      live.close(GOING_AWAY, 'the pod stops');
    }
    return this.#announcer.close();
  }

  async #tellOf(events: readonly UserEvent[]): Promise<void> {
    const userIds = new Set([...this.#sockets].map(({ session }) => session.user.id));
    // Nobody here to be told: the database need not be asked.
    if (!userIds.size) this.#notices.handleGap();
    if (!events.length || !userIds.size) return;
    const notices = await this.#notices.about(events, [...userIds]);
    const socketsOf = groupBy(this.#sockets, ({ session }) => session.user.id);
    for (const { userIds: hearers, notice } of notices) {
      const text = textOf(notice);
      for (const userId of hearers) for (const live of socketsOf.get(userId) ?? []) live.tell(text);
    }
  }

  #forget(live: LiveSocket): void {
    clearTimeout(live.expiry);
    this.#sockets.delete(live);
  }

  #end(ends: ReadonlyMap<string, EndReason>): void {
    for (const live of this.#sockets) {
      const reason = ends.get(live.session.id);
      if (reason === undefined) continue;
      this.#forget(live);
      // A frame that logs out itself gets its answer first.
      void live.answering.then(() => {
        live.send({ type: 'sessionEnded', reason });
        live.close(NOT_LOGGED_IN, reason);
      });
    }
  }

  #recheckAll(): Promise<void> {
    return this.#recheck([...this.#sockets].map(({ session }) => session.id));
  }

  async #recheck(sessionIds: readonly string[]): Promise<void> {
    if (sessionIds.length) this.#end(await this.#sessions.endsOf(sessionIds));
  }

  #armExpiry(live: LiveSocket, atLeastMs = 0): void {
    const leftMs = Math.max(live.session.expiresAt.getTime() - Date.now(), atLeastMs);
    live.expiry = setTimeout(
      () => {
        this.#recheck([live.session.id]).then(
          () => {
            if (this.#sockets.has(live)) this.#armExpiry(live, LOOK_AGAIN_MS);
          },
          (error: unknown) => {
            console.error('Failed to look up a session that should expire:', error);
            if (this.#sockets.has(live)) this.#armExpiry(live, LOOK_AGAIN_MS);
          },
        );
      },
      Math.min(leftMs, LONGEST_TIMER_MS),
    );
  }
}

/** What a frame asks over its socket. Whatever else it sends is no request. */
function readRequest(data: Buffer): { type?: unknown; id?: unknown } {
  try {
    return Object(JSON.parse(data.toString('utf8'))) as { type?: unknown; id?: unknown };
  } catch {
    return {};
  }
}

async function answerLogout(live: LiveSocket, id: unknown, logOut: LogOut): Promise<void> {
  if (typeof id !== 'string') return;
  try {
    live.send({ type: 'loggedOut', id, ...((await logOut()) ?? { loggedOut: false }) });
  } catch (error) {
    console.error('Failed to log a frame out over its socket:', error);
    live.send({ type: 'loggedOut', id, loggedOut: false });
  }
}
