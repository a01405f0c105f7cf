import { useEffect, useState, type ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { connectApp, revokeAt, type Chat } from 'symphony-embed/frame';

/** Connected once, outside of the components: they come and go, the frame's connection stays. */
let show: (chat: Chat) => void = () => undefined;
const app = connectApp({
  allowedOrigins: ['https://portal.example'],
  handlers: {
    openStream: (chat) => {
      // The answer tells the portal that the chat is on the screen.
      flushSync(() => {
        show(chat);
      });
      return chat;
    },
  },
  session: {
    stop: () => undefined,
    revoke: revokeAt('/session/logout'),
    clear: () => {
      flushSync(() => {
        show({});
      });
    },
    databases: [],
  },
});

function App(): ReactElement {
  const [chat, setChat] = useState<Chat>({});
  useEffect(() => {
    show = setChat;
    void app.connected.then((welcome) => {
      setChat(welcome.chat);
      app.ready(welcome.chat);
    });
  }, []);
  return <h1>{chat.streamId ?? 'No chat'}</h1>;
}

createRoot(document.body.appendChild(document.createElement('div'))).render(<App />);
