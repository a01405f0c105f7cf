import { newMessagePortRpcSession, RpcTarget } from 'capnweb';
import { handPort, once, OPTIONS, putIframe, type Contender } from './contender.js';

interface FrameMethods {
  sendMessage(text: string, options: object): Promise<unknown>;
  clear(): Promise<void>;
  [Symbol.dispose](): void;
}

export const capnwebContender: Contender = {
  name: 'capnweb',
  async open(slot, onNotification) {
    const { iframe, frame } = putIframe(slot, 'capnweb');
    const { port1, port2 } = new MessageChannel();
    const ready = once();
    class HostTarget extends RpcTarget {
      notify(): void {
        onNotification();
      }
      ready(): void {
        ready.now();
      }
    }
    const remote = newMessagePortRpcSession(port1, new HostTarget()) as unknown as FrameMethods;
    return {
      helloAt: await handPort(frame, port2),
      readyAt: await ready.at,
      send: (text) => remote.sendMessage(text, OPTIONS),
      clear: () => remote.clear(),
      close: () => {
        remote[Symbol.dispose]();
        port1.close();
        iframe.remove();
      },
    };
  },
};
