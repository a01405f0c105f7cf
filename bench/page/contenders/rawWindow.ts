import { once, OPTIONS, podOrigin, putIframe, type Contender } from './contender.js';

interface Message {
  id?: number;
  value?: unknown;
  kind?: 'hello' | 'notify' | 'ready';
}

/** The same through the two windows, without a port. */
export const rawWindowContender: Contender = {
  name: 'raw postMessage',
  async open(slot, onNotification) {
    const { iframe, frame } = putIframe(slot, 'rawWindow');
    const hello = once();
    const ready = once();
    const waiting = new Map<number, (value: unknown) => void>();
    let calls = 0;
    const handle = ({ source, origin, data }: MessageEvent<Message>): void => {
      if (source !== frame || origin !== podOrigin) return;
      const { id, value, kind } = data;
      if (kind === 'notify') onNotification();
      else if (kind === 'hello') {
        hello.now();
        frame.postMessage({ method: 'welcome' }, podOrigin);
      } else if (kind === 'ready') ready.now();
      else if (id !== undefined) {
        waiting.get(id)?.(value);
        waiting.delete(id);
      }
    };
    addEventListener('message', handle);
    const call = (method: string, ...args: unknown[]): Promise<unknown> =>
      new Promise((resolve) => {
        const id = ++calls;
        waiting.set(id, resolve);
        frame.postMessage({ id, method, args }, podOrigin);
      });
    return {
      helloAt: await hello.at,
      readyAt: await ready.at,
      send: (text) => call('sendMessage', text, OPTIONS),
      clear: () => call('clear'),
      close: () => {
        removeEventListener('message', handle);
        iframe.remove();
      },
    };
  },
};
