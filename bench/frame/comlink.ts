import { expose, windowEndpoint, type Remote } from 'comlink';
import { createFrameApp, hostOrigin, type Notification } from './frameApp.js';

type Notify = (notification: Notification) => void;
let notify: Remote<Notify> | undefined;
const app = createFrameApp((notification) => void notify?.(notification));
const methods = {
  connect: (callback: Remote<Notify>) => {
    notify = callback;
  },
  sendMessage: app.sendMessage,
  clear: app.clear,
};
expose(methods, windowEndpoint(window.parent, window, hostOrigin), [hostOrigin]);
window.parent.postMessage('hello', hostOrigin);
