import { watchTicks } from '../../shared/clock.js';
import { toSymphonyError, type SymphonyError } from '../../shared/errors.js';
import type { Lifetime } from '../../shared/lifetime.js';
import type { Settings } from '../../shared/values/settings.js';
import type { Chat } from '../../shared/wire/schemas.js';
import type { HostOptions } from '../options.js';
import { createTrace } from '../trace.js';
import { createConnection, type Connection } from './connection.js';
import { followDocuments, type DocumentState } from './document.js';
import { createFrame, type Frame } from './frame.js';
import { createHandlers, type EmbedOwner } from './handlers.js';
import { fenceIframe, removeIframe } from './iframe.js';
import { createOpenings, type Openings } from './openings.js';
import { slotOf, type Slot } from './slots.js';

/** The parts of an embed. */
export interface EmbedParts {
  options: HostOptions;
  owner: EmbedOwner;
  /** Ends when the page can no longer use this embed. */
  life: Lifetime;
  /** Must not be in the page yet. */
  iframe: HTMLIFrameElement;
  slot: Slot;
  /** The chat to open first. */
  chat: Chat;
  /** Settings for this slot only. */
  settings: Settings | undefined;
}

/**
 * A slot's iframe with its connection. It outlives the documents in the iframe. A frame that reloads says hello again,
 * and gets its state back. Calls to the earlier document are rejected with `FRAME_GONE` once that document is known to
 * be gone.
 */
export interface Embed extends Pick<Connection, 'connected' | 'handleHello'> {
  /** The slot that the iframe is in. Another one after the page has moved the iframe. */
  slot: Slot;
  readonly settings: Settings | undefined;
  /** Ends when the page can no longer use this embed. */
  readonly life: Lifetime;
  readonly frame: Frame;
  readonly openings: Openings;
  /** The ids of the subscriptions that the frame knows of. */
  subscribed: Set<number>;
  /** The state of the document in the iframe. */
  state: () => DocumentState;
  /** Returns whether the iframe is in this element. */
  isIn: (element: Element) => boolean;
  /** Returns whether the iframe has no size. */
  isHidden: () => boolean;
  /** Checks for changes without an event: a removed or moved iframe, or a killed process. */
  check: () => void;
  /** Adds the iframe to its slot, and connects to it. */
  start: () => void;
  /** From now on only the logout can use the connection. The iframe accepts no more keys and clicks. */
  fence: (why: SymphonyError, logout: Lifetime) => void;
  /** Removes the iframe and all that belongs to it. */
  discard: (why: SymphonyError) => void;
}

let embeds = 0;

/** Creates an embed. Register it with its owner before `start`. */
export function createEmbed(parts: EmbedParts): Embed {
  const { options, owner, life, iframe, slot, settings } = parts;
  const trace = createTrace(options.debug, ++embeds, slot.name);
  let stopTicks: (() => void) | undefined;

  const frame = createFrame({
    slotName: slot.name,
    life,
    callMs: options.timeouts.callMs,
    trace,
    reach: (method) => connection.reach(method),
  });
  const documents = followDocuments(iframe, {
    handleLeft: (why) => {
      const gone = frame.gone(why);
      embed.subscribed.clear();
      trace?.({ kind: 'state', state: 'gone' });
      frame.rejectCalls(gone);
      owner.handleChange(embed);
      // After a process has died, there is no next document.
      if (documents.state() === 'dead') frame.rejectAll(gone);
      // During a logout, nobody would ask the next one.
      else if (life.ended) embed.discard(gone);
      // The next document has as much time as a new frame.
      else
        embed.connected().catch((thrown: unknown) => {
          frame.rejectAll(toSymphonyError(thrown));
        });
    },
    handleMoved: () => {
      const { parentElement } = iframe;
      if (parentElement && !embed.slot.element.contains(iframe)) embed.slot = slotOf(parentElement, 'move');
      connection.open(methods);
    },
    ping: () => frame.request('ping', {}, owner.deadAfterMs()),
    handleRemoved: (why) => {
      // The page may have removed an element around the iframe, and may put it back later.
      embed.discard(frame.gone(why));
      owner.handleChange(embed);
    },
  });
  const connection = createConnection(parts, frame, documents);

  const embed: Embed = {
    slot,
    settings,
    life,
    frame,
    openings: createOpenings(parts, frame, connection),
    subscribed: new Set(),
    state: documents.state,
    // A page may have put an element of its own around the iframe.
    isIn: (element) =>
      iframe.parentNode === element || (element === embed.slot.element && element.contains(iframe)),
    isHidden: () => !iframe.offsetHeight,
    check: documents.check,
    connected: connection.connected,
    handleHello: connection.handleHello,
    start: () => {
      slot.element.append(iframe);
      documents.start();
      stopTicks = watchTicks(() => {
        if (documents.check(true) === 'connected') frame.checkThread();
      });
      connection.open(methods);
      trace?.({ kind: 'state', state: 'connecting' });
    },
    fence: (why, logout) => {
      frame.fence(why, logout);
      fenceIframe(iframe);
    },
    discard: (why) => {
      try {
        if (documents.state() !== 'removed') trace?.({ kind: 'state', state: 'removed' });
        documents.end();
        frame.end(why);
        stopTicks?.();
        connection.close();
      } finally {
        removeIframe(iframe);
      }
    },
  };
  const methods = createHandlers(embed, owner, documents, trace);
  return embed;
}
