import { connect } from 'penpal';
import { deferred } from '../../shared/deferred.js';
import { failure, type SymphonyError } from '../../shared/errors.js';
import { openChannel, type Call, type Channel } from '../../shared/wire/channel.js';
import type { FrameToHost, HostToFrame, Outcome, Remote } from '../../shared/wire/contract.js';
import { hostToFrameValues } from '../../shared/wire/hostToFrameValues.js';
import type { WireMessage } from '../../shared/wire/messenger.js';
import type { DocumentFollower } from './document.js';
import type { EmbedParts } from './embed.js';
import type { Frame } from './frame.js';
import { watchFrameSrc } from './watchFrameSrc.js';

/** The connection to the window in an iframe. A frame is connected once it has said hello. */
export interface Connection {
  /**
   * Connects to the present window. If the page moves the iframe, it has another one.
   *
   * @param methods - The methods that the frame can call.
   */
  open: (methods: Remote<FrameToHost>) => void;
  /** Resolves once the frame has said hello. Rejects after `ms`, `timeouts.connectMs` by default. */
  connected: (ms?: number) => Promise<void>;
  /** Returns the wire to the connected document, if there is one. A ping can also reach a dead document. */
  reach: (method: string) => Call<HostToFrame> | undefined;
  /** Resolves all `connected()` promises. Shows the iframe. */
  handleHello: () => void;
  /** Closes the connection for good. */
  close: () => void;
}

/** After the fence, the host ignores a frame that sends more messages than this. */
const DROPPED_MAX = 1_000;

export function createConnection(
  { options, life, iframe, slot }: EmbedParts,
  frame: Frame,
  documents: DocumentFollower,
): Connection {
  const { podOrigin, timeouts } = options;
  let channel: Channel<HostToFrame> | undefined;
  let nextHello = deferred<undefined>();
  /** The number of messages discarded after the fence. */
  let dropped = 0;

  const notConnected = (why: string): SymphonyError =>
    failure('CONNECTION_FAILED', `connect ${slot.name} with ${iframe.src}`, why);
  const unwatch = watchFrameSrc(podOrigin, () => {
    if (documents.state() !== 'connected')
      frame.rejectAll(notConnected(`the frame-src of this page has to allow ${podOrigin}`));
  });
  // When the page leaves the back/forward cache, it must not show what may be over. The next hello shows the iframe again.
  const handleHide = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) iframe.style.visibility = 'hidden';
  };
  window.addEventListener('pagehide', handleHide);

  return {
    open: (methods) => {
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
                if (life.ended) {
                  // Another document begins to connect. The goodbye of the one before can be late or lost.
                  if (message.type === 'SYN' && documents.state() === 'connected') documents.handleGoodbye();
                  else if (!isAdmittedAfterFence(message)) {
                    if (++dropped > DROPPED_MAX) channel?.hangUp();
                    return false;
                  }
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
    },
    connected: async (ms = timeouts.connectMs) => {
      if (documents.check() === 'connected') return;
      await frame.opening(nextHello.promise, ms, () =>
        notConnected(
          `${documents.state() === 'speaking' ? 'its page' : podOrigin} did not say hello within ${ms} ms`,
        ),
      );
    },
    reach: (method) => {
      const state = documents.check();
      return state === 'connected' || (state === 'dead' && method === 'ping') ? channel?.call : undefined;
    },
    handleHello: () => {
      iframe.style.visibility = '';
      const { resolve } = nextHello;
      nextHello = deferred();
      resolve(undefined);
    },
    close: () => {
      unwatch();
      window.removeEventListener('pagehide', handleHide);
      channel?.destroy();
    },
  };
}

/** After the fence, a frame can still answer, say goodbye, and ask for the running logout. */
function isAdmittedAfterFence(message: WireMessage): boolean {
  if (message.type === 'NOTICE') return false;
  return message.type !== 'CALL' || ['goodbye', 'requestLogout'].includes(message.methodPath?.[0] ?? '');
}
