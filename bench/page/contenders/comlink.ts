import { proxy, releaseProxy, windowEndpoint, wrap } from 'comlink';
import { once, OPTIONS, podOrigin, putIframe, type Contender } from './contender.js';

interface FrameMethods {
  connect(onNotification: () => void): void;
  sendMessage(text: string, options: object): unknown;
  clear(): void;
}

export const comlinkContender: Contender = {
  name: 'Comlink',
  async open(slot, onNotification) {
    const { iframe, frame } = putIframe(slot, 'comlink');
    // It has no handshake: a call to a frame that is not there yet is lost. Pages wait for a message of their own.
    const hello = once();
    const greet = ({ source, origin }: MessageEvent): void => {
      if (source === frame && origin === podOrigin) hello.now();
    };
    addEventListener('message', greet);
    const helloAt = await hello.at;
    removeEventListener('message', greet);
    const remote = wrap<FrameMethods>(windowEndpoint(frame, window, podOrigin));
    await remote.connect(proxy(onNotification));
    return {
      helloAt,
      readyAt: performance.now(),
      send: (text) => remote.sendMessage(text, OPTIONS),
      clear: () => remote.clear(),
      close: () => {
        remote[releaseProxy]();
        iframe.remove();
      },
    };
  },
};
