import type { NotificationType } from '../../shared/values/notifications.js';
import { collect, notify, settled } from '../../test/pages/listening.js';
import { makeSlot } from '../../test/pages/makeSlot.js';
import { openHost, openRendered } from '../../test/pages/openHost.js';
import { until } from '../../test/pages/until.js';

const unread = { streamId: 's1', count: 1 };
const social = { type: 'SOCIALMESSAGE', streamId: 's1', fromWhomId: 7, isMention: true };
const joined = { type: 'MAESTRO', streamId: 's1', event: 'JOIN_ROOM', userId: '7' };

/** What may come of each type. */
const documented: [NotificationType, unknown][] = [
  ['UnreadCountNotifications', { streamId: 's1', count: 0 }],
  ['GlobalUnreadCountNotifications', { notifications: [], totalCount: 0 }],
  [
    'GlobalUnreadCountNotifications',
    { notifications: [unread, { streamId: 's2', count: 2 }], totalCount: 3 },
  ],
  ['MessageNotifications', social],
  ['MessageNotifications', { ...social, streamName: 'Deals', fromWhomName: '', message: 'hello' }],
  ['MessageNotifications', joined],
  ['MessageNotifications', { type: 'MAESTRO', streamId: 's1', event: 'LEAVE_ROOM' }],
  ['MessageNotifications', { type: 'MAESTRO', streamId: 's1', event: 'DEACTIVATE_ROOM' }],
  [
    'MessageNotifications',
    {
      type: 'MAESTRO',
      streamId: 's1',
      event: 'UPDATE_ROOM',
      roomUpdate: { updateType: 'PIN_MESSAGE', pinnedMessageId: 'm1' },
    },
  ],
  [
    'MessageNotifications',
    { type: 'MAESTRO', streamId: 's1', event: 'UPDATE_ROOM', roomUpdate: { updateType: 'UNPIN_MESSAGE' } },
  ],
  ['ActivityNotifications', undefined],
  ...['pending_incoming', 'accepted', 'deleted'].map((status): [NotificationType, unknown] => [
    'ConnectionNotifications',
    { status, userId: 7 },
  ]),
  ['InternalLinkNotifications', { url: 'https://a.example/?streamId=s2' }],
];

/** What is not as documented. */
const malformed: [NotificationType, unknown][] = [
  ['UnreadCountNotifications', { streamId: 's1', count: 'one' }],
  ['GlobalUnreadCountNotifications', { notifications: [{ streamId: 's1' }], totalCount: 1 }],
  ['GlobalUnreadCountNotifications', { notifications: [] }],
  ['GlobalUnreadCountNotifications', { notifications: unread, totalCount: 1 }],
  ['MessageNotifications', { type: 'SOCIALMESSAGE', streamId: 's1', isMention: true }],
  ['MessageNotifications', { ...social, isMention: undefined }],
  ['MessageNotifications', { ...social, type: 'OTHER' }],
  ['MessageNotifications', { streamId: 's1', fromWhomId: 7, isMention: false }],
  ['MessageNotifications', { ...social, message: 7 }],
  ['MessageNotifications', { ...social, fromWhomId: '7' }],
  ['MessageNotifications', { type: 'MAESTRO', streamId: 's1', userId: '7' }],
  ['MessageNotifications', { type: 'MAESTRO', streamId: 's1', event: 'OTHER' }],
  ['MessageNotifications', { ...joined, roomUpdate: { updateType: 'OTHER' } }],
  ['MessageNotifications', null],
  ['ConnectionNotifications', { status: 'refused', userId: 7 }],
  ['ConnectionNotifications', { status: 'accepted' }],
  ['ConnectionNotifications', { status: 'accepted', userId: '7' }],
  ['InternalLinkNotifications', {}],
];

