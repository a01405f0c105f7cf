import { connectApp, revokeAt } from 'symphony-embed/frame';
import { sessionPath } from './pod/pod.js';
import { readPodConfig } from './pod/podConfig.js';

/*
 * The hidden frame that answers for the pod when no chat frame can: who is logged in, and an end to it. It shows nothing
 * and keeps nothing.
 */

const { allowedOrigins, chatFiles } = readPodConfig();

const app = connectApp({
  allowedOrigins,
  name: 'sandbox-service/1',
  handlers: {
    async checkAuth({ preload }) {
      // Into the browser's cache only: the chat frame that comes later finds it there.
      if (preload) for (const file of chatFiles) void fetch(file).catch(() => undefined);
      const response = await fetch(sessionPath(), { cache: 'no-store' });
      const { loggedIn, authenticationType } = (await response.json()) as {
        loggedIn: boolean;
        authenticationType: 'password' | 'sso';
      };
      return { isLoggedIn: loggedIn, authenticationType };
    },
  },
  session: { revoke: revokeAt('/session/logout'), databases: [] },
});
app.ready();
