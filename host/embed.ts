import {
  PROTOCOL,
  type ArgsOf,
  type Clearing,
  type FrameToHost,
  type Handlers,
  type HostToFrame,
  type MethodOf,
  type ValueOf,
  type Welcome,
} from '../shared/contract.js';
import { failure, toSymphonyError, type SymphonyError } from '../shared/errors.js';
import { frameToHostArgs } from '../shared/frameToHostArgs.js';
import { createMethods } from '../shared/methods.js';
import type { NotificationBatch, SessionEnd } from '../shared/notifications.js';
import type { Chat } from '../shared/schemas.js';
import type { Settings } from '../shared/settings.js';
import { errorOf, openChannel, type Channel } from './channel.js';
import { deferred } from './deferred.js';
import { followDocument } from './frameDocument.js';
import { coverIframe, type Cover } from './iframe.js';
import { watch } from './liveness.js';
import type { HostOptions } from './options.js';
import type { Slot } from './slots.js';
import { createTrace } from './trace.js';
import { createTurns } from './turns.js';
import { createWaits } from './waits.js';

const PING_EVERY_MS = 5_000;

/** Who an embed belongs to, and is told what its frame says. */
export interface EmbedOwner {
  /** The answer to a frame's hello. */
  welcome: (embed: Embed) => Welcome;
  /** The embed has become connected, or is no longer, or the page took its iframe out. */
  onChange: (embed: Embed) => void;
  onReady: () => void;
  onNotify: (batch: NotificationBatch, embed: Embed) => void;
  onInterop: (action: ArgsOf<FrameToHost, 'interop'>) => void;
  onUserInteractionRequired: (required: { reason: string }) => void;
  onRequestLogout: () => void;
  onSessionEnded: (ended: { reason: SessionEnd }) => void;
}

/** What an embed is made of. */
export interface EmbedParts {
  options: HostOptions;
  owner: EmbedOwner;
  /** Not in the page yet. */
  iframe: HTMLIFrameElement;
  slot: Slot;
  chat: Chat;
  /** Settings of this slot alone. */
  settings: Settings;
}

/**
 * Calls a method of the frame.
 *
 * @param isForPerson - Whether a person answers, who may take as long as they like.
 */
export type CallFrame = <Name extends MethodOf<HostToFrame>>(
  method: Name,
  args: ArgsOf<HostToFrame, Name>,
  isForPerson?: boolean,
) => Promise<ValueOf<HostToFrame, Name>>;

/**
 * A slot's iframe with its connection. It outlives the documents in the iframe: a frame that reloads says hello again and
 * is as it was, while calls to the document before are rejected with `FRAME_GONE` as soon as that one is known to be gone.
 */
export interface Embed {
  readonly slot: Slot;
  readonly settings: Settings;
  /** What a document that says hello is told to show. */
  readonly chat: () => Chat;
  /** The subscriptions that the frame knows of. */
  subscribed: Set<number>;
  /** Puts the iframe into its slot, and connects with it. */
  start: () => void;
  /** Whether a document of the pod is at the other end. */
  isConnected: () => boolean;
  /** Whether the iframe is still in the page. */
  isAlive: () => boolean;
  /** Whether its process was killed: nothing will come of this iframe any more. */
  hasDied: () => boolean;
  /** Resolves when the frame has said hello; rejects when it has not within `ms`, `timeouts.connectMs` by default. */
  connected: (ms?: number) => Promise<void>;
  /** Resolves when the frame says for the first time that it shows its chat. */
  opened: () => Promise<Chat>;
  /** Shows another chat, after what is being opened now. */
  show: (chat: Chat) => Promise<Chat>;
  /** Calls the frame for something else to show, after what is being opened now. */
  display: CallFrame;
  /** Calls the frame once it shows what is being opened now. With `isForPerson` the answer has no deadline. */
  ask: CallFrame;
  /** Calls the frame, in this turn of the event loop. Settles within the deadline, or as soon as the frame is gone. */
  call: CallFrame;
  /** Asks the frame to clear its session, in this turn of the event loop. Here a person does not stop the clock. */
  clearSession: (args: ArgsOf<HostToFrame, 'clearSession'>) => Promise<Clearing>;
  /** Rejects everything that waits for this frame. */
  rejectPending: (error: SymphonyError) => void;
  /** Nothing goes in any more: what waits is rejected, the iframe takes no more keys, and a new document is sent away. */
  fence: (error: SymphonyError) => void;
  /** Lets nobody click into the frame; gives what has still to be put over it, unless it has gone. */
  cover: () => Cover | undefined;
  /** Takes the iframe out, and everything that belongs to it. */
  remove: (error: SymphonyError) => void;
}

let embeds = 0;

