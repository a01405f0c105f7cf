import { connectApp, revokeAt } from 'symphony-embed/frame';
import { AHEAD } from './embedding/pagePaths.js';
import { sessionPath } from './pod/pod.js';
import { readPodConfig } from './pod/podConfig.js';

/*
 * The hidden frame that answers for the pod when no chat frame can: who is logged in, and an end to it. It shows nothing
 * and keeps nothing.
 */

/** How long the answer waits for the chat's files: on a slow line, the answer is more urgent. */
const PRELOAD_MS = 1_000;

const { allowedOrigins, chatFiles, chatPages } = readPodConfig();

const app = connectApp({
  allowedOrigins,
  name: 'sandbox-service/1',
  handlers: {
    async checkAuth({ preload }) {
      // Into the browser's cache only: the chat frame that comes later finds it there.
      const kept = preload
        ? Promise.allSettled([...chatPages.map(keepPage), ...chatFiles.map(keepFile)])
        : undefined;
      const response = await fetch(sessionPath(), { cache: 'no-store' });
      const { loggedIn, authenticationType } = (await response.json()) as {
        loggedIn: boolean;
        authenticationType: 'password' | 'sso';
      };
      // The host removes this frame after its answer, and what it still loads goes with it.
      await Promise.race([kept, new Promise((resolve) => setTimeout(resolve, PRELOAD_MS))]);
      return { isLoggedIn: loggedIn, authenticationType };
    },
  },
  session: { revoke: revokeAt('/session/logout'), databases: [] },
});
app.ready();

/** A browser keeps only what was read to its end. */
async function keepFile(file: string): Promise<void> {
  await (await fetch(file)).arrayBuffer();
}

/**
 * A browser keeps pages of frames apart from what scripts have read, so a frame asks for it, at the address at which the SDK will
 * open it.
 */
async function keepPage(page: string): Promise<void> {
  const url = new URL(page, location.href);
  for (const [name, value] of new URLSearchParams(location.search)) url.searchParams.set(name, value);
  url.hash = AHEAD;
  const frame = document.createElement('iframe');
  frame.src = url.href;
  const loaded = new Promise((resolve) => {
    frame.addEventListener('load', resolve);
  });
  document.body.append(frame);
  await loaded;
}
