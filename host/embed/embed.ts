import { connect } from 'penpal';
import { watchTicks } from '../../shared/clock.js';
import { deferred } from '../../shared/deferred.js';
import { failure, toSymphonyError, type SymphonyError } from '../../shared/errors.js';
import type { Lifetime } from '../../shared/lifetime.js';
import type { Settings } from '../../shared/values/settings.js';
import { openChannel, toError, type Channel } from '../../shared/wire/channel.js';
import type { WireMessage } from '../../shared/wire/messenger.js';
import type {
  ArgsOf,
  FrameToHost,
  HostToFrame,
  MethodOf,
  Outcome,
  ValueOf,
} from '../../shared/wire/contract.js';
import { hostToFrameValues } from '../../shared/wire/hostToFrameValues.js';
import type { Chat } from '../../shared/wire/schemas.js';
import type { HostOptions } from '../options.js';
import { createTrace } from '../trace.js';
import { coverIframe } from './cover.js';
import { followDocuments, type DocumentState } from './document.js';
import { createFrame, type Frame } from './frame.js';
import { createHandlers, type EmbedOwner } from './handlers.js';
import { createOpenings } from './openings.js';
import type { Slot } from './slots.js';
import { watchFrameSrc } from './watchFrameSrc.js';

/** The parts of an embed. */
export interface EmbedParts {
  options: HostOptions;
  owner: EmbedOwner;
  /** Ends when the page can no longer use this embed. */
  life: Lifetime;
  /** Must not be in the page yet. */
  iframe: HTMLIFrameElement;
  slot: Slot;
  chat: Chat;
  /** Settings for this slot only. */
  settings: Settings;
}

/**
 * A slot's iframe with its connection. It outlives the documents in the iframe. A frame that reloads says hello again,
 * and gets its state back. Calls to the earlier document are rejected with `FRAME_GONE` once that document is known to
 * be gone.
 */
export interface Embed {
  readonly slot: Slot;
  readonly settings: Settings;
  readonly frame: Frame;
  /** The chat that the next document has to show. */
  chat: Chat;
  /** The ids of the subscriptions that the frame knows of. */
  subscribed: Set<number>;
  /** The state of the document in the iframe. */
  state: () => DocumentState;
  /** Checks for changes without an event: a removed iframe, or a killed process. */
  check: () => void;
  /** Adds the iframe to its slot, and connects to it. */
  start: () => void;
  /** Resolves once the frame has said hello. Rejects after `ms`, `timeouts.connectMs` by default. */
  connected: (ms?: number) => Promise<void>;
  /** Resolves once the frame reports for the first time that it shows its chat. */
  opened: () => Promise<Chat>;
  /** Shows another chat, after the opening in progress. */
  show: (chat: Chat) => Promise<Chat>;
  /** Calls the frame to show something else than a chat, after the opening in progress. */
  display: <Name extends MethodOf<HostToFrame>>(
    method: Name,
    args: ArgsOf<HostToFrame, Name>,
  ) => Promise<ValueOf<HostToFrame, Name>>;
  /** Calls the frame after the opening in progress. With `isForPerson`, a person answers, without a deadline. */
  ask: <Name extends MethodOf<HostToFrame>>(
    method: Name,
    args: ArgsOf<HostToFrame, Name>,
    isForPerson?: boolean,
  ) => Promise<ValueOf<HostToFrame, Name>>;
  /** Resolves all `connected()` promises. */
  handleHello: () => void;
  handleReady: (shown: ArgsOf<FrameToHost, 'ready'>) => void;
  /** From now on only the logout can use the connection. The iframe accepts no more keys. */
  fence: (why: SymphonyError, logout: Lifetime) => void;
  /** Adds an overlay, so that nobody can click into the frame. */
  cover: () => void;
  /** Removes the iframe and all that belongs to it. */
  remove: (why: SymphonyError) => void;
}

/** After the fence, the host ignores a frame that sends more messages than this. */
const DROPPED_MAX = 1_000;

let embeds = 0;

