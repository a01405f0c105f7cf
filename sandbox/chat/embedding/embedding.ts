import { SymphonyError, type App } from 'symphony-embed/frame';
import { ChatApp, type Host } from '../app/chatApp.js';
import type { ChatState } from '../app/chatState.js';
import { applySettings, applyTheme } from '../look/appearance.js';
import { hostFunctions } from './hostFunctions.js';
import { revokeBothWays } from './hostLine.js';
import { config, hasHost, hostLine, query } from './opening.js';
import { isChildFrame, isClient } from './pagePaths.js';

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

/**
 * Starts the app for the page it is in: one with the SDK, which says what to show, one that talks to frames by messages
 * alone, or one whose frame's address says it all.
 */
export function startChatApp(state: ChatState): ChatApp {
  const app = new ChatApp(state, NOBODY);
  state.set({ authenticationType: config.authenticationType });
  if (isClient(location.pathname)) state.set({ mode: 'collaboration' });
  // Also with a host, so that a dark portal sees no white frame before the host has answered.
  applySettings(query.settings);
  start(app).catch(console.error);
  return app;
}

async function start(app: ChatApp): Promise<void> {
  if (!hostLine) {
    await startAlone(app, alone(app));
    return;
  }
  const { host } = hostLine;
  hostLine.attach({ app, functions: hostFunctions(app) });
  if (hostLine.isOver) return;
  if (!hasHost || !(await startWithHost(app, host))) await startAlone(app, withoutHost(app, host));
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

async function startAlone(app: ChatApp, host: Host): Promise<void> {
  const { chat, settings, listed } = query;
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
  await revokeBothWays(() => app.liveSocket)({ signal: AbortSignal.timeout(REVOKE_MS) });
  await app.endSession('logout', true);
}
