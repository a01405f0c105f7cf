import { createFrameApp, hostOrigin } from './frameApp.js';

const tell = (message: object): void => {
  window.parent.postMessage(message, hostOrigin);
};
const app = createFrameApp((notification) => {
  tell({ kind: 'notify', notification });
});
addEventListener(
  'message',
  ({ source, origin, data }: MessageEvent<{ id: number; method: string; args: [text: string] }>) => {
    if (source !== window.parent || origin !== hostOrigin) return;
    const { id, method, args } = data;
    if (method === 'welcome') tell({ kind: 'ready' });
    else if (method === 'sendMessage') tell({ id, value: app.sendMessage(...args) });
    else
      void app.clear().then(() => {
        tell({ id });
      });
  },
);
tell({ kind: 'hello' });
