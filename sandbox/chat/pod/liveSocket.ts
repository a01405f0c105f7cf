import type { Notice } from '../../podApi/notices.js';

/** What the app does with it. */
export interface LiveListener {
  onNotice(notice: Notice): void;
  /** Whether there is a line to the pod at the moment. `again` is true when there was one before this one. */
  onLine(state: { online: boolean; again: boolean }): void;
  /** The pod closed the line because there is no session. */
  onRefused(): void;
}

const NOT_LOGGED_IN = 4401;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/** The frame's one WebSocket to the pod. It comes back by itself, less eagerly each time. */
export class LiveSocket {
  readonly #listener: LiveListener;
  #socket: WebSocket | undefined;
  #timer: number | undefined;
  #waitMs = FIRST_WAIT_MS;
  #wasOpen = false;

  constructor(listener: LiveListener) {
    this.#listener = listener;
  }

  open(): void {
    if (this.#socket || this.#timer !== undefined) return;
    const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/live`);
    this.#socket = socket;
    socket.onopen = () => {
      this.#waitMs = FIRST_WAIT_MS;
      this.#listener.onLine({ online: true, again: this.#wasOpen });
      this.#wasOpen = true;
    };
    socket.onmessage = ({ data }) => {
      this.#listener.onNotice(JSON.parse(String(data)) as Notice);
    };
    socket.onclose = ({ code }) => {
      this.#socket = undefined;
      if (code === NOT_LOGGED_IN) {
        this.#listener.onRefused();
        return;
      }
      this.#listener.onLine({ online: false, again: false });
      this.#timer = window.setTimeout(() => {
        this.#timer = undefined;
        this.open();
      }, this.#waitMs);
      this.#waitMs = Math.min(this.#waitMs * 2, LONGEST_WAIT_MS);
    };
  }

  /** Ends the line for good, or until `open` is called. */
  close(): void {
    window.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#wasOpen = false;
    this.#waitMs = FIRST_WAIT_MS;
    const socket = this.#socket;
    this.#socket = undefined;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }
}
