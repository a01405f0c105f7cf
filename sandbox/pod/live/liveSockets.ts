import type { WebSocket } from '@fastify/websocket';
import type { EndReason, Notice } from '../../podApi/notices.js';
import type { LogoutConfirmation } from '../../podApi/session.js';
import type { Session, Sessions } from '../sessions/sessions.js';
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

interface LiveSocket {
  session: Session;
  expiry: NodeJS.Timeout | undefined;
  /** Whether the last ping was answered. */
  answers: boolean;
  /** Is done when the frame has been told what came of its last request. */
  answering: Promise<void>;
}

/** The frames' WebSockets at this pod. Each belongs to a session and does not outlive it. */
export class LiveSockets {
  readonly #sessions: Sessions;
  readonly #notices: Notices;
  readonly #sockets = new Map<WebSocket, LiveSocket>();
  readonly #heartbeat: NodeJS.Timeout;
  #telling: Promise<void> = Promise.resolve();

  constructor(sessions: Sessions, notices: Notices, heartbeatMs: number) {
    this.#sessions = sessions;
    this.#notices = notices;
    this.#heartbeat = setInterval(() => {
      this.#ping();
      // A pod that died may have ended sessions and told nobody.
      this.#recheckAll().catch((error: unknown) => {
        console.error('Failed to look up the sessions of frames:', error);
      });
    }, heartbeatMs);
  }

  /** Tells the sockets what happens at any pod. */
  async follow(events: PodEvents): Promise<void> {
    const report = (error: unknown): void => {
      console.error('Failed to tell frames what happened:', error);
    };
    await events.listen(
      (event) => {
        // The end of a session waits for nothing. What is told of takes the order in which it happened.
        if (event.type === 'sessionsEnded')
          this.#end(new Map(event.sessionIds.map((id) => [id, event.reason])));
        else this.#telling = this.#telling.then(() => this.#tellOf(event)).catch(report);
      },
      () => {
        this.#recheckAll().then(() => {
          for (const socket of this.#sockets.keys()) send(socket, { type: 'missed' });
        }, report);
      },
    );
  }

  /** @param logOut - Logs the socket's session out, when the frame asks for it. */
  async add(socket: WebSocket, session: Session, logOut: LogOut): Promise<void> {
    const live: LiveSocket = { session, expiry: undefined, answers: true, answering: Promise.resolve() };
    this.#sockets.set(socket, live);
    socket.on('message', (data: Buffer) => {
      const { type, id } = readRequest(data);
      if (type === 'logOut') live.answering = answerLogout(socket, id, logOut);
    });
    socket.on('pong', () => {
      live.answers = true;
    });
    socket.on('close', () => {
      clearTimeout(live.expiry);
      this.#sockets.delete(socket);
    });
    this.#armExpiry(live);
    // The session may have ended after it was looked up and before this socket could be told.
    await this.#recheck([session.id]);
  }

  /** Resolves when nothing is being told any more. */
  close(): Promise<void> {
    clearInterval(this.#heartbeat);
    for (const [socket, { expiry }] of this.#sockets) {
      clearTimeout(expiry);
      socket.close(GOING_AWAY, 'the pod stops');
    }
    this.#sockets.clear();
    return this.#telling;
  }

  async #tellOf(event: UserEvent): Promise<void> {
    // Nobody here to be told: the database need not be asked.
    if (!this.#sockets.size) return;
    const userIds = new Set([...this.#sockets.values()].map(({ session }) => session.user.id));
    for (const { userId, notice } of await this.#notices.about(event, [...userIds]))
      this.#tell(userId, notice);
  }

  #tell(userId: string, notice: Notice): void {
    for (const [socket, { session }] of this.#sockets) {
      if (session.user.id === userId) send(socket, notice);
    }
  }

  #end(ends: ReadonlyMap<string, EndReason>): void {
    for (const [socket, live] of this.#sockets) {
      const reason = ends.get(live.session.id);
      if (reason === undefined) continue;
      clearTimeout(live.expiry);
      this.#sockets.delete(socket);
      const notice: Notice = { type: 'sessionEnded', reason };
      // A frame that logs out itself gets its answer first.
      void live.answering.then(() => {
        send(socket, notice);
        socket.close(NOT_LOGGED_IN, reason);
      });
    }
  }

  #recheckAll(): Promise<void> {
    return this.#recheck([...this.#sockets.values()].map(({ session }) => session.id));
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
            if (this.#isOpen(live)) this.#armExpiry(live, LOOK_AGAIN_MS);
          },
          (error: unknown) => {
            console.error('Failed to look up a session that should expire:', error);
            if (this.#isOpen(live)) this.#armExpiry(live, LOOK_AGAIN_MS);
          },
        );
      },
      Math.min(leftMs, LONGEST_TIMER_MS),
    );
  }

  #isOpen(live: LiveSocket): boolean {
    return [...this.#sockets.values()].includes(live);
  }

  #ping(): void {
    for (const [socket, live] of this.#sockets) {
      if (!live.answers) {
        socket.terminate();
        continue;
      }
      live.answers = false;
      socket.ping();
    }
  }
}

function send(socket: WebSocket, notice: Notice): void {
  socket.send(JSON.stringify(notice));
}

/** What a frame asks over its socket. Whatever else it sends is no request. */
function readRequest(data: Buffer): { type?: unknown; id?: unknown } {
  try {
    return Object(JSON.parse(data.toString('utf8'))) as { type?: unknown; id?: unknown };
  } catch {
    return {};
  }
}

async function answerLogout(socket: WebSocket, id: unknown, logOut: LogOut): Promise<void> {
  if (typeof id !== 'string') return;
  try {
    send(socket, { type: 'loggedOut', id, ...((await logOut()) ?? { loggedOut: false }) });
  } catch (error) {
    console.error('Failed to log a frame out over its socket:', error);
    send(socket, { type: 'loggedOut', id, loggedOut: false });
  }
}
