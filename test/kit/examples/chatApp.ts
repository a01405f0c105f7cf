import { connectApp, SymphonyError, type SessionHooks } from 'symphony-embed/frame';

const CHATS = new Map([
  ['s1', 'Trading desk'],
  ['s2', 'Research'],
]);

/** An app in a frame: shows the title of a chat, and keeps a draft in the browser. */
export function startChatApp(portal: string, session: SessionHooks): void {
  const show = (streamId = 's1') => {
    const title = CHATS.get(streamId);
    if (!title)
      throw new SymphonyError('STREAM_NOT_FOUND', 'There is no such chat.', { streamIds: [streamId] });
    document.body.innerHTML = `<h1>${title}</h1> <textarea></textarea> <button>Log out</button>`;
    document.querySelector('textarea')?.addEventListener('input', ({ target }) => {
      localStorage.setItem('draft', (target as HTMLTextAreaElement).value);
      app.notify('ActivityNotifications');
    });
    document.querySelector('button')?.addEventListener('click', () => {
      app.requestLogout().catch(console.error);
    });
    return { streamId };
  };
  const app = connectApp({
    allowedOrigins: [portal],
    handlers: { openStream: ({ streamId }) => show(streamId) },
    session: { ...session, databases: [] },
  });
  app.ready(app.connected.then(({ chat }) => show(chat.streamId)));
}
