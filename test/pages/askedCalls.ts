import type { Selector, Symphony } from 'symphony-embed/host';
import type { AskedMethod } from '../frame/behaviour.js';

/** A proper call of each function that asks a frame for something. */
export const askedCalls: Record<AskedMethod, (symphony: Symphony, slot?: Selector) => Promise<unknown>> = {
  sendMessage: (symphony, container) =>
    symphony.sendMessage('hello', { mode: 'blast', users: ['7'], container }),
  createRoom: (symphony, slot) => symphony.createRoom('Deals', ['7'], {}, slot),
  pinMessage: (symphony) => symphony.pinMessage('m1'),
  openApp: (symphony, slot) => symphony.openApp('app1', undefined, slot),
  openBlast: (symphony) => symphony.openBlast(),
  getDistributionLists: (symphony) => symphony.getDistributionLists(),
};

export const askedMethods = Object.keys(askedCalls) as AskedMethod[];
