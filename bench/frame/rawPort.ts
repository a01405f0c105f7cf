import { createFrameApp, hostOrigin } from './frameApp.js';

addEventListener('message', ({ source, origin, ports }) => {
  const [port] = ports;
  if (source !== window.parent || origin !== hostOrigin || !port) return;
  const app = createFrameApp((notification) => {
    port.postMessage({ kind: 'notify', notification });
  });
  port.onmessage = ({ data }: MessageEvent<{ id: number; method: string; args: [text: string] }>) => {
    const { id, method, args } = data;
    if (method === 'sendMessage') port.postMessage({ id, value: app.sendMessage(...args) });
    else
      void app.clear().then(() => {
        port.postMessage({ id });
      });
  };
  port.postMessage({ kind: 'ready' });
});
window.parent.postMessage('hello', hostOrigin);
