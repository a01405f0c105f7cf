import type { Settings } from '../../shared/values/settings.js';
import type { HostToFrame } from '../../shared/wire/contract.js';
import { hostToFrameArgs } from '../../shared/wire/hostToFrameArgs.js';
import { createMethods } from '../../shared/wire/methods.js';
import { object, optional } from '../../shared/wire/schema.js';
import { settingsMap, text, texts } from '../../shared/wire/schemas.js';
import { validate } from '../../shared/wire/validate.js';
import { allowOrigins } from '../allowedOrigins.js';
import { reasonOf, type App, type AppOptions } from '../app.js';
import { handlerOf, type AppHandlers } from '../methods.js';
import { createChildFrames } from './childFrames.js';
import { joinMainFrame } from './mainFrame.js';
import type { RawFields } from './rawActions.js';
import { answerActions } from './rawCalls.js';
import { openRawPage, warn } from './rawPage.js';
import { createRawSubscriptions } from './rawSubscriptions.js';

/** The options of {@link acceptRawClients}: those of `connectApp`, and what the frame's address says. */
export interface RawClientOptions extends Pick<AppOptions, 'allowedOrigins' | 'handlers'> {
  /**
   * The origin of the page around this frame, usually `sdkOrigin` of the query string. `clientReady` goes there before
   * the page has said anything. By default the origin of the document's referrer.
   */
  pageOrigin?: string | undefined;
  /** The settings that this frame started with. Its child frames get them, too. */
  settings?: Settings | undefined;
}

const optionsSchema = object({
  allowedOrigins: texts,
  // They are read when they are called.
  handlers: optional<AppHandlers>((value) => value as AppHandlers, {}),
  pageOrigin: optional(text),
  settings: optional(settingsMap, {}),
});

/**
 * Also lets pages without the SDK talk to this frame, with Symphony's own `postMessage` protocol: `sdk-action` (`set-stream`,
 * `set-settings`, `send-message`), `sdk-subscription` and `sdk-register`. They get `clientReady`, `sdk-resolve` and
 * `sdk-callback-data`. Their calls reach the same handlers as those of a host, from the same allowed origins.
 *
 * Such a page has no `logout()`. Its frames end when the app calls `sessionEnded`.
 *
 * @param app - The app that {@link connectApp} returned.
 * @returns The app to use from now on: its `ready`, `notify` and `sessionEnded` reach such pages, too.
 * @throws {@link SymphonyError} `INVALID_ARGUMENT` if `allowedOrigins` is empty or contains anything but origins.
 * @see https://github.com/SymphonyPlatformSolutions/ecp-examples/tree/main/AppExamples/EcpOpenSdk
 *
 * @example
 * ```ts
 * const options = { allowedOrigins: ['https://portal.example'], handlers, session };
 * const pageOrigin = new URLSearchParams(location.search).get('sdkOrigin') ?? undefined;
 * const app = acceptRawClients(connectApp(options), { ...options, pageOrigin });
 * ```
 */
export function acceptRawClients(app: App, options: RawClientOptions): App {
  const {
    allowedOrigins,
    handlers,
    pageOrigin = originOf(document.referrer),
    settings,
  } = validate(optionsSchema, options, 'accept raw clients');
  const isAllowed = allowOrigins(allowedOrigins);
  if (window.parent === window) return app;
  const methods = createMethods<HostToFrame>(hostToFrameArgs, (name) => handlerOf(handlers, name) as never);
  const page = openRawPage({
    isAllowed,
    origin: pageOrigin !== undefined && isAllowed(pageOrigin) ? pageOrigin : undefined,
    handleMessage,
  });
  const subscriptions = createRawSubscriptions(page.post);
  const children = createChildFrames({
    settings,
    pageOrigin: () => page.origin,
    handleNotice: subscriptions.notify,
  });
  const mainFrame = joinMainFrame({ isAllowed, methods });
  const runAction = answerActions({ methods, children, post: page.post });

  let hasHost = false;
  app.connected.then(
    () => (hasHost = true),
    () => undefined,
  );

  function handleMessage(eventType: string, fields: RawFields): void {
    switch (eventType) {
      case 'sdk-action':
        runAction(fields);
        break;
      case 'sdk-subscription':
        subscriptions.subscribe(fields);
        break;
      case 'sdk-register':
        children.register(fields['iFrameId']);
        break;
      default:
        warn(`The page sent ${eventType}, which is no message for a frame.`);
    }
  }

  async function handleReady(hasFailed: boolean): Promise<void> {
    // A chat that cannot be shown is no reason to keep the page waiting: it can open another one.
    if (hasHost || mainFrame.isChild || (hasFailed && !(await isLoggedIn(handlers)))) return;
    page.handleReady();
  }

  return {
    ...app,
    ready(shown) {
      app.ready(shown);
      void Promise.resolve(shown)
        // Not the error itself: on its way through promises, each of them would read it, and some cannot be read again.
        .then((chat) => !!chat && 'error' in chat && !!chat.error)
        .catch(() => true)
        .then(handleReady);
    },
    notify(type, ...payload) {
      app.notify(type, ...payload);
      subscriptions.notify(type, payload[0]);
      mainFrame.notify(type, payload[0]);
    },
    async sessionEnded(end) {
      const reason = validate(reasonOf, end, 'sessionEnded');
      try {
        await app.sessionEnded({ reason });
      } finally {
        page.handleSessionEnd();
        subscriptions.notify('SessionNotifications', { status: 'ended', reason });
      }
    },
  };
}

async function isLoggedIn(handlers: AppHandlers): Promise<boolean> {
  try {
    return (await handlers.checkAuth?.({ preload: false }))?.isLoggedIn === true;
  } catch {
    return false;
  }
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}
