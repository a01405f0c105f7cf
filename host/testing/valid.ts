/*
 * What has to pass the compiler: the uses that the documentation shows. Never run.
 */
import {
  createSymphony,
  load,
  SymphonyError,
  type LogoutFailure,
  type LogoutReport,
} from 'symphony-embed/host';
import { connectApp, revokeAt, type App } from 'symphony-embed/frame';

export async function usePortal(): Promise<void> {
  const symphony = createSymphony({
    podUrl: 'https://acme.symphony.example',
    partnerId: 'acme',
    mode: 'collaboration',
    timeouts: { logoutMs: 3_000 },
    paths: { focus: '/embed/index.html' },
    debug: (event) => {
      if (event.kind === 'answer') console.log(event.method, event.ok, event.elapsedMs);
    },
  });
  createSymphony({ podUrl: 'https://a.example', partnerId: undefined, mode: undefined, debug: true });
  const { streamId, userIds } = await symphony.render();
  await symphony.render('chat', { streamId: 's1', mode: 'dark', theme: { primary: '#0098ff' } }, true);
  await symphony.render(document.body, { userIds: ['1'], auth: { subjectToken: 'jwt' } });
  await symphony.openStream(streamId ?? 's1', '#chat-1');
  await symphony.setStream('s1', document.body);
  await symphony.startRoom('bob@acme.example');
  await symphony.startRoom(Object.freeze(userIds ?? []), '.coverage');
  await symphony.updateSettings({ condensed: true, showTitle: false, mode: undefined });
  await symphony.updateTheme({
    primary: '#0098ff',
    textShades: { 50: '#777777' },
    primaryShades: { 10: '#000000' },
  });
  const undo: () => void = symphony.listen({
    type: 'MessageNotifications',
    params: { streamId: 's1', withMaestroMessages: true },
    callback: (message) => {
      const who: string | undefined = message.type === 'SOCIALMESSAGE' ? message.fromWhomId : message.userId;
      console.log(who);
    },
  });
  undo();
  symphony.listen({
    type: 'ConnectionNotifications',
    status: ['accepted'],
    callback: ({ status, userId }) => {
      console.log(status, userId);
    },
  });
  symphony.listen({
    type: 'SessionNotifications',
    callback: ({ status, reason }) => {
      console.log(status === 'ended', reason);
    },
  });
  symphony.listen({ type: 'ActivityNotifications', callback: () => undefined });
  symphony.onUserInteractionRequired({
    callback: ({ reason }) => {
      console.log(reason.length);
    },
  })();
  const { isLoggedIn, authenticationType } = await symphony.checkAuth();
  console.log(isLoggedIn, authenticationType === 'sso');
  try {
    const report: LogoutReport = await symphony.logout({ deadlineMs: 2_000 });
    console.log(report.frames.filter(({ outcome }) => outcome === 'timedOut'));
  } catch (error) {
    if (error instanceof SymphonyError && error.type === 'LOGOUT_UNCONFIRMED') {
      const { retryable, topLevelLogoutUrl } = error.data as LogoutFailure;
      console.log(retryable, topLevelLogoutUrl, error.toJSON().type);
    }
  }
}

export async function useScript(): Promise<void> {
  const symphony = await load({ podUrl: 'https://acme.symphony.example', mode: 'focus' });
  const shown = await symphony.sdk.openStream('s1');
  if ('error' in shown) console.log(shown.error.type, shown.error.message);
  else console.log(shown.streamId);
  const { error } = await symphony.logout();
  console.log(error?.data);
}

export async function useFrame(): Promise<void> {
  const app: App = connectApp({
    allowedOrigins: ['https://portal.example', 'https://*.portal.example'],
    name: 'chat 1.0',
    handlers: {
      openStream: ({ streamId }) => ({ streamId }),
      startRoom: ({ userIds }) => Promise.resolve({ userIds }),
      updateSettings: ({ condensed, mode }) => {
        console.log(condensed, mode);
      },
    },
    session: {
      stop: ({ reason }) => {
        console.log(reason);
      },
      revoke: revokeAt('/session/logout', { 'X-CSRF': 'token' }),
      clear: async ({ signal }) => {
        await fetch('/drop', { signal });
      },
    },
  });
  const { chat, settings, subscriptions } = await app.connected;
  console.log(settings.mode, subscriptions.length);
  app.ready();
  app.ready(chat);
  app.ready({ error: { type: 'NOT_LOGGED_IN', message: 'who are you?' } });
  app.notify('UnreadCountNotifications', { streamId: 's1', count: 1 });
  app.notify('ActivityNotifications');
  app.userInteractionRequired({ reason: 'login' });
  await app.sessionEnded({ reason: 'expired' });
  await app.requestLogout();
}
