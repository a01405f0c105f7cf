import { Promise } from '../natives.js';
import { plain } from '../wire/plain.js';
import type { Listening } from '../wire/messenger.js';

/*
 * Messages between two windows, one of which is only in memory. So a half can talk with a fake in its own document,
 * without a network.
 */

type Listener = Parameters<Listening['addEventListener']>[1];
type Arrival = Parameters<Listener>[0];

/** A message from one window to another. */
export interface Letter {
  data: unknown;
  /** The origin of the sender. */
  origin: string;
  /** The window of the sender. */
  source: unknown;
  ports: Arrival['ports'];
}

/** What a window in memory hears. */
export interface Mailbox extends Listening {
  /** Delivers a letter to all listeners, as a window does: later, and in order. */
  deliver: (letter: Letter) => void;
}

export function createMailbox(): Mailbox {
  const listeners = new Set<Listener>();
  return {
    addEventListener: (_, listener) => void listeners.add(listener),
    removeEventListener: (_, listener) => void listeners.delete(listener),
    deliver: (letter) => {
      later(() => {
        for (const listener of [...listeners]) listener(letter);
      });
    },
  };
}

/** A real window, with what is needed here: this folder compiles without the DOM types. */
export interface RealWindow {
  Event: new (type: string) => object;
  dispatchEvent: (event: never) => unknown;
}

/** Delivers a letter to a real window. A script cannot make a `MessageEvent` whose `source` is no window. */
export function deliverTo(window: RealWindow, letter: Letter): void {
  later(() => {
    const event = new window.Event('message');
    for (const [name, value] of Object.entries(letter)) Object.defineProperty(event, name, { value });
    window.dispatchEvent(event as never);
  });
}

/** The options of `postMessage`, in both of its forms. */
export type PostOptions = string | { targetOrigin?: string; transfer?: unknown } | undefined;

/**
 * Creates the `postMessage` of a window: sends on what is meant for its origin.
 *
 * @param send - Gets a copy of the message, and the ports that came with it.
 */
export function createPostMessage(
  ownOrigin: () => string,
  send: (data: unknown, ports: Arrival['ports']) => void,
): (message: unknown, options?: PostOptions, transfer?: unknown) => void {
  return (message, options, transfer) => {
    const given = typeof options === 'object' ? options : { targetOrigin: options, transfer };
    const { targetOrigin = ownOrigin() } = given;
    if (targetOrigin !== '*' && targetOrigin !== ownOrigin()) return;
    send(plain(message), (given.transfer ?? []) as Arrival['ports']);
  };
}

/** Not a timer: a test may have replaced the timers. */
function later(run: () => void): void {
  void Promise.resolve().then(run);
}
