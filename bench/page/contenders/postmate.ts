import Postmate from 'postmate';
import { frameUrl, once, OPTIONS, type Contender } from './contender.js';

interface Reply {
  id: number;
  value: unknown;
}

export const postmateContender: Contender = {
  name: 'Postmate',
  async open(slot, onNotification) {
    const child = await new Postmate({ container: slot, url: frameUrl('postmate') });
    const helloAt = performance.now();
    const ready = once();
    // Its calls have no answers: who wants one numbers the calls and sends an event back.
    const waiting = new Map<number, (value: unknown) => void>();
    let calls = 0;
    const call = (name: string, ...args: unknown[]): Promise<unknown> =>
      new Promise((resolve) => {
        const id = ++calls;
        waiting.set(id, resolve);
        child.call(name, { id, args });
      });
    child.on('reply', ({ id, value }: Reply) => {
      waiting.get(id)?.(value);
      waiting.delete(id);
    });
    child.on('notify', onNotification);
    child.on('ready', ready.now);
    child.call('start');
    return {
      helloAt,
      readyAt: await ready.at,
      send: (text) => call('sendMessage', text, OPTIONS),
      clear: () => call('clear'),
      close: () => {
        child.destroy();
      },
    };
  },
};
