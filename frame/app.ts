import type { Context } from '@finos/fdc3';
import { connect, type RemoteProxy } from 'penpal';
import {
  CHANNEL,
  PROTOCOL,
  type ArgsOf,
  type FrameToHost,
  type MethodOf,
  type Remote,
  type ValueOf,
  type Welcome,
} from '../shared/contract.js';
import { welcome } from '../shared/frameToHostValues.js';
import { failure, SymphonyError, type ErrorPayload, type ErrorType } from '../shared/errors.js';
import { createMessenger } from '../shared/messenger.js';
import type { NotificationPayloads, NotificationType, SessionEnd } from '../shared/notifications.js';
import type { Chat } from '../shared/schemas.js';
import { validate } from '../shared/validate.js';
import { allowOrigins } from './allowedOrigins.js';
import { createFrameMethods, type AppHandlers } from './methods.js';
import { createNotifications } from './notifications.js';
import { createSession, type SessionHooks } from './session.js';
import { timeUp } from './timeUp.js';
import { keepWitness } from './witness.js';

const ANSWER_WITHIN_MS = 10_000;
const CLEAR_WITHIN_MS = 5_000;

/** What {@link connectApp} takes. */
export interface AppOptions {
  /**
   * The portals that may embed this app: exact origins, or `https://*.example.com` for every subdomain. `'*'` is
   * refused.
   */
  allowedOrigins: readonly string[];
  /** What the app can do for its host; any subset. The host gets `NOT_SUPPORTED` for the rest. */
  handlers?: AppHandlers;
  /** What the app does when its session ends. */
  session?: SessionHooks;
  /** The app's name and version, for the host's logs. */
  name?: string;
}

/** The app's end of the channel. */
export interface App {
  /**
   * Resolves when the host has answered this document's hello: with the mode, the settings, the theme, the chat to show
   * and the live subscriptions. A page that reloads gets the present state again.
   *
   * Rejects with a {@link SymphonyError}: `CONNECTION_FAILED` when no host of an allowed origin answers within ten
   * seconds (a page that was opened without the SDK, at once), `INCOMPATIBLE_VERSION` when the halves do not fit.
   */
  readonly connected: Promise<Welcome>;
  /**
   * Tells the host that the chat is displayed (its `render` or `openStream` resolves), or why it could not be. To be
   * called again whenever the app shows another chat by itself, which a reload then brings back, and when a person has
   * done what `userInteractionRequired` asked for.
   */
  ready(shown?: Chat | { error: ErrorPayload }): void;
  /**
   * Sends a notification to every subscription of the host that matches; nothing is sent where nobody listens. The host
   * drops, and logs, what is not the documented payload of its type.
   */
  notify<Type extends NotificationType>(
    type: Type,
    ...payload: NotificationPayloads[Type] extends undefined ? [] : [NotificationPayloads[Type]]
  ): void;
  /** Tells the host that a person has to do something in this frame (log in, accept terms): its clocks stop. */
  userInteractionRequired(options: { reason: string }): void;
  /** Tells the host that the user pressed a button for the page around: an FDC3 intent, with its context. */
  interop(intent: string, context: Context): void;
  /**
   * To be called when the app learns that its session is over at the pod: clears this frame as a logout does, without
   * asking the pod again, then tells the host. Resolves when the data is gone, rejects with `ERROR` or `TIMEOUT` where
   * some is left.
   */
  sessionEnded(options: { reason: SessionEnd }): Promise<void>;
  /**
   * The app's own log-out button: the host runs its `logout()`, which ends with the removal of this frame. Resolves
   * when the host has taken the request, rejects with `CONNECTION_FAILED` where there is no host to take it.
   */
  requestLogout(): Promise<void>;
}

/**
 * Connects an app inside a Symphony iframe with the page that embeds it. Call it once a document, early: the host waits
 * for its hello.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT` for `allowedOrigins` that are empty or no origins.
 *
 * @example
 * ```ts
 * const app = connectApp({
 *   allowedOrigins: ['https://portal.example'],
 *   handlers: { openStream: ({ streamId }) => showChat(streamId) },
 *   session: { revoke: revokeAt('/session/logout'), clear: () => store.clear() },
 * });
 * const { chat } = await app.connected;
 * app.ready(await showChat(chat.streamId));
 * ```
 */