/** Makes an embed, which is to be started once its owner knows it. */
export function createEmbed({ options, owner, iframe, slot, chat, settings }: EmbedParts): Embed {
  const { podOrigin, debug, timeouts } = options;
  const { connectMs, callMs, readyMs } = timeouts;
  const trace = createTrace(debug, ++embeds, slot.name);
  const ready = deferred<Chat>();
  let connected = deferred<undefined>();
  let channel: Channel | undefined;
  let isPersonAsked = false;
  /** Why this embed is over, from the fence on: nothing begins any more, and nothing comes to a good end. */
  let over: SymphonyError | undefined;
  let hasEnded = false;
  let hasDied = false;
  let nextPingAt = 0;
  let stopPing: (() => void) | undefined;
  let cover: Cover | undefined;
  let unwatch: (() => void) | undefined;

  const waits = createWaits(() => (unwatch ??= watch(look)));

  const turns = createTurns({ slotName: slot.name, begin: () => embed.connected(), over: () => over });
  const gone = (why: string): SymphonyError => failure('FRAME_GONE', `reach the frame in ${slot.name}`, why);
  const late = (doing: string, ms: number) => (): SymphonyError =>
    failure('TIMEOUT', doing, `the frame in ${slot.name} did not answer within ${Math.round(ms)} ms`);
  const notConnected = (why: string): SymphonyError =>
    failure(
      'CONNECTION_FAILED',
      `connect ${slot.name} with ${iframe.src}`,
      `${why}; check the URL, the pod’s frame-ancestors, and that the frame’s allowedOrigins name ${window.origin}`,
    );
  /** While a person has been asked for something there is no deadline: people take their time. */
  const unlessAsked = (ms: number): number | undefined => (isPersonAsked ? undefined : ms);

  const handlers: Handlers<FrameToHost> = {
    hello: ({ protocol, app }) => {
      if (protocol !== PROTOCOL) {
        const versions = `the host speaks protocol ${PROTOCOL}, the frame ${app} protocol ${protocol}`;
        const error = failure('INCOMPATIBLE_VERSION', `connect ${slot.name}`, versions);
        waits.end('embed', error);
        throw error;
      }
      frameDocument.hello();
      hasDied = false;
      trace?.({ kind: 'state', state: 'connected' });
      const welcome = owner.welcome(embed);
      connected.resolve(undefined);
      owner.onChange(embed);
      return welcome;
    },
    ready: ({ error, ...shown }) => {
      isPersonAsked = false;
      // What the frame shows by itself is what a reload is to bring back.
      if (shown.streamId) chat = { streamId: shown.streamId };
      if (error) ready.reject(errorOf(error));
      else ready.resolve(shown);
      owner.onReady();
    },
    notify: ({ notifications }) => {
      owner.onNotify(notifications, embed);
    },
    userInteractionRequired: (required) => {
      isPersonAsked = true;
      waits.stopClocks();
      owner.onUserInteractionRequired(required);
    },
    interop: owner.onInterop,
    requestLogout: owner.onRequestLogout,
    sessionEnded: owner.onSessionEnded,
    goodbye: () => {
      frameDocument.goodbye();
    },
  };
  const methods = createMethods<FrameToHost>(frameToHostArgs, (name) => {
    const handler = handlers[name] as (args: unknown) => unknown;
    return ((args: unknown) =>
      traced('toHost', name, () => {
        if (over && !/goodbye|requestLogout/.test(name)) throw over;
        return handler(args);
      })) as never;
  });

  const frameDocument = followDocument(iframe, connectMs, {
    onLeft: (why) => {
      stopPing?.();
      embed.subscribed.clear();
      connected = deferred();
      trace?.({ kind: 'state', state: 'gone' });
      waits.end('document', gone(why));
      owner.onChange(embed);
    },
    onMoved: connect,
    onSilence: (why, isDead) => {
      hasDied = isDead;
      if (isDead) waits.end('embed', gone(why));
      // A login may lead through pages of others, which do not speak.
      else if (!isPersonAsked) waits.end('embed', notConnected(why));
    },
    onRemoved: () => {
      // The page may have taken out what is around it, and may put that back.
      embed.remove(gone('the page removed its iframe'));
      owner.onChange(embed);
    },
  });

  function connect(): void {
    channel?.destroy();
    const { contentWindow } = iframe;
    channel = contentWindow ? openChannel(contentWindow, podOrigin, methods, frameDocument.spoke) : undefined;
  }

  /** A frame-src that does not allow the pod: the iframe will never load. */
  function handleViolation({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void {
    if (
      effectiveDirective.startsWith('frame-src') &&
      blockedURI.startsWith(podOrigin) &&
      !frameDocument.isKnown()
    ) {
      waits.end('embed', notConnected('the page’s own CSP refuses it'));
    }
  }

  function stopLooking(): void {
    unwatch?.();
    unwatch = undefined;
  }

  function look(): void {
    // Not before: between two calls there would be no end of starting and stopping.
    if (!waits.isAny()) {
      stopLooking();
      return;
    }
    frameDocument.look();
    waits.tick();
    const now = performance.now();
    // Where there is no deadline, a frame that no longer answers must be found out all the same.
    if (!waits.isAnyEndless() || !frameDocument.isKnown() || now < nextPingAt) return;
    nextPingAt = now + PING_EVERY_MS + callMs;
    const timer = setTimeout(() => {
      waits.end('document', late('ping', callMs)());
    }, callMs);
    const stop = (): void => {
      clearTimeout(timer);
    };
    stopPing = stop;
    channel?.call('ping', {}).then(stop, stop);
  }

  /** Runs a call, and tells the trace of it and of how it ended. */
  async function traced<T>(
    direction: 'toFrame' | 'toHost',
    method: string,
    run: () => T | Promise<T>,
  ): Promise<T> {
    const answered = trace?.({ kind: 'call', direction, method });
    try {
      const value = await run();
      answered?.({ ok: true });
      return value;
    } catch (thrown) {
      const error = toSymphonyError(thrown);
      answered?.({ ok: false, errorType: error.type });
      throw error;
    }
  }

  function send<Name extends MethodOf<HostToFrame>>(
    method: Name,
    args: ArgsOf<HostToFrame, Name>,
    ms: number | undefined,
    lateMs: number,
  ): Promise<ValueOf<HostToFrame, Name>> {
    return traced('toFrame', method, () => {
      if (over && method !== 'clearSession') throw over;
      if (!embed.isConnected() || !channel) throw gone('it is not connected');
      return waits.until('document', channel.call(method, args), ms, late(method, lateMs));
    });
  }

  function end(error: SymphonyError): void {
    if (hasEnded) return;
    hasEnded = true;
    over ??= error;
    frameDocument.end();
    document.removeEventListener('securitypolicyviolation', handleViolation);
    waits.end('embed', over);
    stopLooking();
    channel?.destroy();
    cover?.element.remove();
    trace?.({ kind: 'state', state: 'removed' });
  }

  const embed: Embed = {
    slot,
    settings,
    chat: () => chat,
    subscribed: new Set(),
    start: () => {
      slot.element.append(iframe);
      frameDocument.start();
      document.addEventListener('securitypolicyviolation', handleViolation);
      connect();
      trace?.({ kind: 'state', state: 'connecting' });
    },
    isConnected: () => {
      frameDocument.look();
      return frameDocument.isKnown();
    },
    isAlive: () => {
      frameDocument.look();
      return !hasEnded;
    },
    hasDied: () => hasDied,
    connected: async (ms = connectMs) => {
      if (embed.isConnected()) return;
      if (over) throw over;
      await waits.until('embed', connected.promise, unlessAsked(ms), () =>
        notConnected(`${podOrigin} did not answer within ${ms} ms`),
      );
    },
    opened: () =>
      turns.next(() =>
        waits.until('embed', ready.promise, unlessAsked(readyMs), late('open the chat', readyMs)),
      ),
    show: (next) =>
      turns.next(async () => {
        const { streamId, userIds = [] } = next;
        const shown = await (streamId
          ? embed.call('openStream', { streamId })
          : embed.call('startRoom', { userIds }));
        chat = next;
        return shown;
      }),
    display: (method, args) => turns.next(() => embed.call(method, args)),
    ask: async (method, args, isForPerson) => {
      await turns.settled();
      if (!frameDocument.isKnown()) await embed.connected();
      return embed.call(method, args, isForPerson);
    },
    call: (method, args, isForPerson) =>
      send(method, args, isForPerson ? undefined : unlessAsked(callMs), callMs),
    clearSession: (args) => send('clearSession', args, args.deadlineMs, args.deadlineMs),
    rejectPending: (error) => {
      waits.end('embed', error);
    },
    fence: (error) => {
      over ??= error;
      iframe.inert = true;
      // Not every browser takes the focus out of what has become inert.
      if (iframe.matches(':focus')) iframe.blur();
      waits.end('embed', error);
    },
    cover: () => (cover = hasEnded ? undefined : coverIframe(iframe)),
    remove: (error) => {
      try {
        end(error);
      } finally {
        // Not by its own remove(), which some pages have replaced by one that throws where there is no parent.
        iframe.parentNode?.removeChild(iframe);
        // A page that puts it back has an empty one.
        iframe.removeAttribute('src');
      }
    },
  };
  return embed;
}
