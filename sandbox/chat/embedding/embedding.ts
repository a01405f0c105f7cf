import {
  acceptRawClients,
  checkOnWaking,
  connectApp,
  revokeAt,
  revokeOver,
  SymphonyError,
  type App,
  type AppOptions,
  type Revoke,
  type SessionHooks,
} from 'symphony-embed/frame';
import { ChatApp, type Host } from '../app/chatApp.js';
import type { ChatState } from '../app/chatState.js';
import { applySettings, applyTheme } from '../look/appearance.js';
import { readPodConfig, type PodConfig } from '../pod/podConfig.js';
import { Faults } from './faults.js';
import { hostFunctions } from './hostFunctions.js';
import { isChildFrame, isClient } from './pagePaths.js';
import { readQuery, type Query } from './querySettings.js';

/** Until a host is there, nobody hears anything. */
const NOBODY: Host = {
  ready: () => undefined,
  notify: () => undefined,
  userInteractionRequired: () => undefined,
  interop: () => undefined,
  sessionEnded: () => Promise.resolve(),
  requestLogout: () => Promise.resolve(),
};

/** For a logout without a host, which would set the deadline. */
const REVOKE_MS = 10_000;

const revokeByRequest = revokeAt('/session/logout');

/**
 * Starts the app for the page it is in: one with the SDK, which says what to show, one that talks to frames by messages
 * alone, or one whose frame's address says it all.
 */
export function startChatApp(state: ChatState): ChatApp {
  const app = new ChatApp(state, NOBODY);
  const config = readPodConfig();
  const query = readQuery(new URLSearchParams(location.search));
  state.set({ authenticationType: config.authenticationType });
  if (isClient(location.pathname)) state.set({ mode: 'collaboration' });
  // Also with a host, so that a dark portal sees no white frame before the host has answered.
  applySettings(query.settings);
  start(app, config, query).catch(console.error);
  return app;
}

async function start(app: ChatApp, config: PodConfig, query: Query): Promise<void> {
  // Opened as a page of its own, or in a frame of somebody whom the browser keeps out anyway.
  if (window.parent === window || !config.allowedOrigins.length) {
    await startAlone(app, alone(app), query);
    return;
  }
  const host = connect(app, config, query);
  // A host writes its origin into the address of a frame, and what to show into its welcome.
  const hasHost = query.sdkOrigin !== undefined && !query.chat.streamId && !query.chat.userIds;
  if (!hasHost || !(await startWithHost(app, host))) await startAlone(app, withoutHost(app, host), query);
}

function connect(app: ChatApp, { allowedOrigins, faults }: PodConfig, query: Query): App {
  const options: AppOptions = {
    allowedOrigins,
    name: 'sandbox-chat/1',
    handlers: hostFunctions(app),
    session: sessionHooks(app, faults ? new Faults(allowedOrigins) : undefined),
  };
  const { sdkOrigin: pageOrigin, settings } = query;
  return acceptRawClients(connectApp(options), { ...options, pageOrigin, settings });
}

/** Resolves with whether there is a host. */
async function startWithHost(app: ChatApp, host: App): Promise<boolean> {
  const { state } = app;
  app.host = host;
  try {
    const { mode, settings, theme, chat, ...entrance } = await host.connected;
    applySettings(settings);
    // First, so that the chat is never seen without it.
    if (theme) await applyTheme(theme, mode).catch(console.warn);
    state.set({ mode, settings });
    await app.start(chat, entrance);
  } catch (thrown) {
    if (thrown instanceof SymphonyError && thrown.type === 'CONNECTION_FAILED') return false;
    const text = thrown instanceof SymphonyError ? thrown.message : String(thrown);
    state.set({ view: { kind: 'problem', title: 'No connection to this page', text, canRetry: false } });
  }
  return true;
}

async function startAlone(app: ChatApp, host: Host, { chat, settings, listed }: Query): Promise<void> {
  app.host = host;
  app.state.set({ settings, listed });
  // A child frame shows what the page asks for by its main frame.
  if (isChildFrame(location.pathname))
    app.state.set({ view: { kind: 'loading', text: 'Waiting for a chat' } });
  // While this frame waited for a host, the page may have asked for another chat.
  else await app.start({ ...chat, ...app.wanted });
}

/** What stands in for a host in a page of the pod's own. */
function alone(app: ChatApp): Host {
  return {
    ...NOBODY,
    sessionEnded({ reason }) {
      app.stop();
      app.clear(reason);
      return Promise.resolve();
    },
    requestLogout: () => logOutHere(app),
  };
}

/** In a page without the SDK nobody else logs out. */
function withoutHost(app: ChatApp, host: App): Host {
  return { ...host, userInteractionRequired: () => undefined, requestLogout: () => logOutHere(app) };
}

async function logOutHere(app: ChatApp): Promise<void> {
  // Or the pod's own notice of the end is here before its answer, as if it came from elsewhere.
  app.stop();
  await revokeBothWays(app)({ signal: AbortSignal.timeout(REVOKE_MS) });
  await app.endSession('logout', true);
}

/** By a request, and over the live line, which needs no cookie. One confirmation is enough. */
function revokeBothWays(app: ChatApp): Revoke {
  const revokeOverLine = revokeOver(() => app.liveSocket);
  return async (options) => {
    try {
      return await Promise.any([revokeByRequest(options), revokeOverLine(options)]);
    } catch (thrown) {
      // Of several errors, the first one is that of the request.
      throw thrown instanceof AggregateError ? thrown.errors[0] : thrown;
    }
  };
}

function sessionHooks(app: ChatApp, faults: Faults | undefined): SessionHooks {
  const revoke = revokeBothWays(app);
  return {
    stop() {
      app.stop();
    },
    revoke: faults?.revoke(revoke) ?? revoke,
    check: checkOnWaking(() => app.isAlive()),
    async clear({ reason }) {
      await faults?.strike();
      app.clear(reason);
    },
    // The chat keeps nothing in databases.
    databases: [],
  };
}
