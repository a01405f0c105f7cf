import { connectApp } from 'symphony-embed/frame';
import { createFrameApp, hostOrigin } from './frameApp.js';

const frameApp = createFrameApp((notification) => {
  app.notify('MessageNotifications', notification);
});
const app = connectApp({
  allowedOrigins: [hostOrigin],
  handlers: {
    openStream: ({ streamId }) => ({ streamId }),
    sendMessage: ({ message }) => frameApp.sendMessage(typeof message === 'string' ? message : ''),
  },
  session: {
    // No pod is measured here: whoever asks it waits for it as long as everybody else would.
    revoke: () => Promise.resolve(),
    clear: () => frameApp.clear(),
  },
});
void app.connected.then(({ chat }) => {
  app.ready(chat);
});
