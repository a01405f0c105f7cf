import { connect, WindowMessenger } from 'penpal';
import { once, OPTIONS, podOrigin, putIframe, type Contender } from './contender.js';

interface FrameMethods {
  sendMessage(text: string, options: object): Promise<unknown>;
  clearSession(withStorage: boolean): Promise<unknown>;
  emptyStorage(): Promise<unknown>;
}

/** @param withStorage - Whether the frame empties its browser storage as well, when it clears its session. */
export function penpalContender(name: string, withStorage: boolean): Contender {
  return {
    name,
    async open(slot, onNotification) {
      const { iframe, frame } = putIframe(slot, 'penpal');
      const ready = once();
      const connection = connect<FrameMethods & Record<string, never>>({
        messenger: new WindowMessenger({ remoteWindow: frame, allowedOrigins: [podOrigin] }),
        methods: { notify: onNotification, ready: ready.now },
      });
      const remote = (await connection.promise) as unknown as FrameMethods;
      return {
        helloAt: performance.now(),
        readyAt: await ready.at,
        send: (text) => remote.sendMessage(text, OPTIONS),
        clear: () => remote.clearSession(withStorage),
        emptyStorage: () => remote.emptyStorage(),
        close: () => {
          connection.destroy();
          iframe.remove();
        },
      };
    },
  };
}
