import { ParentHandshake, WindowMessenger } from 'post-me';
import { once, OPTIONS, podOrigin, putIframe, type Contender } from './contender.js';

interface FrameMethods {
  [name: string]: (...args: never[]) => unknown;
  sendMessage: (text: string) => unknown;
  clear: () => void;
}
interface FrameEvents {
  [name: string]: unknown;
  notify: unknown;
  ready: unknown;
}

export const postMeContender: Contender = {
  name: 'post-me',
  async open(slot, onNotification) {
    const { iframe, frame } = putIframe(slot, 'postMe');
    const messenger = new WindowMessenger({
      localWindow: window,
      remoteWindow: frame,
      remoteOrigin: podOrigin,
    });
    // As often as it takes, each time after as long as its default is: it gives up after five times otherwise.
    const connection = await ParentHandshake(messenger, {}, 1000);
    const helloAt = performance.now();
    const ready = once();
    const remote = connection.remoteHandle() as unknown as {
      call(name: keyof FrameMethods, ...args: unknown[]): Promise<unknown>;
      addEventListener(name: keyof FrameEvents, listener: () => void): void;
    };
    remote.addEventListener('notify', onNotification);
    remote.addEventListener('ready', ready.now);
    await remote.call('start');
    return {
      helloAt,
      readyAt: await ready.at,
      send: (text) => remote.call('sendMessage', text, OPTIONS),
      clear: () => remote.call('clear'),
      close: () => {
        connection.close();
        iframe.remove();
      },
    };
  },
};
