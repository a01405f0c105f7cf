import type { Context } from '@finos/fdc3';
import { toSymphonyError, type ErrorPayload } from '../shared/errors.js';
import type { NotificationPayloads, NotificationType, SessionEnd } from '../shared/values/notifications.js';
import type { ArgsOf, FrameToHost, Welcome } from '../shared/wire/contract.js';
import { toPayload } from '../shared/wire/methods.js';
import { object, optional, type Schema } from '../shared/wire/schema.js';
import { chatFields, type Chat } from '../shared/wire/schemas.js';
import { validate } from '../shared/wire/validate.js';
import { allowOrigins } from './allowedOrigins.js';
import { connectHost } from './connection.js';
import { READY_HINT_MS } from './durations.js';
import { createFrameMethods, type AppHandlers } from './methods.js';
import { createNotifications } from './notifications/notifications.js';
import { createEndHere } from './session/endHere.js';
import { createSession, type SessionHooks } from './session/session.js';
import { keepWitness } from './witness.js';

/** The options of {@link connectApp}. */
export interface AppOptions {
  /**
   * The portals that may embed this app: exact origins, or `https://*.example.com` for every subdomain. `'*'` is not
   * allowed.
   */
  allowedOrigins: readonly string[];
  /** The functions that the app supports. For all others, the host gets `NOT_SUPPORTED`. */
  handlers?: AppHandlers | undefined;
  /** The app's callbacks for the end of its session. */
  session?: SessionHooks | undefined;
  /** The app's name and version, for the host's logs. */
  name?: string | undefined;
}

/** What {@link App.ready} reports: the chat on the screen, or why there is none. */
export type Shown = Chat | { error: ErrorPayload | Error };

/** The app's end of the channel. */
export interface App {
  /**
   * Resolves when the host has answered this document's hello, with the mode, the settings, the theme, the chat to show
   * and the subscriptions. After a reload, the document gets the present state again.
   *
   * Rejects with a {@link SymphonyError}: `CONNECTION_FAILED` if no host of an allowed origin answers within ten
   * seconds, or at once if the document is not in a frame; `INCOMPATIBLE_VERSION` if the protocols of the two halves
   * differ.
   */
  readonly connected: Promise<Welcome>;
  /**
   * Reports that the chat is displayed, or why it cannot be displayed. This settles the `render` or `openStream` that
   * created the frame. Call it again when the app shows another chat by itself, so that a reload brings that chat back.
   * Also call it again when a person has done what `userInteractionRequired` asked for.
   *
   * @param shown - Or a promise of it. If that rejects, the host gets the error.
   * @throws {@link SymphonyError} `INVALID_ARGUMENT` if it is no plain data.
   */
  ready(shown?: Shown | PromiseLike<Shown | undefined>): void;
  /**
   * Sends a notification to every matching subscription of the host. Sends nothing if nobody listens. The host discards
   * and logs payloads that are not as documented.
   */
  notify<Type extends NotificationType>(
    type: Type,
    ...payload: NotificationPayloads[Type] extends undefined ? [] : [NotificationPayloads[Type]]
  ): void;
  /**
   * Tells the host that a person has to do something in this frame, for example log in or accept terms. Until the next
   * `ready`, the host's waits for this frame have no deadline.
   */
  userInteractionRequired(options: { reason: string }): void;
  /** Tells the host that the user pressed a button that is meant for the page: an FDC3 intent, with its context. */
  interop(intent: string, context: Context): void;
  /**
   * Call this when the app learns that its session is over at the pod. Clears this frame like a logout, but without a
   * request to the pod, and then notifies the host. Resolves when the data is gone. Rejects with a {@link
   * SymphonyError} if a session hook failed or data is left: usually `ERROR` or `TIMEOUT`, or the type of the error
   * that the hook threw.
   */
  sessionEnded(options: { reason: SessionEnd }): Promise<void>;
  /**
   * Call this for the app's own log-out button. The host runs its `logout()`, and then removes this frame. Resolves
   * when the host has accepted the request. Rejects with `CONNECTION_FAILED` if there is no host.
   */
  requestLogout(): Promise<void>;
}

const shownSchema = object({ ...chatFields, error: optional(toPayload) });
/** Returns the reason for an end. The host knows which ones there are. */
export const reasonOf: Schema<SessionEnd> = (end) => (end as { reason: SessionEnd }).reason;

/**
 * Connects an app inside a Symphony iframe to the page that embeds it. Call it once in each document, and early,
 * because the host waits for the hello.
 *
 * @throws {@link SymphonyError} `INVALID_ARGUMENT` if `allowedOrigins` is missing, empty or contains anything but origins,
 * or if `session.databases` is not a list of names.
 *
 * @example
 * ```ts
 * const app = connectApp({
 *   allowedOrigins: ['https://portal.example'],
 *   handlers: { openStream: ({ streamId }) => showChat(streamId) },
 *   session: { revoke: revokeAt('/session/logout'), clear: () => store.clear() },
 * });
 * const { chat } = await app.connected;
 * app.ready(showChat(chat.streamId));
 * ```
 */
export function connectApp(options: AppOptions): App {
  const {
    allowedOrigins,
    handlers = {},
    session: hooks = {},
    name = '',
  } = validate((given) => ({ ...(given as AppOptions) }), options, 'connect');
  const isAllowed = allowOrigins(allowedOrigins);
  const session = createSession(hooks);
  const notifications = createNotifications((batch) => {
    host.sendNotice('notify', { notifications: batch });
  });
  const host = connectHost({
    name,
    allowedOrigins,
    isAllowed,
    methods: createFrameMethods({ handlers, session, notifications, welcomed: () => host.welcomed }),
    handleWelcome: ({ subscriptions }) => {
      notifications.replace(subscriptions);
    },
  });

  /** Whether the app has said what it shows, or what it waits for. */
  let hasReported = false;
  function report<Name extends 'ready' | 'userInteractionRequired'>(
    method: Name,
    args: ArgsOf<FrameToHost, Name>,
  ): void {
    hasReported = true;
    // Not earlier: an app that builds its whole document would remove the witness, or fail because of it.
    keepWitness();
    host.send(method, args);
  }
  function reportShown(shown: Shown = {}): void {
    report('ready', validate(shownSchema, shown, 'ready'));
  }
  void host.welcomed.then(
    () =>
      setTimeout(() => {
        if (!hasReported) console.warn('This app has not called ready(), so the portal still waits for it.');
      }, READY_HINT_MS),
    () => {
      // Nobody will ever subscribe, so notifications must not wait any longer.
      notifications.replace([]);
    },
  );

  const endHere = createEndHere(session, (end) => {
    host.send('sessionEnded', end);
  });
  const app: App = {
    connected: host.welcomed,
    ready(shown) {
      if (validate((given) => 'then' in Object(given), shown, 'ready')) {
        Promise.resolve(shown)
          .then(reportShown)
          .catch((thrown: unknown) => {
            reportShown({ error: toSymphonyError(thrown) });
          });
      } else reportShown(shown as Shown | undefined);
    },
    notify: notifications.notify as App['notify'],
    interop(intent, context) {
      host.send('interop', { intent, context });
    },
    userInteractionRequired(required) {
      report('userInteractionRequired', required);
    },
    async sessionEnded(end) {
      const reason = validate(reasonOf, end, 'sessionEnded');
      await endHere(reason);
    },
    requestLogout: () => host.request('requestLogout', {}),
  };
  hooks.check?.start((end) => app.sessionEnded(end));
  return app;
}
