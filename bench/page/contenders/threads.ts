import { ThreadWindow } from '@quilted/threads';
import { once, OPTIONS, podOrigin, putIframe, type Contender } from './contender.js';

interface FrameMethods {
  sendMessage(text: string, options: object): Promise<unknown>;
  clear(): Promise<void>;
}

export const threadsContender: Contender = {
  name: '@quilted/threads',
  async open(slot, onNotification) {
    const { iframe } = putIframe(slot, 'threads');
    const ready = once();
    const thread = ThreadWindow.iframe<FrameMethods, Record<string, () => Promise<void>>>(iframe, {
      targetOrigin: podOrigin,
      exports: {
        notify: () => {
          onNotification();
          return Promise.resolve();
        },
        ready: () => {
          ready.now();
          return Promise.resolve();
        },
      },
    });
    // It says nothing of its handshake: the first thing to be known is that the frame has called.
    const readyAt = await ready.at;
    const { imports } = thread;
    return {
      helloAt: readyAt,
      readyAt,
      send: (text) => imports.sendMessage(text, OPTIONS),
      clear: () => imports.clear(),
      close: () => {
        thread.close();
        iframe.remove();
      },
    };
  },
};
