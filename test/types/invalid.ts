/*
 * What must not pass the compiler. Never run: each line says why it is wrong, and the compiler that it is.
 */
import { createSymphony, SymphonyError, type Symphony } from 'symphony-embed/host';
import { connectApp, type App } from 'symphony-embed/frame';

export function misuseOptions(): void {
  // @ts-expect-error There is no host without a pod.
  createSymphony({});
  // @ts-expect-error data-mode="full" is the script tag's word; the module's is collaboration.
  createSymphony({ podUrl: 'https://a.example', mode: 'full' });
  // @ts-expect-error There is no such deadline.
  createSymphony({ podUrl: 'https://a.example', timeouts: { forever: 1 } });
  // @ts-expect-error Deadlines are numbers of milliseconds.
  createSymphony({ podUrl: 'https://a.example', timeouts: { callMs: '1s' } });
}

export function misuseFunctions(symphony: Symphony): void {
  // @ts-expect-error The mode of colours is light or dark.
  void symphony.render('chat', { mode: 'grey' });
  // @ts-expect-error A misspelt setting would be dropped without a word.
  void symphony.render('chat', { condenced: true });
  // @ts-expect-error Settings are true or false, not text as in data attributes.
  void symphony.updateSettings({ condensed: 'true' });
  // @ts-expect-error There is no such colour.
  void symphony.updateTheme({ foreground: '#000000' });
  // @ts-expect-error Only the shades of text and surface have a middle.
  void symphony.updateTheme({ primaryShades: { 50: '#000000' } });
  // @ts-expect-error A chat is opened by its id.
  void symphony.openStream(42);
  // @ts-expect-error There is nothing to open.
  void symphony.openStream();
  // @ts-expect-error Users are ids or e-mail addresses.
  void symphony.startRoom([true]);
  // @ts-expect-error The deadline has its unit in its name.
  void symphony.logout({ deadline: 5 });
}

export function misuseMessages(symphony: Symphony): void {
  // @ts-expect-error It has to be said who gets it.
  void symphony.sendMessage('hello');
  // @ts-expect-error The mode has no default.
  void symphony.sendMessage('hello', { users: ['1'] });
  // @ts-expect-error There is no such way to send.
  void symphony.sendMessage('hello', { mode: 'room', users: ['1'] });
  // @ts-expect-error There is no such way to ask.
  void symphony.sendMessage('hello', { mode: 'blast', displayMode: 'popup' });
  // @ts-expect-error A message has a text, if only an empty one beside its entities.
  void symphony.sendMessage({ entities: {} }, { mode: 'blast' });
  // @ts-expect-error Messages are plain text or Markdown.
  void symphony.sendMessage({ text: { 'text/html': '<b>hello</b>' } }, { mode: 'blast' });
  void symphony.sendMessage(
    // @ts-expect-error A file has its content with it.
    { text: {}, entities: { a: { type: 'fdc3.fileAttachment', data: { name: 'a.txt' } } } },
    { mode: 'blast' },
  );
  // @ts-expect-error The people of a room are ids or e-mail addresses.
  void symphony.createRoom('Deals', { id: '1' });
  // @ts-expect-error Options of a room are true or false.
  void symphony.createRoom('Deals', ['1'], { public: 'yes' });
  // @ts-expect-error A misspelt option would be dropped without a word.
  void symphony.createRoom('Deals', ['1'], { pubic: true });
  // @ts-expect-error Messages are pinned one by one.
  void symphony.pinMessage(['m1']);
  // @ts-expect-error There is no app to open.
  void symphony.openApp();
  // @ts-expect-error The module goes before the slot.
  void symphony.openApp('app1', document.body);
  // @ts-expect-error It takes the callback itself.
  symphony.registerInterop({ callback: () => undefined });
  // @ts-expect-error The intent comes first, as a text.
  symphony.registerInterop((context: { type: string }) => context);
}

export function misuseListen(symphony: Symphony): void {
  // @ts-expect-error There is no such notification.
  symphony.listen({ type: 'TypingNotifications', callback: () => undefined });
  symphony.listen({
    type: 'UnreadCountNotifications',
    // @ts-expect-error Only connections have a status.
    params: { status: ['accepted'] },
    callback: () => undefined,
  });
  symphony.listen({
    type: 'ActivityNotifications',
    // @ts-expect-error This one has no filter.
    params: { streamId: 's1' },
    callback: () => undefined,
  });
  // @ts-expect-error Without a callback nobody is told.
  symphony.listen({ type: 'UnreadCountNotifications' });
  symphony.listen({
    type: 'UnreadCountNotifications',
    // @ts-expect-error The payload of unread counts has no text.
    callback: ({ text }) => text as unknown,
  });
  symphony.listen({
    type: 'ConnectionNotifications',
    // @ts-expect-error There is no such status.
    params: { status: ['refused'] },
    callback: () => undefined,
  });
}

export function misuseErrors(error: SymphonyError): void {
  // @ts-expect-error There is no error of this type.
  if (error.type === 'LOGOUT_FAILED') return;
  // @ts-expect-error What happened cannot be changed.
  error.type = 'ERROR';
  // @ts-expect-error There is no error of this type.
  throw new SymphonyError('OOPS', 'no');
}

export function misuseFrame(app: App): void {
  // @ts-expect-error An app says who may embed it.
  connectApp({});
  // @ts-expect-error Several portals are a list.
  connectApp({ allowedOrigins: 'https://portal.example' });
  // @ts-expect-error The SDK clears sessions by itself; the app has hooks for its part.
  connectApp({ allowedOrigins: ['https://a.example'], handlers: { clearSession: () => undefined } });
  connectApp({
    allowedOrigins: ['https://a.example'],
    // @ts-expect-error The host waits for the chat that is shown.
    handlers: { openStream: () => 'shown' },
  });
  // @ts-expect-error A notification carries the payload of its type.
  app.notify('UnreadCountNotifications', { streamId: 's1' });
  // @ts-expect-error Activity says nothing but that it is there.
  app.notify('ActivityNotifications', { when: 'now' });
  // @ts-expect-error What FDC3 calls a context says what it is.
  app.interop('ViewContact', { id: { email: 'jane@x.example' } });
  // @ts-expect-error People who are mentioned are told so.
  app.notify('MessageNotifications', { type: 'SOCIALMESSAGE', streamId: 's1', fromWhomId: 1 });
  // @ts-expect-error Ids of users are numbers here.
  app.notify('ConnectionNotifications', { status: 'accepted', userId: '7' });
  // @ts-expect-error There is no such event.
  app.notify('MessageNotifications', { type: 'MAESTRO', streamId: 's1', event: 'RENAME' });
  // @ts-expect-error The host pings by itself.
  connectApp({ allowedOrigins: ['https://a.example'], handlers: { ping: () => undefined } });
  // @ts-expect-error The lists of a user have an id and a name.
  connectApp({ allowedOrigins: ['https://a.example'], handlers: { getDistributionLists: () => ['l1'] } });
  // @ts-expect-error Sessions end by logout, by time, or are taken away.
  void app.sessionEnded({ reason: 'bored' });
}
