/*
 * What has to pass the compiler: the uses that the documentation shows. Never run.
 */
import type { Contact, Context, Instrument, Intent } from '@finos/fdc3';
import {
  createSymphony,
  isLogoutError,
  load,
  SymphonyError,
  type CreatedRoom,
  type LogoutFailure,
  type LogoutReport,
  type RoomOptions,
  type SentMessage,
  type SharedMessage,
  type Symphony,
} from 'symphony-embed/host';
import { connectApp, revokeAt, SymphonyError as SymphonyErrorOfFrame, type App } from 'symphony-embed/frame';

const contact: Contact = { type: 'fdc3.contact', name: 'Jane', id: { email: 'jane@x.example' } };
const instrument: Instrument = { type: 'fdc3.instrument', id: { ticker: 'AAPL' } };

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
  await symphony.startRoom([71811853189212, 'bob@acme.example']);
  await symphony.startRoom(Object.freeze(userIds ?? []), '.coverage');
  await symphony.updateSettings({ condensed: true, showTitle: false, mode: undefined });
  await symphony.updateSettings({ mode: 'dark', theme: { primary: '#0098ff80', text: undefined } });
  symphony.listen({ type: 'ActivityNotifications', params: null, callback: () => undefined });
  symphony.listen({ type: 'ActivityNotifications', params: {}, callback: () => undefined });
  await symphony.updateTheme({
    primary: '#0098ff',
    textShades: { 50: '#777777' },
    primaryShades: { 10: '#000000' },
  });
  const undo: () => void = symphony.listen({
    type: 'MessageNotifications',
    params: { streamId: 's1', withMaestroMessages: true },
    callback: (message) => {
      // A number in messages, a text in what the system says.
      const who: number | string | undefined =
        message.type === 'SOCIALMESSAGE' ? message.fromWhomId : message.userId;
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
    await symphony.logout({ deadlineMs: undefined });
    const report: LogoutReport = await symphony.logout({ deadlineMs: 2_000 });
    console.log(report.frames.filter(({ outcome }) => outcome === 'timedOut'));
  } catch (error) {
    if (error instanceof SymphonyError) console.log(error.type, error.message);
    if (isLogoutError(error) && error.type === 'LOGOUT_UNCONFIRMED') {
      const { retryable, topLevelLogoutUrl }: LogoutFailure = error.data;
      console.log(retryable, topLevelLogoutUrl, error.toJSON().type);
    }
  }
}

export async function useRooms(symphony: Symphony): Promise<void> {
  const message: SharedMessage = {
    text: { 'text/plain': undefined, 'text/markdown': '**hello** §[Call](id/call)' },
    entities: {
      file: { type: 'fdc3.fileAttachment', data: { name: 'a.txt', dataUri: 'data:,a' } },
      call: {
        type: 'fdc3.fdc3Intent',
        data: { title: 'Call', intent: 'StartCall', context: contact, app: { appId: 'phone' } },
      },
      share: { type: 'fdc3.action', action: 'broadcast', title: 'Share', context: contact, channelId: 'red' },
      raise: { type: 'fdc3.action', title: 'Raise', intent: 'StartCall', context: contact },
      order: { type: 'fdc3.symphonyEntity', data: { any: ['thing'] } },
    },
  };
  const { streamId, messages }: SentMessage = await symphony.sendMessage(message, {
    mode: 'blast',
    users: ['1'],
    streamIds: Object.freeze(['s1']),
    distributionListIds: (await symphony.getDistributionLists()).map(({ id }) => id),
    displayMode: 'confirmation_dialog',
    container: '#chat-1',
  });
  console.log(
    streamId?.length,
    messages?.map(({ messageId }) => messageId),
  );
  await symphony.sendMessage('**hello**', { mode: 'group', users: ['1'], container: document.body });
  const options: RoomOptions = { public: false, silent: true, message, filters: { any: 'thing' } };
  const room: CreatedRoom = await symphony.createRoom('Deals', ['1'], options, '#chat-1');
  await symphony.createRoom('Deals', []);
  await symphony.openStream(room.streamId ?? 's1');
  const isPinned: true = await symphony.pinMessage('m1');
  console.log(isPinned);
  await symphony.openApp('app1', 'Orders', '.coverage');
  await symphony.openApp('app1', undefined, document.body);
  await symphony.openBlast();
  await symphony.checkAuth(null);
  await symphony.render('chat', { userIds: '1,2' });
}

export function useInterop(symphony: Symphony, app: App): void {
  const undo: () => void = symphony.registerInterop((intent: Intent, context: Context) => {
    if (context.type === 'fdc3.contact') console.log(intent, (context as Contact).id.email);
  });
  undo();
  app.interop('ViewContact', contact);
  app.interop('ViewInstrument', instrument);
  app.interop('acme.Approve', { type: 'acme.order', id: { order: '7' }, lines: [1] });
  symphony.listen({
    type: 'GlobalUnreadCountNotifications',
    callback: ({ count, totalCount, notifications }) => {
      console.log(count === totalCount, notifications.length);
    },
  });
  symphony.listen({
    type: 'InternalLinkNotifications',
    callback: ({ url, selector }) => {
      void symphony.openStream(url, selector);
    },
  });
  symphony.listen({
    type: 'MessageNotifications',
    callback: (told) => {
      if (told.type === 'MAESTRO')
        console.log(told.event === 'UPDATE_ROOM', told.roomUpdate?.pinnedMessageId);
      else console.log(told.isMention, told.message?.length);
    },
  });
}

export async function useScript(): Promise<void> {
  const symphony = await load({ podUrl: 'https://acme.symphony.example', mode: 'focus' });
  const shown = await symphony.sdk.openStream('s1');
  if ('error' in shown) console.log(shown.error.type, shown.error.message);
  else console.log(shown.streamId);
  const pinned = await symphony.sdk.pinMessage('m1');
  if (pinned !== true) console.log(pinned.type === 'MESSAGE_ID_NOT_FOUND', pinned.error.data);
  const registered = await symphony.registerInterop((intent, context) => {
    console.log(intent, context.type);
  });
  if (typeof registered === 'function') registered();
  const { error } = await symphony.logout();
  if (error?.type === 'LOGOUT_INCOMPLETE') console.log(error.data.storage.failures);
}

export async function useFrame(): Promise<void> {
  connectApp({
    allowedOrigins: [],
    name: undefined,
    handlers: undefined,
    session: { clear: undefined },
  }).ready(Promise.resolve({ error: new Error('no chat') }));
  const app: App = connectApp({
    allowedOrigins: ['https://portal.example', 'https://*.portal.example'],
    name: 'chat 1.0',
    handlers: {
      openStream: ({ streamId }) => ({ streamId }),
      startRoom: ({ userIds }) => Promise.resolve({ userIds }),
      sendMessage: ({ message, options: { mode, displayMode, users } }) => {
        console.log(typeof message === 'string' || message.text['text/plain'], mode, displayMode);
        return { streamId: ['s1'], userIds: users, messages: [{ messageId: 'm1', streamId: 's1' }] };
      },
      createRoom: ({ name, userIds, options: { silent = false } }) => {
        if (silent) throw new SymphonyErrorOfFrame('INVALID_USERS', name, { users: userIds });
        return { streamId: 'r1', userIds };
      },
      pinMessage: async ({ messageId }) => {
        await fetch(messageId);
      },
      openApp: ({ appId, moduleName }) => {
        console.log(appId, moduleName?.length);
      },
      openBlast: () => undefined,
      getDistributionLists: () => [{ id: 'l1', name: 'Traders' }],
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
