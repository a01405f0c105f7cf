import Postmate, { type ChildApi } from 'postmate';
import { createFrameApp } from './frameApp.js';

interface Call {
  id: number;
  args: [text: string];
}

const end: { host?: ChildApi } = {};
const app = createFrameApp((notification) => end.host?.emit('notify', notification));
end.host = await new Postmate.Model({
  start: () => end.host?.emit('ready'),
  sendMessage: ({ id, args }: Call) => end.host?.emit('reply', { id, value: app.sendMessage(...args) }),
  clear: ({ id }: Call) => {
    void app.clear().then(() => end.host?.emit('reply', { id }));
  },
});