/** Creates an embed. Register it with its owner before `start`. */
export function createEmbed({ options, owner, life, iframe, slot, chat, settings }: EmbedParts): Embed {
  const { podOrigin, timeouts, debug } = options;
  const trace = createTrace(debug, ++embeds, slot.name);
  const ready = deferred<Chat>();
  let nextHello = deferred<undefined>();
  let channel: Channel<HostToFrame> | undefined;
  let cover: HTMLElement | undefined;
  /** The number of messages discarded after the fence. */
  let dropped = 0;
  let undos: (() => void)[] = [];

  const frame = createFrame({
    slotName: slot.name,
    life,
    callMs: timeouts.callMs,
    trace,
    reach: (method) => {
      if (!iframe.isConnected) documents.check();
      const state = documents.state();
      return state === 'connected' || (state === 'dead' && method === 'ping') ? channel?.call : undefined;
    },
  });
  const openings = createOpenings(slot.name, life, () => embed.connected());
  const documents = followDocuments(iframe, {
    handleLeft: (why) => {
      const gone = frame.gone(why);
      embed.subscribed.clear();
      trace?.({ kind: 'state', state: 'gone' });
      frame.rejectCalls(gone);
      owner.handleChange(embed);
      // The next document has as much time as a new frame. After a process has died, there is no next document.
      if (documents.state() === 'dead') frame.rejectAll(gone);
      else
        embed.connected().catch((thrown: unknown) => {
          frame.rejectAll(toSymphonyError(thrown));
        });
    },
    handleMoved: connectWindow,
    ping: () => frame.request('ping', {}, owner.deadAfterMs()),
    handleRemoved: (why) => {
      // The page may have removed an element around the iframe, and may put it back later.
      embed.remove(frame.gone(why));
      owner.handleChange(embed);
    },
  });

  const notConnected = (why: string): SymphonyError =>
    failure(
      'CONNECTION_FAILED',
      `connect ${slot.name} with ${iframe.src}`,
      `${why}; check the URL, the pod’s frame-ancestors, and that the frame’s allowedOrigins name ${window.origin}`,
    );

  function connectWindow(): void {
    channel?.destroy();
    const { contentWindow: remote } = iframe;
    channel =
      remote === null
        ? undefined
        : openChannel<HostToFrame>({
            connect,
            self: window,
            remote,
            isAllowed: (origin) => origin === podOrigin,
            methods,
            values: hostToFrameValues,
            goneType: 'FRAME_GONE',
            handleArrival: (message) => {
              if (life.ended && !isAdmittedAfterFence(message)) {
                if (++dropped > DROPPED_MAX) channel?.hangUp();
                return false;
              }
              documents.handleArrival();
              return true;
            },
            handleNotice: (method, args) => {
              // A notice has no answer, so only this console can show the error.
              const known: Partial<Record<string, (args: never) => Promise<Outcome<unknown>>>> = methods;
              void known[method]?.(args as never).then((outcome) => {
                if (!outcome.ok) console.error(outcome.error);
              });
            },
          });
  }

  const embed: Embed = {
    slot,
    settings,
    frame,
    chat,
    subscribed: new Set(),
    state: documents.state,
    check: documents.check,
    start: () => {
      slot.element.append(iframe);
      documents.start();
      undos = [
        watchTicks(() => {
          documents.check(true);
          if (documents.state() === 'connected') frame.checkThread();
        }),
        watchFrameSrc(podOrigin, () => {
          if (documents.state() !== 'connected')
            frame.rejectAll(notConnected('the page’s own CSP refuses it'));
        }),
      ];
      connectWindow();
      trace?.({ kind: 'state', state: 'connecting' });
    },
    connected: async (ms = timeouts.connectMs) => {
      if (documents.state() === 'connected') return;
      await frame.opening(nextHello.promise, ms, () =>
        notConnected(
          `${documents.state() === 'speaking' ? 'its page' : podOrigin} did not say hello within ${ms} ms`,
        ),
      );
    },
    opened: () => openings.next(() => frame.opening(ready.promise, timeouts.readyMs)),
    show: (next) =>
      openings.next(async () => {
        const { streamId, userIds = [] } = next;
        const shown = await (streamId
          ? frame.call('openStream', { streamId })
          : frame.call('startRoom', { userIds }));
        embed.chat = next;
        return shown;
      }),
    display: (method, args) => openings.next(() => frame.call(method, args)),
    ask: async (method, args, isForPerson) => {
      await openings.settled();
      await embed.connected();
      return frame.call(method, args, isForPerson);
    },
    handleHello: () => {
      const { resolve } = nextHello;
      nextHello = deferred();
      resolve(undefined);
    },
    handleReady: ({ error, ...shown }) => {
      frame.isPersonAsked = false;
      // After a reload, the frame must show the chat that it chose itself.
      if (shown.streamId) embed.chat = { streamId: shown.streamId };
      if (error) ready.reject(toError(error));
      else ready.resolve(shown);
    },
    fence: (why, logout) => {
      frame.fence(why, logout);
      iframe.inert = true;
      // Some browsers leave the focus in an element that becomes inert.
      if (iframe.matches(':focus')) iframe.blur();
    },
    cover: () => {
      if (documents.state() !== 'removed') cover = coverIframe(iframe);
    },
    remove: (why) => {
      try {
        if (documents.state() !== 'removed') trace?.({ kind: 'state', state: 'removed' });
        documents.end();
        frame.end(why);
        for (const undo of undos) undo();
        channel?.destroy();
        cover?.remove();
      } finally {
        // Do not call iframe.remove(): some pages replace it with a version that throws without a parent.
        iframe.parentNode?.removeChild(iframe);
        // If the page puts the iframe back, it must be empty.
        iframe.removeAttribute('src');
      }
    },
  };
  const methods = createHandlers(embed, owner, documents, trace);
  return embed;
}

/** After the fence, a frame can still answer, say goodbye, and ask for the running logout. */
function isAdmittedAfterFence(message: WireMessage): boolean {
  if (message.type === 'NOTICE') return false;
  return message.type !== 'CALL' || ['goodbye', 'requestLogout'].includes(message.methodPath?.[0] ?? '');
}
