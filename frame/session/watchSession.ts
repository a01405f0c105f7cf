import type { SessionEnd } from '../../shared/values/notifications.js';
import { CHECK_MS } from '../durations.js';
import type { Check } from './checkOnWaking.js';
import { openLine } from './liveLine.js';
import { podUrl } from './podUrl.js';
import { attempt } from './session.js';

/** The options of {@link watchSession}. */
export interface WatchOptions {
  /** The pod's WebSocket endpoint, relative to the address of the frame's document. */
  url: string;
  /** Called once, when the pod has ended the session, with the pod's reason. Usually calls `app.sessionEnded`. */
  onEnd: (end: { reason: SessionEnd }) => void;
  /** Called with each message from the pod. */
  onMessage?: ((data: unknown) => void) | undefined;
  /**
   * Called when the line is up, and when it is down. `isAgain` is `true` if it was up before: then the app may have missed
   * messages.
   */
  onLine?: ((state: { isUp: boolean; isAgain: boolean }) => void) | undefined;
  /**
   * Asked each time that the line is up again, before `onLine` is called, and when another frame says that the session is
   * over.
   */
  check?: Check | undefined;
}

/** A live line to the pod. */
export interface SessionWatch {
  /** The socket, while there is one. It may not be open yet. */
  readonly socket: WebSocket | undefined;
  /** Ends the line, and all calls to the app. */
  close: () => void;
}

/** The closing code of a pod that has no live session for a socket. */
const SESSION_OVER = 4401;

/**
 * Keeps a WebSocket to the pod, and tells the app when its session has ended. The pod closes the socket with the code 4401
 * and the reason `logout`, `expired` or `revoked`. It does the same with a new socket whose session is over.
 *
 * A lost line comes back by itself: after half a second at first, later at most every 15 seconds, and at once when the
 * browser is online again or the page comes out of the back/forward cache. Frames of the same app under the same site tell
 * each other of an end by a BroadcastChannel. Each of them then asks the pod for itself.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT` if `url` is no URL.
 *
 * @example
 * ```ts
 * const watch = watchSession({
 *   url: '/live',
 *   onMessage: (data) => store.handle(JSON.parse(String(data))),
 *   onEnd: (end) => app.sessionEnded(end).catch(console.warn),
 * });
 * ```
 */
export function watchSession(options: WatchOptions): SessionWatch {
  const { onEnd, onMessage, onLine, check } = options;
  // Older browsers do not accept a URL that begins with http here.
  const url = podUrl(options.url, /^(http|ws)/, 'watch the session').href.replace(/^http/, 'ws');
  const sisters = openSisters(url);
  let isOver = false;

  function close(): void {
    isOver = true;
    sisters?.close();
    line.close();
  }

  function end(reason: unknown): void {
    if (isOver) return;
    sisters?.postMessage('ended');
    close();
    onEnd({ reason: reason === 'logout' || reason === 'revoked' ? reason : 'expired' });
  }

  async function recheck(ask: Check): Promise<void> {
    const { value, error } = await attempt('check', CHECK_MS, ask);
    // Without an answer, the pod tells over the line, or the next check does.
    if (error) console.warn(error);
    else if (value !== true) end(value);
  }

  async function handleUp(isAgain: boolean): Promise<void> {
    const { socket } = line;
    // An app should not ask the pod for what it has missed in a session that is over.
    if (isAgain && check) await recheck(check);
    if (!isOver && line.socket === socket) onLine?.({ isUp: true, isAgain });
  }

  const line = openLine(url, {
    handleUp: (isAgain) => {
      void handleUp(isAgain);
    },
    handleDown: () => {
      onLine?.({ isUp: false, isAgain: false });
    },
    handleMessage: (data) => {
      onMessage?.(data);
    },
    handleClosing: (code, reason) => {
      if (code === SESSION_OVER) end(reason);
      return isOver;
    },
  });
  // Their session was the same one, but the user may have logged in again meanwhile. Only the pod knows.
  sisters?.addEventListener('message', () => {
    if (check) void recheck(check);
    else line.reopen();
  });
  return {
    get socket() {
      return line.socket;
    },
    close,
  };
}

function openSisters(url: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(`symphony-session ${url}`);
  } catch {
    // Some browsers do not let frames of other sites have one.
    return undefined;
  }
}
