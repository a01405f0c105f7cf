import { create } from '@krakenjs/zoid/dist/zoid.frame.js';
import { frameUrl, once, OPTIONS, podOrigin, type Contender } from './contender.js';

const component = create({
  tag: 'bench-zoid',
  url: frameUrl('zoid'),
  domain: podOrigin,
  exports: { sendMessage: { type: 'function' }, clear: { type: 'function' } },
});

export const zoidContender: Contender = {
  name: 'zoid',
  async open(slot, onNotification) {
    const ready = once();
    const instance = component({ onNotification, onReady: ready.now });
    await instance.render(slot);
    const helloAt = performance.now();
    return {
      helloAt,
      readyAt: await ready.at,
      send: async (text) => instance.sendMessage(text, OPTIONS),
      clear: async () => instance.clear(),
      close: async () => {
        await instance.close();
      },
    };
  },
};
