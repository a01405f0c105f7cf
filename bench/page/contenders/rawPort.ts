import { handPort, once, OPTIONS, putIframe, type Contender } from './contender.js';

interface Reply {
  id?: number;
  value?: unknown;
  kind?: 'notify' | 'ready';
}

/** The floor: what a browser does by itself. A frame says hello and gets a MessagePort; nothing is checked but origins. */
export function rawPortContender(name: string): Contender {
  return {
    name,
    async open(slot, onNotification) {
      const { iframe, frame } = putIframe(slot, 'rawPort');
      const { port1: port, port2 } = new MessageChannel();
      const ready = once();
      const waiting = new Map<number, (value: unknown) => void>();
      let calls = 0;
      port.onmessage = ({ data }: MessageEvent<Reply>) => {
        const { id, value, kind } = data;
        if (kind === 'notify') onNotification();
        else if (kind === 'ready') ready.now();
        else if (id !== undefined) {
          waiting.get(id)?.(value);
          waiting.delete(id);
        }
      };
      const call = (method: string, ...args: unknown[]): Promise<unknown> =>
        new Promise((resolve) => {
          const id = ++calls;
          waiting.set(id, resolve);
          port.postMessage({ id, method, args });
        });
      return {
        helloAt: await handPort(frame, port2),
        readyAt: await ready.at,
        send: (text) => call('sendMessage', text, OPTIONS),
        clear: () => call('clear'),
        close: () => {
          port.close();
          iframe.remove();
        },
      };
    },
  };
}
