import { ThreadWindow } from '@quilted/threads';
import { createFrameApp, hostOrigin, type Notification } from './frameApp.js';

interface HostMethods {
  notify(notification: Notification): Promise<void>;
  ready(): Promise<void>;
}

const app = createFrameApp((notification) => void imports.notify(notification));
const { imports } = ThreadWindow.parent<HostMethods, Record<string, unknown>>({
  targetOrigin: hostOrigin,
  exports: {
    sendMessage: (text: string) => Promise.resolve(app.sendMessage(text)),
    clear: app.clear,
  },
});
void imports.ready();
