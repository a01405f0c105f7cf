import { openHost, openRendered } from '../test/pages/openHost.js';
import { makeSlot } from '../test/pages/makeSlot.js';
import { until } from '../test/pages/until.js';

/*
 * What pages in the wild pass. They were written for the documentation, not for types.
 */

const ID = 71_811_853_189_212;

describe('A page may pass', () => {
  for (const streamId of ['', null, undefined])
    it(`${JSON.stringify(streamId)} as the stream id of render, for no chat`, async () => {
      const { symphony, slot, pod } = await openHost();
      await symphony.render(slot, { streamId, mode: 'dark' } as never);
      const [connected] = await pod.journalled('connected');
      expect(connected?.detail).toEqual(jasmine.objectContaining({ chat: {}, settings: { mode: 'dark' } }));
    });

  it('no stream id to updateSettings, and the chat stays', async () => {
    const { symphony, pod } = await openRendered();
    for (const streamId of ['', null])
      await symphony.updateSettings({ streamId, condensed: 'false' } as never);
    const changes = await pod.journalled('updateSettings', 2);
    expect(changes.map(({ detail }) => detail)).toEqual([{ condensed: false }, { condensed: false }]);
    expect((await pod.journal()).some(({ what }) => what === 'openStream')).toBeFalse();
  });

  it('numbers as the ids of users, and strings with commas, everywhere', async () => {
    const { symphony, pod } = await openRendered();
    await symphony.startRoom(ID);
    await symphony.startRoom([ID, 'bob@acme.example']);
    await symphony.startRoom('7, 8,');
    await symphony.createRoom('Deals', [ID], { silent: true });
    await symphony.createRoom('Deals', '7,8', { silent: true });
    await symphony.sendMessage('hello', { mode: 'blast', users: [ID, 8] });
    expect((await pod.journalled('startRoom', 3)).map(({ detail }) => detail?.['userIds'])).toEqual([
      [String(ID)],
      [String(ID), 'bob@acme.example'],
      ['7', '8'],
    ]);
    expect((await pod.journalled('createRoom', 2)).map(({ detail }) => detail?.['userIds'])).toEqual([
      [String(ID)],
      ['7', '8'],
    ]);
    const [sent] = await pod.journalled('sendMessage');
    expect((sent?.detail?.['options'] as { users: unknown }).users).toEqual([String(ID), '8']);
  });

  it('strings for flags of a room', async () => {
    const { symphony, pod } = await openRendered();
    await symphony.createRoom('Deals', ['7'], { public: 'true', silent: 'true', external: null } as never);
    const [created] = await pod.journalled('createRoom');
    expect(created?.detail?.['options']).toEqual({ public: true, silent: true });
  });

  it('a theme to updateSettings', async () => {
    const { symphony, pod } = await openRendered();
    await symphony.updateTheme({ primary: '#112233', text: '#000' });
    await symphony.updateSettings({ mode: 'dark', theme: { primary: '#0098ff80' } });
    expect((await pod.journalled('updateTheme', 2)).map(({ detail }) => detail)).toEqual([
      { primary: '#112233', text: '#000' },
      { primary: '#0098ff80' },
    ]);
    expect((await pod.journalled('updateSettings')).map(({ detail }) => detail)).toEqual([{ mode: 'dark' }]);
    // A frame that comes later has all of it.
    await symphony.openStream('s2', makeSlot());
    const [, later] = await pod.journalled('connected', 2);
    expect(later?.detail).toEqual(
      jasmine.objectContaining({ theme: { primary: '#0098ff80', text: '#000' }, settings: { mode: 'dark' } }),
    );
  });

  it('params that are null to listen', async () => {
    const { symphony, pod } = await openRendered();
    const counts: number[] = [];
    symphony.listen({
      type: 'GlobalUnreadCountNotifications',
      params: null,
      callback: ({ totalCount }) => counts.push(totalCount),
    });
    await symphony.openStream('s2');
    const payload = { notifications: [], totalCount: 3 };
    await pod.tell({ do: 'notify', type: 'GlobalUnreadCountNotifications', payload });
    await until(() => counts.length > 0, 'the notification');
    expect(counts).toEqual([3]);
  });

  it('a message of the type fdc3.message', async () => {
    const { symphony, pod } = await openRendered();
    const message = { type: 'fdc3.message', text: { 'text/plain': 'hello' } };
    await symphony.sendMessage(message, { mode: 'blast', users: ['7'] });
    const [sent] = await pod.journalled('sendMessage');
    expect((sent?.detail?.['message'] as { text: unknown }).text).toEqual({ 'text/plain': 'hello' });
  });
});
