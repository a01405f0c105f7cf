import { connectApp, revokeAt, type Chat } from 'symphony-embed/frame';

const title = document.body.appendChild(document.createElement('h1'));
const list = document.body.appendChild(document.createElement('ul'));
let updates: AbortController | undefined;

/** Shows a chat, and resolves once it is on the screen. */
async function show({ streamId = 'general' }: Chat): Promise<Chat> {
  updates?.abort();
  updates = new AbortController();
  const response = await fetch(`/messages?stream=${streamId}`, { signal: updates.signal });
  const messages = (await response.json()) as string[];
  title.textContent = streamId;
  list.replaceChildren(
    ...messages.map((text) => Object.assign(document.createElement('li'), { textContent: text })),
  );
  return { streamId };
}

const app = connectApp({
  allowedOrigins: ['https://portal.example'],
  handlers: {
    openStream: show,
    updateSettings: ({ mode }) => {
      if (mode) document.documentElement.style.colorScheme = mode;
    },
  },
  session: {
    stop: () => updates?.abort(),
    revoke: revokeAt('/session/logout'),
    clear: () => {
      list.replaceChildren();
    },
    databases: [],
  },
});

const { chat } = await app.connected;
app.ready(show(chat));
