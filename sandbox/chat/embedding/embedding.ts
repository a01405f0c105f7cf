import { connectApp, revokeAt, SymphonyError, type SessionHooks } from 'symphony-embed/frame';
import { ChatApp, type Host } from '../app/chatApp.js';
import type { ChatState } from '../app/chatState.js';
import { applySettings, applyTheme } from '../look/appearance.js';
import { readPodConfig, type PodConfig } from '../pod/podConfig.js';
import { Faults } from './faults.js';
import { hostFunctions } from './hostFunctions.js';
import { readQuery } from './querySettings.js';

/** Until a host is there, nobody hears anything. */
const NOBODY: Host = {
  ready: () => undefined,
  notify: () => undefined,
  userInteractionRequired: () => undefined,
  interop: () => undefined,
  sessionEnded: () => Promise.resolve(),
  requestLogout: () => Promise.resolve(),
};

/** Starts the app for the page it is in: one with the SDK, which says what to show, or one whose address says it. */
export function startChatApp(state: ChatState): ChatApp {
  const app = new ChatApp(state, NOBODY);
  const config = readPodConfig();
  const query = new URLSearchParams(location.search);
  state.set({ authenticationType: config.authenticationType });
  if (location.pathname.startsWith('/client-bff/')) state.set({ mode: 'collaboration' });
  // Also with a host, so that a dark portal sees no white frame before the host has answered.
  applySettings(readQuery(query).settings);
  const work = query.has('sdkOrigin') ? startWithHost(app, config) : startAlone(app, query);
  work.catch(console.error);
  return app;
}

async function startWithHost(app: ChatApp, { allowedOrigins, faults }: PodConfig): Promise<void> {
  const { state } = app;
  const host = connectApp({
    allowedOrigins,
    name: 'sandbox-chat/1',
    handlers: hostFunctions(app),
    session: sessionHooks(app, faults ? new Faults(allowedOrigins) : undefined),
  });
  app.host = host;
  try {
    const { mode, settings, theme, chat, ...entrance } = await host.connected;
    applySettings(settings);
    if (theme) applyTheme(theme, mode);
    state.set({ mode, settings });
    await app.start(chat, entrance);
  } catch (thrown) {
    const text = thrown instanceof SymphonyError ? thrown.message : String(thrown);
    state.set({ view: { kind: 'problem', title: 'No connection to this page', text, canRetry: false } });
  }
}

async function startAlone(app: ChatApp, query: URLSearchParams): Promise<void> {
  const { chat, settings, listed } = readQuery(query);
  const revoke = revokeAt('/session/logout');
  app.host = {
    ...NOBODY,
    sessionEnded() {
      app.stop();
      app.clear();
      return Promise.resolve();
    },
    async requestLogout() {
      // Or the pod's own notice of the end is here before its answer, as if it came from elsewhere.
      app.stop();
      await revoke({ signal: new AbortController().signal });
      await app.endSession('logout', true);
    },
  };
  app.state.set({ settings, listed });
  await app.start(chat);
}

function sessionHooks(app: ChatApp, faults: Faults | undefined): SessionHooks {
  const revoke = revokeAt('/session/logout');
  return {
    stop() {
      app.stop();
    },
    revoke: faults?.revoke(revoke) ?? revoke,
    async clear() {
      await faults?.strike();
      app.clear();
    },
  };
}
