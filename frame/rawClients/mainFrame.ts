import type { NotificationType } from '../../shared/values/notifications.js';
import { CHANNEL, type HostToFrame, type Remote } from '../../shared/wire/contract.js';
import { plain } from '../../shared/wire/plain.js';
import type { ChildCall, ChildMessage, RawOutcome } from './childFrames.js';
import type { RawMethod } from './rawActions.js';
import { hashOf, onSiblingMessage, sendToSibling, siblings, type Adoption } from './siblingFrames.js';

/** The types that every frame sends for itself. All others concern the user, so those of the main frame are enough. */
const OF_EACH_FRAME: readonly string[] = [
  'ActivityNotifications',
  'InternalLinkNotifications',
] satisfies NotificationType[];

/** The main frame of the page, for a child frame. */
export interface MainFrame {
  /** Whether this is a child frame: then its address has the id of its container as its hash. */
  isChild: boolean;
  /** Hands a notification to the main frame, if the page cannot get it from there. */
  notify: (type: string, payload: unknown) => void;
}

/** The parts of the connection to a main frame. */
export interface MainFrameParts {
  isAllowed: (origin: string) => boolean;
  methods: Pick<Remote<HostToFrame>, RawMethod>;
}

/** Lets a main frame of the same page and the same origin call this frame. */
export function joinMainFrame({ isAllowed, methods }: MainFrameParts): MainFrame {
  const id = hashOf(window);
  const document = String(Math.random());
  let port: MessagePort | undefined;

  async function handleCall(to: MessagePort, { call, method, args }: ChildCall): Promise<void> {
    const outcome = (await methods[method](args as never)) as RawOutcome;
    to.postMessage({ type: 'answer', call, outcome: sendable(outcome) } satisfies ChildMessage);
  }

  onSiblingMessage<Adoption>('ADOPT', ({ id: wanted, pageOrigin }, _source, given) => {
    if (!given || wanted !== id || !isAllowed(pageOrigin)) return;
    port?.close();
    port = given;
    given.onmessage = ({ data }: MessageEvent<ChildCall>) => {
      void handleCall(given, data);
    };
    given.postMessage({ type: 'here', document } satisfies ChildMessage);
  });
  window.addEventListener('pagehide', () => {
    port?.postMessage({ type: 'goodbye' } satisfies ChildMessage);
  });

  const announce = (): void => {
    if (!id) return;
    for (const sibling of siblings())
      sendToSibling(sibling, { namespace: CHANNEL, type: 'CHILD', id, document });
  };
  announce();
  // A document from the back/forward cache has said goodbye before.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) announce();
  });

  return {
    isChild: !!id,
    notify: (notification, payload) => {
      if (!port || !OF_EACH_FRAME.includes(notification)) return;
      try {
        port.postMessage({
          type: 'notice',
          notification,
          payload: payload && plain(payload),
        } satisfies ChildMessage);
      } catch (thrown) {
        // A notification that cannot be sent must not stop the app.
        console.warn(thrown);
      }
    },
  };
}

/** An error may hold what cannot be sent. Then its type and its message have to do. */
export function sendable(outcome: RawOutcome): RawOutcome {
  if (outcome.ok) return outcome;
  const { type, message } = outcome.error;
  try {
    return { ok: false, error: plain(outcome.error) };
  } catch {
    return { ok: false, error: { type, message } };
  }
}