describe('Notifications', () => {
  it('come as they are documented, of every type', async () => {
    const host = await openRendered();
    for (const [type, payload] of documented) {
      const { payloads, undo } = collect(host, type, { params: { withMaestroMessages: true } });
      await notify(host, type, payload);
      await until(() => payloads.length > 0, `${type} ${JSON.stringify(payload)}`);
      const [came] = payloads as unknown[];
      if (payload === undefined) expect(came).toBeUndefined();
      else expect(came).toEqual(jasmine.objectContaining(payload as object));
      undo();
    }
  });

  it('are dropped, and logged, when they are not as documented', async () => {
    const error = spyOn(console, 'error');
    const host = await openRendered();
    const came: unknown[] = [];
    for (const type of new Set(malformed.map(([each]) => each)))
      host.symphony.listen({
        type,
        params: { withMaestroMessages: true },
        callback: (payload) => came.push(payload),
      });
    for (const [type, payload] of malformed) await notify(host, type, payload);
    await until(() => error.calls.count() >= malformed.length, 'all of them in the log');
    expect(came).toEqual([]);
    const logged = error.calls.allArgs().map(([thrown]) => String(thrown));
    for (const words of ['deliver MessageNotifications: fromWhomId', 'deliver MessageNotifications: event'])
      expect(logged.some((line) => line.includes(words)))
        .withContext(words)
        .toBeTrue();
  });

  it('of all unread messages have their total under both names', async () => {
    const host = await openRendered();
    const { payloads } = collect(host, 'GlobalUnreadCountNotifications');
    await notify(host, 'GlobalUnreadCountNotifications', { notifications: [unread], totalCount: 4 });
    await settled(host);
    expect(payloads).toEqual([{ notifications: [unread], totalCount: 4, count: 4 }]);
  });

  it('of the system come only to those who ask for them, and of the chat that they ask for', async () => {
    const host = await openRendered();
    const people = [
      collect(host, 'MessageNotifications'),
      collect(host, 'MessageNotifications', { params: { withMaestroMessages: false } }),
    ];
    const all = collect(host, 'MessageNotifications', { params: { withMaestroMessages: true } });
    const other = collect(host, 'MessageNotifications', {
      params: { withMaestroMessages: true, streamId: 's2' },
    });
    await notify(host, 'MessageNotifications', joined);
    await notify(host, 'MessageNotifications', social);
    await settled(host);
    expect(all.payloads.map(({ type }) => type)).toEqual(['MAESTRO', 'SOCIALMESSAGE']);
    for (const { payloads } of people) expect(payloads.map(({ type }) => type)).toEqual(['SOCIALMESSAGE']);
    expect(other.payloads).toEqual([]);
  });

  it('of links name the slot of the frame, and nothing for the main one', async () => {
    const host = await openRendered();
    const named = makeSlot();
    await host.symphony.openStream('s2', `#${named.id}`);
    const element = makeSlot();
    await host.symphony.openStream('s3', element);
    const { payloads } = collect(host, 'InternalLinkNotifications');
    const url = 'https://a.example/?streamId=s2';
    for (const frame of [1, 2, 3])
      await notify(host, 'InternalLinkNotifications', { url, selector: '.forged' }, frame);
    await until(() => payloads.length === 3, 'all of them');
    expect(payloads.map((payload) => payload.url)).toEqual([url, url, url]);
    expect(payloads.map(({ selector }) => selector)).toEqual([undefined, `#${named.id}`, `#${element.id}`]);
  });

  it('of connections are narrowed by status, in params or beside them', async () => {
    const host = await openRendered();
    const ways = [
      { params: { status: ['accepted'] } },
      { status: ['accepted'] },
      { status: ['accepted'], params: {} },
    ];
    const narrowed = ways.map((more) => collect(host, 'ConnectionNotifications', more));
    const all = collect(host, 'ConnectionNotifications', { status: undefined });
    for (const status of ['deleted', 'accepted'])
      await notify(host, 'ConnectionNotifications', { status, userId: 7 });
    await settled(host);
    for (const { payloads } of narrowed) expect(payloads).toEqual([{ status: 'accepted', userId: 7 }]);
    expect(all.payloads.length).toBe(2);
  });

  it('come to those who asked before render, and after a reload; not after a logout', async () => {
    const host = await openHost();
    const { symphony, pod, slot } = host;
    const { payloads } = collect(host, 'MessageNotifications', { params: { withMaestroMessages: true } });
    await symphony.render(slot);
    await notify(host, 'MessageNotifications', joined);
    await until(() => payloads.length === 1, 'the one after render');
    await pod.tell({ do: 'reload' });
    await pod.journalled('connected', 2);
    await notify(host, 'MessageNotifications', joined);
    await until(() => payloads.length === 2, 'the one after the reload');
    await symphony.logout();
    await symphony.render(slot);
    await notify(host, 'MessageNotifications', joined);
    await settled(host);
    expect(payloads.length).toBe(2);
    const again = collect(host, 'MessageNotifications');
    await notify(host, 'MessageNotifications', social);
    await settled(host);
    expect(again.payloads.length).toBe(1);
    expect(payloads.length).toBe(2);
  });

  it('go on when the page takes two of three frames out at once', async () => {
    const host = await openRendered();
    const { symphony, pod, slot } = host;
    const [second, third] = [makeSlot(), makeSlot()];
    for (const one of [second, third]) await symphony.openStream('s2', one);
    const { payloads } = collect(host, 'MessageNotifications');
    await symphony.getDistributionLists();
    slot.replaceChildren();
    second.replaceChildren();
    await symphony.updateSettings({ mode: 'dark' });
    await pod.tell({ do: 'notify', type: 'MessageNotifications', payload: social }, 3);
    await until(() => payloads.length > 0, 'the notification');
    expect(payloads.length).toBe(1);
  });
});
