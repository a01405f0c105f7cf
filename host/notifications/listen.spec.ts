import { collect, notify, settled, subscribed } from '../../test/pages/listening.js';
import { failureThrown, openHost } from '../../test/pages/openHost.js';
import { makeSlot } from '../../test/pages/makeSlot.js';
import { until } from '../../test/pages/until.js';

describe('listen', () => {
  it('may be called before render', async () => {
    const host = await openHost();
    const { payloads } = collect(host, 'UnreadCountNotifications');
    await host.symphony.render(host.slot);
    await notify(host, 'UnreadCountNotifications', { streamId: 's1', count: 3 });
    await until(() => payloads.length > 0, 'the notification');
    expect(payloads).toEqual([{ streamId: 's1', count: 3 }]);
  });

  it('delivers only what matches the params', async () => {
    const host = await openHost();
    await host.symphony.render(host.slot);
    const all = collect(host, 'UnreadCountNotifications');
    const one = collect(host, 'UnreadCountNotifications', { params: { streamId: 's1' } });
    const people = collect(host, 'MessageNotifications');
    const system = collect(host, 'MessageNotifications', { params: { withMaestroMessages: true } });
    for (const streamId of ['s1', 's2'])
      await notify(host, 'UnreadCountNotifications', { streamId, count: 1 });
    const maestro = { type: 'MAESTRO', streamId: 's1', event: 'JOIN_ROOM', userId: '1' };
    await notify(host, 'MessageNotifications', maestro);
    await settled(host);
    expect(all.payloads.map(({ streamId }) => streamId)).toEqual(['s1', 's2']);
    expect(one.payloads.map(({ streamId }) => streamId)).toEqual(['s1']);
    expect(people.payloads).toEqual([]);
    expect(system.payloads).toEqual([maestro as never]);
  });

  it('ends with its undo, and only that listener', async () => {
    const host = await openHost();
    await host.symphony.render(host.slot);
    const ended = collect(host, 'UnreadCountNotifications');
    const other = collect(host, 'UnreadCountNotifications');
    ended.undo();
    ended.undo();
    await notify(host, 'UnreadCountNotifications', { streamId: 's1', count: 1 });
    await settled(host);
    expect([ended.payloads.length, other.payloads.length]).toEqual([0, 1]);
  });

  it('is not stopped by a listener that throws', async () => {
    spyOn(console, 'error');
    const host = await openHost();
    await host.symphony.render(host.slot);
    host.symphony.listen({
      type: 'UnreadCountNotifications',
      callback: () => {
        throw new Error('a listener that throws');
      },
    });
    const { payloads } = collect(host, 'UnreadCountNotifications');
    await notify(host, 'UnreadCountNotifications', { streamId: 's1', count: 1 });
    await settled(host);
    expect(payloads.length).toBe(1);
    expect(console.error).toHaveBeenCalled();
  });

  it('delivers what all frames know once, and what each knows for itself from each', async () => {
    const host = await openHost();
    const { symphony } = host;
    const users = collect(host, 'UnreadCountNotifications');
    const frames = collect(host, 'ActivityNotifications');
    await symphony.render(host.slot);
    for (const streamId of ['s2', 's3']) await symphony.openStream(streamId, makeSlot());
    await notify(host, 'UnreadCountNotifications', { streamId: 's1', count: 5 });
    await notify(host, 'ActivityNotifications');
    await settled(host);
    expect(users.payloads).toEqual([{ streamId: 's1', count: 5 }]);
    expect(frames.payloads.length).toBe(3);
  });

  it('goes on with another frame when the one that spoke for all is gone', async () => {
    const host = await openHost();
    const { symphony, pod, slot } = host;
    const { payloads } = collect(host, 'UnreadCountNotifications');
    await symphony.render(slot);
    const others = [makeSlot(), makeSlot()];
    for (const [index, other] of others.entries()) await symphony.openStream(`o${String(index)}`, other);
    slot.replaceChildren();
    await until(async () => {
      await pod.tell({
        do: 'notify',
        type: 'UnreadCountNotifications',
        payload: { streamId: 's1', count: 1 },
      });
      return payloads.length > 0;
    }, 'a notification of another frame');
    await settled(host);
    const before = payloads.length;
    await notify(host, 'UnreadCountNotifications', { streamId: 's1', count: 2 });
    await settled(host);
    expect(payloads.length).toBe(before + 1);
  });

  it('drops what is not as documented, says so, and delivers the rest in order', async () => {
    spyOn(console, 'error');
    const host = await openHost();
    await host.symphony.render(host.slot);
    const { payloads } = collect(host, 'UnreadCountNotifications');
    for (const payload of [
      { streamId: 's1', count: 1 },
      { streamId: 's1', count: 'two' },
      { streamId: 's1' },
      'three',
      null,
      { streamId: 's1', count: 4, extra: 'dropped' },
    ])
      await notify(host, 'UnreadCountNotifications', payload);
    await settled(host);
    expect(payloads).toEqual([
      { streamId: 's1', count: 1 },
      { streamId: 's1', count: 4 },
    ]);
    expect(console.error).toHaveBeenCalled();
  });

  it('delivers a thousand notifications of one task in order, and loses none', async () => {
    const raw = {
      calls: [
        { method: 'ready', args: {} },
        {
          method: 'notify',
          args: {
            notifications: Array.from({ length: 1_000 }, (_, count) => ({
              ids: [1],
              type: 'UnreadCountNotifications',
              payload: { streamId: 's1', count },
            })),
          },
        },
      ],
    };
    const host = await openHost({ frame: { page: 'raw', raw } });
    const { payloads } = collect(host, 'UnreadCountNotifications');
    await host.symphony.render(host.slot);
    await until(() => payloads.length >= 1_000, 'all of them');
    expect(payloads.map(({ count }) => count)).toEqual(Array.from({ length: 1_000 }, (_, count) => count));
  });

  it('delivers the notifications of many commands in order', async () => {
    const host = await openHost();
    await host.symphony.render(host.slot);
    const { payloads } = collect(host, 'UnreadCountNotifications');
    await subscribed(host);
    for (let count = 0; count < 20; count++)
      await host.pod.tell({
        do: 'notify',
        type: 'UnreadCountNotifications',
        payload: { streamId: 's1', count },
      });
    await until(() => payloads.length === 20, 'all of them');
    expect(payloads.map(({ count }) => count)).toEqual(Array.from({ length: 20 }, (_, count) => count));
  });

  it('delivers nothing to a listener of another type, whatever a frame says', async () => {
    const forged = {
      ids: [1, 2, 99],
      type: 'UnreadCountNotifications',
      payload: { streamId: 's1', count: 1 },
    };
    const raw = {
      calls: [
        { method: 'ready', args: {} },
        { method: 'notify', args: { notifications: [forged] } },
      ],
    };
    const host = await openHost({ frame: { page: 'raw', raw } });
    const other = collect(host, 'MessageNotifications');
    const asked = collect(host, 'UnreadCountNotifications');
    await host.symphony.render(host.slot);
    await until(() => asked.payloads.length > 0, 'the one that was asked for');
    expect(other.payloads).toEqual([]);
  });

  for (const options of [
    { type: 'NoSuchNotifications', callback: () => undefined },
    { type: 'toString', callback: () => undefined },
    { type: 'UnreadCountNotifications' },
    { type: 'UnreadCountNotifications', callback: 'onCount' },
    { type: 'UnreadCountNotifications', params: { streamId: 7 }, callback: () => undefined },
    { type: 'ConnectionNotifications', status: ['gone'], callback: () => undefined },
    {},
    null,
    undefined,
    // It has a function of its own: onUserInteractionRequired.
    { type: 'UserInteractionRequired', callback: () => undefined },
  ])
    it(`refuses ${JSON.stringify(options)} with INVALID_ARGUMENT`, async () => {
      const { symphony } = await openHost();
      const error = await failureThrown(() => symphony.listen(options as never));
      expect(error.type).toBe('INVALID_ARGUMENT');
    });
});
