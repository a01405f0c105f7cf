import { connect } from 'penpal';
import { failure } from '../../shared/errors.js';
import { Lifetime } from '../../shared/lifetime.js';
import { strictly } from '../../shared/testing/strictly.js';
import {
  notificationPayloads,
  type NotificationPayloads,
  type NotificationType,
} from '../../shared/values/notifications.js';
import { openChannel, toError, type Call } from '../../shared/wire/channel.js';
import {
  PROTOCOL,
  type ArgsOf,
  type FrameToHost,
  type HostToFrame,
  type MethodOf,
  type ValueOf,
  type Welcome,
} from '../../shared/wire/contract.js';
import { welcome as welcomeSchema } from '../../shared/wire/frameToHostValues.js';
import { hostToFrameArgs } from '../../shared/wire/hostToFrameArgs.js';
import { hostToFrameValues } from '../../shared/wire/hostToFrameValues.js';
import type { Schema } from '../../shared/wire/schema.js';
import type { Chat, NotificationParams } from '../../shared/wire/schemas.js';
import type { SessionHooks } from '../session/session.js';
import { placeInDocument, placeInIframe, type AppPlace } from './appPlace.js';
import { createReports, type AppNotification, type AppReport, type ReportMethod } from './appReports.js';
import { runLogout, type FakeLogoutOptions, type FakeLogoutReport } from './fakeLogout.js';
import { observeHooks } from './observeHooks.js';

/** The options of `createFakeHost`. */
export interface FakeHostOptions {
  /**
   * The origin of the portal that the fake is. `https://portal.example` by default. The app must have it in its
   * `allowedOrigins`.
   */
  origin?: string | undefined;
  /**
   * The page of the app, of the same origin as the test. The fake host makes an iframe for it, and `origin` is that of the
   * test. By default, the app is in the test's own document.
   */
  url?: string | undefined;
  /** What the host wants to be shown: mode, settings, theme, partner id, chat and so on. All are optional. */
  welcome?: Partial<Omit<Welcome, 'protocol' | 'subscriptions'>> | undefined;
  /** The notifications that the host listens to. All types by default. */
  subscriptions?: readonly { type: NotificationType; params?: NotificationParams }[] | undefined;
  /** The deadline of each wait for the app, in milliseconds. 2,000 by default. */
  timeoutMs?: number | undefined;
}

/**
 * A host for the tests of an app. The app uses the real frame half, and talks with this host over the real wire. All that
 * crosses the wire is validated with the real schemas.
 */
export interface FakeHost {
  /** The origin of the portal, for the app's `allowedOrigins`. */
  readonly origin: string;
  /** The iframe with the app, if `url` was given. */
  readonly iframe: HTMLIFrameElement | undefined;
  /**
   * Calls the app, once it has said hello. Use the names and arguments of the wire.
   *
   * @throws {@link SymphonyError} `INVALID_ARGUMENT`, at once, if the app could not accept the arguments. The promise rejects
   * with the app's error, with `NOT_SUPPORTED` if the app has no handler, with `TIMEOUT`, and with `FRAME_GONE` after `close`.
   */
  call: <Name extends MethodOf<HostToFrame>>(
    method: Name,
    args: ArgsOf<HostToFrame, Name>,
  ) => Promise<ValueOf<HostToFrame, Name>>;
  /** Resolves with the chat of the app's next `ready`. Rejects with its error, if the app cannot show the chat. */
  shown: () => Promise<Chat>;
  /**
   * Resolves with the next report of the app that no such wait has returned yet, for example of `requestLogout`.
   *
   * @throws {@link SymphonyError} `TIMEOUT`.
   */
  reported: <Name extends ReportMethod>(method: Name) => Promise<ArgsOf<FrameToHost, Name>>;
  /** The same for a notification. Resolves with its payload. */
  notified: <Type extends NotificationType>(type: Type) => Promise<NotificationPayloads[Type]>;
  /** All reports of the app, in order. */
  readonly reports: readonly AppReport[];
  /** All notifications of the app, in order. */
  readonly notifications: readonly AppNotification[];
  /** Returns the same hooks. Their steps come into the report of `logout`. */
  observe: (session: SessionHooks) => SessionHooks;
  /** Logs out of the app as a host does: `clearSession`, then `emptyStorage`, then the removal of the frame. Never rejects. */
  logout: (options?: FakeLogoutOptions) => Promise<FakeLogoutReport>;
  /**
   * Ends the connection, and brings the document back to what it was. Call it after each test.
   *
   * @throws {@link SymphonyError} `INVALID_ARGUMENT` if the app has sent something that a host refuses.
   */
  close: () => void;
}

