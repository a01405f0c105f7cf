import type { Oddity } from '../test/frame/behaviour.js';
import { collect } from '../test/pages/listening.js';
import { failureOf, onPaper, openHost, openRendered } from '../test/pages/openHost.js';
import { until } from '../test/pages/until.js';

const LISTS = [{ id: 'l1', name: 'Traders' }];
const ROOM = { streamId: 'r1', userIds: ['7'] };
/** What crosses as plain data. */
const ODDITIES = ['proxy', 'dates', 'functions'] satisfies Oddity[];

describe('What the app in a frame makes of its own objects', () => {
  for (const odd of ODDITIES) {
    it(`arrives as plain data when an answer holds such as these: ${odd}`, async () => {
      const { symphony } = await openRendered({ frame: { answers: { createRoom: { value: ROOM, odd } } } });
      expect(onPaper(await symphony.createRoom('Deals', ['7'], { silent: true }))).toEqual(ROOM);
    });

    it(`arrives as plain data when what it says holds such as these: ${odd}`, async () => {
      const { symphony, pod } = await openRendered();
      const heard: unknown[] = [];
      symphony.registerInterop((intent, context) => heard.push({ intent, context }));
      const context = { type: 'fdc3.contact', id: { email: 'a@b.example' } };
      await pod.tell({ do: 'interop', intent: 'ViewChat', context, odd });
      await until(() => heard.length > 0, 'the intent');
      expect(heard).toEqual([
        { intent: 'ViewChat', context: jasmine.objectContaining({ type: 'fdc3.contact', id: context.id }) },
      ]);
      expect(onPaper(heard)).toEqual(heard);
    });

    it(`arrives as plain data when a notification holds such as these: ${odd}`, async () => {
      const host = await openHost();
      const { payloads } = collect(host, 'UnreadCountNotifications');
      await host.symphony.render(host.slot);
      const payload = { streamId: 's1', count: 7 };
      await host.pod.tell({ do: 'notify', type: 'UnreadCountNotifications', payload, odd });
      await until(() => payloads.length > 0, 'the notification');
      expect(payloads).toEqual([payload]);
    });
  }

  it('may be a proxy when it says what it shows', async () => {
    const { symphony, slot, pod } = await openHost({ frame: { ready: 'never' } });
    const rendering = symphony.render(slot);
    await pod.journalled('connected');
    await pod.tell({ do: 'ready', shown: { streamId: 's7', userIds: ['7'] }, odd: 'proxy' });
    expect(onPaper(await rendering)).toEqual({ streamId: 's7', userIds: ['7'] });
  });

  it('may be a list of proxies', async () => {
    const answers = { getDistributionLists: { value: LISTS, odd: 'proxy' as const } };
    const { symphony } = await openRendered({ frame: { answers } });
    expect(onPaper(await symphony.getDistributionLists())).toEqual(LISTS);
  });

  it('is an error of the caller’s when an answer holds a cycle', async () => {
    const answers = { createRoom: { value: ROOM, odd: 'cycle' as const } };
    const { symphony } = await openRendered({ frame: { answers } });
    const { type, message } = await failureOf(symphony.createRoom('Deals', ['7'], { silent: true }));
    expect(type).toBe('ERROR');
    expect(message).toMatch(/createRoom: the answer is no plain data/);
    // Nothing else suffers.
    expect(await symphony.openStream('s2')).toEqual({ streamId: 's2' });
  });

  it('goes on to be heard when what it said before held a cycle', async () => {
    const host = await openHost();
    const { payloads } = collect(host, 'UnreadCountNotifications');
    await host.symphony.render(host.slot);
    const payload = { streamId: 's1', count: 7 };
    const { pod } = host;
    await pod.tell({ do: 'interop', intent: 'ViewChat', context: { type: 'fdc3.contact' }, odd: 'cycle' });
    await pod.tell({ do: 'notify', type: 'UnreadCountNotifications', payload, odd: 'cycle' });
    await pod.tell({ do: 'notify', type: 'UnreadCountNotifications', payload });
    await until(() => payloads.some((each) => each.count === 7), 'the notification');
    expect(onPaper(payloads.at(-1))).toEqual(payload);
  });
});