export function connectApp({
  allowedOrigins,
  handlers = {},
  session: hooks = {},
  name = '',
}: AppOptions): App {
  const isAllowed = allowOrigins(allowedOrigins);
  const host = window.parent;
  const endSession = createSession(hooks);
  const messenger = createMessenger(window, host, isAllowed);
  const notifications = createNotifications((batch) => {
    // Nobody waits for an answer, and there may be very many: the host logs what it drops.
    messenger.tell('notify', { notifications: batch });
  });
  let remote: RemoteProxy<Remote<FrameToHost>> | undefined;

  async function call<Name extends MethodOf<FrameToHost>>(
    method: Name,
    args: ArgsOf<FrameToHost, Name>,
  ): Promise<ValueOf<FrameToHost, Name>> {
    // Penpal's proxy type loses the tie between a name and its arguments.
    const outcome = await (remote?.[method] as unknown as Remote<FrameToHost>[Name])(args);
    if (outcome.ok) return outcome.value;
    const { type, message, data } = outcome.error;
    throw new SymphonyError(type, message, data);
  }

  /** For what needs no answer: nobody waits for it. The order is kept, and the console says what the host refused. */
  function tell<Name extends MethodOf<FrameToHost>>(method: Name, args: ArgsOf<FrameToHost, Name>): void {
    // A page without a host has nobody to tell: that is no failure.
    connected.then(
      () => call(method, args).catch(console.warn),
      () => undefined,
    );
  }

  async function sayHello(): Promise<Welcome> {
    const answer = await inTime(call('hello', { protocol: PROTOCOL, app: name }));
    const learnt = validate(welcome, answer, 'read the answer to hello');
    notifications.replace(learnt.subscriptions);
    return learnt;
  }

  async function open(): Promise<Welcome> {
    if (host === window) throw noHost('not in a frame');
    const connection = connect<Remote<FrameToHost>>({
      messenger,
      methods: createFrameMethods({ handlers, endSession, notifications, connected: () => connected }),
      channel: CHANNEL,
    });
    remote = await inTime(connection.promise);
    window.addEventListener('pagehide', () => {
      void call('goodbye', {}).catch(() => undefined);
    });
    // A document that comes back from the back/forward cache has said goodbye: it says hello again.
    window.addEventListener('pageshow', ({ persisted }) => {
      if (persisted) void sayHello().catch(console.warn);
    });
    const learning = sayHello();
    // Not before: it takes as long as all of the handshake.
    keepWitness();
    return learning;
  }

  function inTime<T>(answer: Promise<T>): Promise<T> {
    const late = timeUp(AbortSignal.timeout(ANSWER_WITHIN_MS)).then(() => {
      throw noHost(`no answer from ${allowedOrigins.join()}`);
    });
    return Promise.race([answer, late]);
  }

  const connected = open();
  // Those who use it get the rejection; an app that does not is not to be told of an unhandled one.
  connected.catch(() => undefined);

  return {
    connected,
    ready(shown = {}) {
      tell('ready', shown);
    },
    notify(type, ...payload) {
      notifications.notify(type, payload[0]);
    },
    interop(intent, context) {
      tell('interop', { intent, context });
    },
    userInteractionRequired(required) {
      tell('userInteractionRequired', required);
    },
    async sessionEnded({ reason }) {
      const { error } = await endSession({
        logoutId: String(Math.random()),
        reason,
        revoke: false,
        deadlineMs: CLEAR_WITHIN_MS,
      });
      tell('sessionEnded', { reason });
      if (error) throw new SymphonyError(error.type as ErrorType, error.message);
    },
    async requestLogout() {
      await connected;
      await inTime(call('requestLogout', {}));
    },
  };
}

function noHost(why: string): SymphonyError {
  return failure('CONNECTION_FAILED', 'connect', why);
}
