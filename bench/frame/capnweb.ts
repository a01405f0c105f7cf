import { newMessagePortRpcSession, RpcTarget } from 'capnweb';
import { createFrameApp, hostOrigin, type Notification } from './frameApp.js';

interface HostMethods {
  notify(notification: Notification): Promise<void>;
  ready(): Promise<void>;
}

addEventListener('message', ({ source, origin, ports }) => {
  const [port] = ports;
  if (source !== window.parent || origin !== hostOrigin || !port) return;
  const app = createFrameApp((notification) => void host.notify(notification));
  class FrameTarget extends RpcTarget {
    sendMessage(text: string): unknown {
      return app.sendMessage(text);
    }
    clear(): Promise<void> {
      return app.clear();
    }
  }
  const host = newMessagePortRpcSession(port, new FrameTarget()) as unknown as HostMethods;
  void host.ready();
});
window.parent.postMessage('hello', hostOrigin);