let isOpen = false;

/** Opens the fake host. */
export function openFakeHost(options: FakeHostOptions): FakeHost {
  const { timeoutMs = 2_000, welcome = {}, subscriptions = everything() } = options;
  const first = strictly(
    welcomeSchema,
    {
      mode: 'focus',
      settings: {},
      chat: {},
      fromLogin: false,
      ...welcome,
      protocol: PROTOCOL,
      subscriptions: subscriptions.map((each, index) => ({ id: index + 1, ...each })),
    },
    'createFakeHost',
  );
  const place = makePlace(options);
  const life = new Lifetime();
  const steps: string[] = [];
  const sent: string[] = [];
  const reports = createReports(
    timeoutMs,
    () => first,
    (name) => sent.push(name),
  );
  const channel = openChannel<HostToFrame>({
    ...place,
    connect,
    methods: reports.methods,
    values: hostToFrameValues,
    goneType: 'FRAME_GONE',
    handleNotice: reports.handleNotice,
  });
  const call: Call<HostToFrame> = (method, args) => channel.connected.then(() => channel.call(method, args));

  const host: FakeHost = {
    origin: place.origin,
    iframe: place.iframe,
    call: (method, args) => {
      checkMethod(method);
      const valid = strictly(hostToFrameArgs[method] as Schema<never>, args, method);
      const why = `the app did not answer within ${timeoutMs} ms`;
      return life.until(call(method, valid), timeoutMs, () => failure('TIMEOUT', method, why));
    },
    shown: async () => {
      const { error, ...chat } = await host.reported('ready');
      if (error) throw toError(error);
      return chat;
    },
    reported: (method) => reports.next(method) as Promise<never>,
    notified: (type) => reports.next(type) as Promise<never>,
    get reports() {
      return [...reports.reports];
    },
    get notifications() {
      return [...reports.notifications];
    },
    observe: (session) => observeHooks(session, (step) => steps.push(step)),
    logout: async (given = {}) => runLogout({ call, place, steps, sent }, given),
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      life.end(failure('FRAME_GONE', 'reach the app', 'the fake host was closed'));
      channel.destroy();
      place.restore();
      const [refused] = reports.refused;
      if (refused) throw refused;
    },
  };
  return host;
}

function everything(): { type: NotificationType; params: NotificationParams }[] {
  return Object.keys(notificationPayloads).map((type) => ({
    type: type as NotificationType,
    params: { withMaestroMessages: true },
  }));
}

function checkMethod(method: string): void {
  if (Object.hasOwn(hostToFrameArgs, method)) return;
  const why = `there is no such method; use one of ${Object.keys(hostToFrameArgs).join(', ')}`;
  throw failure('INVALID_ARGUMENT', `call ${method}`, why);
}

/** @throws {@link SymphonyError} `INVALID_ARGUMENT`; `NOT_SUPPORTED` if the environment is no page. */
function makePlace({ origin = 'https://portal.example', url }: FakeHostOptions): AppPlace {
  const doing = 'createFakeHost';
  if (typeof document === 'undefined') {
    const why = 'there is no document; run the test in a browser, in jsdom or in happy-dom';
    throw failure('NOT_SUPPORTED', doing, why);
  }
  if (isOpen) throw failure('INVALID_ARGUMENT', doing, 'there is one already; close it first');
  if (!URL.canParse(origin) || new URL(origin).origin !== origin)
    throw failure('INVALID_ARGUMENT', doing, `origin should be an origin, like https://portal.example`);
  if (url !== undefined && new URL(url, location.href).origin !== location.origin)
    throw failure('INVALID_ARGUMENT', doing, 'url should be a page of the same origin as the test');
  isOpen = true;
  return url === undefined ? placeInDocument(origin) : placeInIframe(url);
}
