/** What the owner of a line does with it. */
export interface LineListener {
  handleUp: (isAgain: boolean) => void;
  handleDown: () => void;
  handleMessage: (data: unknown) => void;
  /** Returns whether the line is over for good. */
  handleClosing: (code: number, reason: string) => boolean;
}

/** A WebSocket that comes back by itself. */
export interface LiveLine {
  readonly socket: WebSocket | undefined;
  /** Opens a new socket at once. */
  reopen: () => void;
  close: () => void;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/** Opens a line. It comes back at once when the browser is online again or the page leaves the back/forward cache. */
export function openLine(
  url: string,
  { handleUp, handleDown, handleMessage, handleClosing }: LineListener,
): LiveLine {
  const life = new AbortController();
  let socket: WebSocket | undefined;
  /** Aborts the listeners of the present socket. */
  let socketLife = new AbortController();
  let timer: number | undefined;
  let waitMs = FIRST_WAIT_MS;
  let wasUp = false;

  function drop(): void {
    window.clearTimeout(timer);
    socketLife.abort();
    socket?.close();
    socket = undefined;
  }

  function reopen(): void {
    drop();
    const startedAt = Date.now();
    socket = new WebSocket(url);
    socketLife = new AbortController();
    const listen = <Type extends keyof WebSocketEventMap>(
      type: Type,
      listener: (event: WebSocketEventMap[Type]) => void,
    ): void => {
      socket?.addEventListener(type, listener, { signal: socketLife.signal });
    };
    listen('open', () => {
      const isAgain = wasUp;
      wasUp = true;
      handleUp(isAgain);
    });
    listen('message', ({ data }) => {
      handleMessage(data);
    });
    listen('close', ({ code, reason }) => {
      socket = undefined;
      if (handleClosing(code, reason)) return;
      handleDown();
      // A line that was up for a while was lost by accident. One that is lost again and again has to wait longer.
      if (Date.now() - startedAt > LONGEST_WAIT_MS) waitMs = FIRST_WAIT_MS;
      // Not all frames of a pod at the same time.
      timer = window.setTimeout(reopen, waitMs * (1 - Math.random() / 2));
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    });
  }

  const { signal } = life;
  // An open socket keeps some browsers from caching the page.
  window.addEventListener('pagehide', drop, { signal });
  window.addEventListener('online', reopen, { signal });
  window.addEventListener(
    'pageshow',
    ({ persisted }) => {
      if (persisted) reopen();
    },
    { signal },
  );
  reopen();
  return {
    get socket() {
      return socket;
    },
    reopen,
    close: () => {
      life.abort();
      drop();
    },
  };
}
