import { ChildHandshake, WindowMessenger, type Connection } from 'post-me';
import { createFrameApp, hostOrigin } from './frameApp.js';

const end: { connection?: Connection } = {};
const emit = (name: string, data: unknown): void => {
  end.connection?.localHandle().emit(name, data);
};
const app = createFrameApp((notification) => {
  emit('notify', notification);
});
end.connection = await ChildHandshake(
  new WindowMessenger({ localWindow: window, remoteWindow: window.parent, remoteOrigin: hostOrigin }),
  {
    start: () => {
      emit('ready', undefined);
    },
    sendMessage: app.sendMessage,
    clear: app.clear,
  },
);
