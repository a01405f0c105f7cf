import { connect, WindowMessenger } from 'penpal';
import { clearStorage } from './clearStorage.js';
import { createFrameApp, hostOrigin, type Notification } from './frameApp.js';

interface HostMethods {
  notify(notification: Notification): Promise<void>;
  ready(): Promise<void>;
}

const app = createFrameApp((notification) => void remote.then((host) => host.notify(notification)));
const remote = connect({
  messenger: new WindowMessenger({ remoteWindow: window.parent, allowedOrigins: [hostOrigin] }),
  methods: {
    sendMessage: app.sendMessage,
    clearSession: async (withStorage: boolean) => {
      await app.clear();
      if (withStorage) await clearStorage();
    },
    emptyStorage: clearStorage,
  },
}).promise as unknown as Promise<HostMethods>;
void remote.then((host) => host.ready());
