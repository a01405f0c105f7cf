import { PROTOCOL } from '../shared/wire/contract.js';
import { failureOf, iframeIn, onPaper, openHost } from '../test/pages/openHost.js';
import { makeSlot } from '../test/pages/makeSlot.js';
import { until } from '../test/pages/until.js';

describe('render', () => {
  it('shows the main frame in the slot of a class name, and resolves with the chat', async () => {
    const { symphony, pod } = await openHost();
    const slot = makeSlot('of-this-class');
    expect(onPaper(await symphony.render('of-this-class', { streamId: 's1' }))).toEqual({ streamId: 's1' });
    expect(slot.children.length).toBe(1);
    expect(iframeIn(slot).src.startsWith(`${pod.url}/embed/index.html?`)).toBeTrue();
  });

  it('takes the documented class name where none is given', async () => {
    const { symphony } = await openHost();
    const slot = makeSlot('symphony-ecm');
    expect(onPaper(await symphony.render())).toEqual({});
    expect(slot.children.length).toBe(1);
  });

  it('takes an element, or a selector, as well', async () => {
    const { symphony, slot } = await openHost();
    await symphony.render(slot);
    expect(slot.children.length).toBe(1);
    const other = makeSlot();
    await symphony.render(`#${other.id}`);
    expect([slot.children.length, other.children.length]).toEqual([0, 1]);
  });

  it('tells the frame the settings, the theme, the chat, how to log in, and nothing else', async () => {
    const { symphony, slot, pod } = await openHost({}, { partnerId: 'acme' });
    const configuration = {
      userIds: ['1', 'bob@acme.example'],
      mode: 'dark' as const,
      condensed: false,
      showTitle: undefined,
      theme: { primary: '#0098ff' },
      auth: { subjectToken: 'jwt' },
      unheardOf: 1,
    };
    expect(onPaper(await symphony.render(slot, configuration, true))).toEqual({
      userIds: ['1', 'bob@acme.example'],
    });
    const [connected] = await pod.journalled('connected');
    expect(connected?.detail).toEqual({
      protocol: PROTOCOL,
      mode: 'focus',
      settings: { mode: 'dark', condensed: false },
      theme: { primary: '#0098ff' },
      partnerId: 'acme',
      chat: { userIds: ['1', 'bob@acme.example'] },
      fromLogin: true,
      subjectToken: 'jwt',
      subscriptions: [],
    });
  });

  it('makes the main frame anew when it is called again', async () => {
    const { symphony, slot, pod } = await openHost();
    await symphony.render(slot, { streamId: 's1', condensed: false });
    const before = iframeIn(slot);
    expect(onPaper(await symphony.render(slot, { streamId: 's2' }))).toEqual({ streamId: 's2' });
    expect(slot.children.length).toBe(1);
    expect(iframeIn(slot)).not.toBe(before);
    expect(before.isConnected).toBeFalse();
    const [, again] = await pod.journalled('connected', 2);
    expect(again?.detail?.['settings']).toEqual({});
  });

  it('moves the main frame to another slot', async () => {
    const { symphony, slot } = await openHost();
    const other = makeSlot();
    await symphony.render(slot);
    await symphony.render(other);
    expect([slot.children.length, other.children.length]).toEqual([0, 1]);
  });

  it('rejects an earlier render that a later one overtook, and shows the later one', async () => {
    const { symphony, slot } = await openHost();
    const other = makeSlot();
    const earlier = failureOf(symphony.render(slot, { streamId: 's1' }));
    const later = symphony.render(other, { streamId: 's2' });
    expect((await earlier).type).toBe('SUPERSEDED');
    expect(onPaper(await later)).toEqual({ streamId: 's2' });
    expect([slot.children.length, other.children.length]).toEqual([0, 1]);
  });

  it('says with the frame’s own words why the chat could not be shown, and leaves the frame to show it', async () => {
    const error = { type: 'NOT_LOGGED_IN' as const, message: 'who are you?', data: { hint: 1 } };
    const { symphony, slot } = await openHost({ frame: { ready: { error } } });
    expect((await failureOf(symphony.render(slot))).toJSON()).toEqual(error);
    expect(slot.children.length).toBe(1);
  });

  it('waits for the frame to show the chat, however early it connected', async () => {
    const { symphony, slot, pod } = await openHost({ frame: { ready: 'never' } });
    let isDone = false;
    const rendering = symphony.render(slot).then((shown) => {
      isDone = true;
      return shown;
    });
    await pod.journalled('connected');
    expect(isDone).toBeFalse();
    await pod.tell({ do: 'ready', shown: { streamId: 's9' } });
    expect(onPaper(await rendering)).toEqual({ streamId: 's9' });
  });

  for (const [what, selector] of [
    ['a class name that no element has', 'nowhere-to-be-found'],
    ['no class name at all', ''],
    ['what is no selector', '##'],
  ] as const)
    it(`rejects ${what} with INVALID_ARGUMENT, and renders nothing`, async () => {
      const { symphony, events } = await openHost();
      expect((await failureOf(symphony.render(selector))).type).toBe('INVALID_ARGUMENT');
      expect((await failureOf(symphony.openStream('s1'))).type).toBe('NOT_RENDERED');
      expect(events).toEqual([]);
    });

  for (const [field, configuration] of [
    ['streamId', { streamId: 7 }],
    ['condensed', { condensed: 'yes' }],
    ['theme.primaryShades.10', { theme: { primaryShades: { 10: 'red' } } }],
    ['mode', { mode: 'grey' }],
    ['theme.primary', { theme: { primary: 'red' } }],
    ['auth.subjectToken', { auth: { subjectToken: '' } }],
    ['userIds', { userIds: [{}] }],
  ] as const)
    it(`names ${field} when that is not what it should be, and keeps the frame that is there`, async () => {
      const { symphony, slot } = await openHost();
      await symphony.render(slot, { streamId: 's1' });
      const before = iframeIn(slot);
      const { type, message } = await failureOf(symphony.render(slot, configuration as never));
      expect(type).toBe('INVALID_ARGUMENT');
      expect(message).toContain(field);
      expect(iframeIn(slot)).toBe(before);
      expect(await symphony.openStream('s2')).toEqual({ streamId: 's2' });
    });

  it('takes lists and colours out of the proxies that frameworks wrap them in', async () => {
    const { symphony, slot } = await openHost({}, { timeouts: { connectMs: 3_000, readyMs: 2_000 } });
    const reactive = <T extends object>(value: T): T => new Proxy(value, {});
    const configuration = reactive({ userIds: reactive(['1']), theme: reactive({ primary: '#0098ff' }) });
    expect(onPaper(await symphony.render(slot, configuration))).toEqual({ userIds: ['1'] });
    expect(await symphony.startRoom(reactive(['2', '3']))).toEqual({ userIds: ['2', '3'] });
    await symphony.updateTheme(reactive({ primary: '#fff', primaryShades: reactive({ 10: '#000' }) }));
  });

  it('shows the whole client in Collaboration mode, wherever it is asked to open a chat', async () => {
    const { symphony, slot, pod } = await openHost({}, { mode: 'collaboration' });
    const other = makeSlot();
    await symphony.render(slot, { streamId: 's1' });
    expect(await symphony.openStream('s2', `#${other.id}`)).toEqual({ streamId: 's2' });
    expect(await symphony.startRoom(['1'], '#not-there')).toEqual({ userIds: ['1'] });
    expect([slot.children.length, other.children.length]).toEqual([1, 0]);
    const [{ pathname, searchParams }] = [new URL(iframeIn(slot).src)];
    expect(pathname).toBe('/client-bff/index.html');
    expect(searchParams.get('embed')).toBe('true');
    const [connected] = await pod.journalled('connected');
    expect(connected?.detail?.['mode']).toBe('collaboration');
  });

  it('leaves what the page had in the slot as it is', async () => {
    const { symphony, slot } = await openHost();
    const own = document.createElement('p');
    slot.append(own);
    await symphony.render(slot);
    expect(own.parentElement).toBe(slot);
    await symphony.render(slot);
    expect([...slot.children].map(({ localName }) => localName)).toEqual(['p', 'iframe']);
  });

  it('works for two pods in one page', async () => {
    const [one, other] = [await openHost(), await openHost()];
    expect(onPaper(await one.symphony.render(one.slot, { streamId: 's1' }))).toEqual({ streamId: 's1' });
    expect(onPaper(await other.symphony.render(other.slot, { streamId: 's2' }))).toEqual({ streamId: 's2' });
    await one.symphony.logout();
    expect([one.slot.children.length, other.slot.children.length]).toEqual([0, 1]);
    expect(await other.symphony.openStream('s3')).toEqual({ streamId: 's3' });
    await until(() => other.events.length > 0, 'events of the other pod');
  });
});
