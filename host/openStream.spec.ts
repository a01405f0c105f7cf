import { failureOf, iframeIn, openHost, openRendered } from '../test/pages/openHost.js';
import { makeSlot } from '../test/pages/makeSlot.js';

describe('openStream', () => {
  it('switches the main frame, which stays', async () => {
    const { symphony, slot, pod } = await openRendered();
    const iframe = iframeIn(slot);
    expect(await symphony.openStream('s2')).toEqual({ streamId: 's2' });
    expect(iframeIn(slot)).toBe(iframe);
    const [call] = await pod.journalled('openStream');
    expect(call?.detail).toEqual({ streamId: 's2' });
  });

  it('makes a frame in a slot that has none, and switches it afterwards', async () => {
    const { symphony, pod } = await openRendered();
    const other = makeSlot();
    expect(await symphony.openStream('s2', `#${other.id}`)).toEqual({ streamId: 's2' });
    const iframe = iframeIn(other);
    expect(await symphony.openStream('s3', other)).toEqual({ streamId: 's3' });
    expect(iframeIn(other)).toBe(iframe);
    expect((await pod.journalled('page', 2)).length).toBe(2);
    expect((await pod.journalled('openStream')).map(({ frame }) => frame)).toEqual([2]);
  });

  it('switches the main frame when its own slot is named', async () => {
    const { symphony, slot, pod } = await openRendered();
    expect(await symphony.openStream('s2', `#${slot.id}`)).toEqual({ streamId: 's2' });
    expect((await pod.journalled('page')).length).toBe(1);
  });

  it('is setStream under another name', async () => {
    const { symphony } = await openRendered();
    const other = makeSlot();
    expect(await symphony.setStream('s2')).toEqual({ streamId: 's2' });
    expect(await symphony.setStream('s3', other)).toEqual({ streamId: 's3' });
    expect(other.children.length).toBe(1);
  });

  it('tells new frames the settings of the page', async () => {
    const { symphony, slot, pod } = await openHost();
    await symphony.render(slot, { streamId: 's1', condensed: false, theme: { primary: '#000' } });
    await symphony.updateSettings({ mode: 'dark' });
    await symphony.updateTheme({ accent: '#fff' });
    await symphony.openStream('s2', makeSlot());
    const [, second] = await pod.journalled('connected', 2);
    expect(second?.detail).toEqual(
      jasmine.objectContaining({
        settings: { condensed: false, mode: 'dark' },
        theme: { primary: '#000', accent: '#fff' },
        chat: { streamId: 's2' },
      }),
    );
  });

  it('shows the later one of two chats that are opened in quick succession, and the earlier one says so', async () => {
    const { symphony, pod } = await openRendered();
    const earlier = failureOf(symphony.openStream('s2'));
    const later = symphony.openStream('s3');
    const { type, message } = await earlier;
    expect(type).toBe('SUPERSEDED');
    expect(message).toContain('another one');
    expect(await later).toEqual({ streamId: 's3' });
    const opened = (await pod.journalled('openStream')).map(({ detail }) => detail?.['streamId']);
    expect(opened.at(-1)).toBe('s3');
  });

  it('shows the last one of many', async () => {
    const { symphony, pod } = await openRendered();
    const calls = Array.from({ length: 20 }, (_, index) => symphony.openStream(`s${String(index)}`));
    const results = await Promise.allSettled(calls);
    expect(results.map(({ status }) => status === 'fulfilled')).toEqual(
      calls.map((_, index) => index === 19),
    );
    expect((await pod.journalled('openStream')).at(-1)?.detail).toEqual({ streamId: 's19' });
  });

  it('waits for a frame that is just being made, and shows the later chat in it', async () => {
    const { symphony, pod } = await openRendered();
    const other = makeSlot();
    const earlier = failureOf(symphony.openStream('s2', other));
    const later = symphony.openStream('s3', other);
    expect((await earlier).type).toBe('SUPERSEDED');
    expect(await later).toEqual({ streamId: 's3' });
    expect(other.children.length).toBe(1);
    expect((await pod.journalled('page')).length).toBe(2);
  });

  it('does not wait for other slots', async () => {
    const { symphony } = await openRendered({ streams: { slow: { open: 'never' } } });
    const other = makeSlot();
    const waiting = failureOf(symphony.openStream('slow'));
    expect(await symphony.openStream('s2', other)).toEqual({ streamId: 's2' });
    expect(await symphony.openStream('s3', other)).toEqual({ streamId: 's3' });
    await symphony.logout();
    expect((await waiting).type).toBe('LOGGED_OUT');
  });

  it('has many frames in one page', async () => {
    const { symphony, pod } = await openRendered();
    const slots = Array.from({ length: 8 }, () => makeSlot());
    const shown = await Promise.all(
      slots.map((slot, index) => symphony.openStream(`m${String(index)}`, slot)),
    );
    expect(shown).toEqual(slots.map((_, index) => ({ streamId: `m${String(index)}` })));
    expect(slots.map(({ children }) => children.length)).toEqual(slots.map(() => 1));
    expect((await pod.journalled('connected', 9)).length).toBe(9);
  });

  it('rejects with what the frame says', async () => {
    const { symphony } = await openRendered({ streams: { bad: { open: 'throws' } } });
    expect((await failureOf(symphony.openStream('bad'))).toJSON()).toEqual({
      type: 'ERROR',
      message: 'openStream was told to fail',
      data: { told: true },
    });
    expect(await symphony.openStream('s2')).toEqual({ streamId: 's2' });
  });

  it('rejects with NOT_SUPPORTED when the app cannot open chats', async () => {
    const { symphony } = await openRendered({ frame: { open: 'absent' } });
    expect((await failureOf(symphony.openStream('s2'))).type).toBe('NOT_SUPPORTED');
    expect((await failureOf(symphony.startRoom(['1']))).type).toBe('NOT_SUPPORTED');
  });

  it('rejects when the frame answers what no frame should', async () => {
    const { symphony } = await openRendered({ streams: { bad: { open: 'malformed' } } });
    expect((await failureOf(symphony.openStream('bad'))).type).toBe('INVALID_ARGUMENT');
    expect(await symphony.openStream('s2')).toEqual({ streamId: 's2' });
  });

  it('rejects before render with NOT_RENDERED', async () => {
    const { symphony } = await openHost();
    const other = makeSlot();
    for (const call of [
      symphony.openStream('s1'),
      symphony.openStream('s1', other),
      symphony.setStream('s1'),
      symphony.startRoom(['1']),
      symphony.updateSettings({}),
      symphony.updateTheme({}),
    ])
      expect((await failureOf(call)).type).toBe('NOT_RENDERED');
    expect(other.children.length).toBe(0);
  });

  it('rejects a slot that is not there, and what is no stream, with INVALID_ARGUMENT', async () => {
    const { symphony } = await openRendered();
    for (const call of [
      symphony.openStream('s2', '#not-there'),
      symphony.openStream('s2', ''),
      symphony.openStream('s2', '##'),
      symphony.openStream(''),
      symphony.openStream(undefined as never),
      symphony.startRoom([] as never, '#not-there'),
      symphony.startRoom([{}] as never),
      symphony.startRoom(undefined as never),
    ])
      expect((await failureOf(call)).type).toBe('INVALID_ARGUMENT');
  });
});

describe('startRoom', () => {
  it('opens the chat with one user, or with several, in the main frame or in another one', async () => {
    const { symphony, pod } = await openRendered();
    const other = makeSlot();
    expect(await symphony.startRoom('bob@acme.example')).toEqual({ userIds: ['bob@acme.example'] });
    expect(await symphony.startRoom(['1', '2'], other)).toEqual({ userIds: ['1', '2'] });
    expect(await symphony.startRoom(['3'], other)).toEqual({ userIds: ['3'] });
    const calls = await pod.journalled('startRoom', 2);
    expect(calls.map(({ frame, detail }) => [frame, detail])).toEqual([
      [1, { userIds: ['bob@acme.example'] }],
      [2, { userIds: ['3'] }],
    ]);
  });
});
