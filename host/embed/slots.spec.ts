import type { Selector } from 'symphony-embed/host';
import { askedCalls } from '../../test/pages/askedCalls.js';
import { makeSlot } from '../../test/pages/makeSlot.js';
import { failureOf, openRendered, type OpenHost } from '../../test/pages/openHost.js';

/** A host whose second frame has connected, and shows its chat only when it is told to; what became of that. */
async function openOpening(): Promise<OpenHost & { other: HTMLElement; opening: Promise<unknown> }> {
  const host = await openRendered();
  const other = makeSlot();
  await host.pod.setFrame({ ready: 'never' });
  const opening = host.symphony.openStream('s2', other).catch((thrown: unknown) => thrown);
  await host.pod.journalled('connected', 2);
  return { ...host, other, opening };
}

describe('A call for a slot', () => {
  const names: [string, (slot: HTMLElement) => Selector][] = [
    ['#id', ({ id }) => `#${id}`],
    ['a bare id', ({ id }) => id],
    ['.class', ({ className }) => `.${className}`],
    ['a bare class', ({ className }) => className],
    ['any selector', ({ id }) => `body > div[id="${id}"]`],
    ['the element', (slot) => slot],
  ];
  for (const [what, nameOf] of names)
    it(`finds it by ${what}, and makes its frame first when it has none`, async () => {
      const { symphony, pod } = await openRendered();
      const other = makeSlot();
      for (const method of ['sendMessage', 'createRoom', 'openApp'] as const) {
        await askedCalls[method](symphony, nameOf(other));
        expect((await pod.journalled(method)).map(({ frame }) => frame)).toEqual([2]);
      }
      expect(await symphony.openStream('s2', nameOf(other))).toEqual({ streamId: 's2' });
      expect(other.children.length).toBe(1);
      expect((await pod.journalled('page')).length).toBe(2);
    });

  it('finds the same frame by all of its names', async () => {
    const { symphony, pod } = await openRendered();
    const other = makeSlot();
    for (const [, nameOf] of names) await askedCalls.sendMessage(symphony, nameOf(other));
    expect((await pod.journalled('sendMessage', names.length)).map(({ frame }) => frame)).toEqual(
      names.map(() => 2),
    );
    expect(other.children.length).toBe(1);
  });

  it('takes a bare name for an id rather than for a class or an element', async () => {
    const { symphony } = await openRendered();
    const [byClass, byId] = [makeSlot('named-so'), makeSlot()];
    byId.id = 'named-so';
    await symphony.openStream('s2', 'named-so');
    expect([byClass.children.length, byId.children.length]).toEqual([0, 1]);
  });

  it('goes to the main frame when it names none, null included', async () => {
    const { symphony, pod } = await openRendered();
    await symphony.openStream('s2', makeSlot());
    for (const none of [undefined, null as never]) {
      await askedCalls.sendMessage(symphony, none);
      await askedCalls.createRoom(symphony, none);
      await askedCalls.openApp(symphony, none);
      await symphony.openStream('s3', none);
    }
    for (const method of ['sendMessage', 'createRoom', 'openApp', 'openStream'])
      expect((await pod.journalled(method, 2)).map(({ frame }) => frame))
        .withContext(method)
        .toEqual([1, 1]);
  });

  it('goes to the only frame there is in Collaboration mode, whatever it names', async () => {
    const { symphony, pod, slot } = await openRendered({}, { mode: 'collaboration' });
    const other = makeSlot();
    for (const named of [`#${other.id}`, '#not-there', other]) {
      await askedCalls.sendMessage(symphony, named);
      await askedCalls.createRoom(symphony, named);
      await askedCalls.openApp(symphony, named);
    }
    expect((await pod.journalled('openApp', 3)).map(({ frame }) => frame)).toEqual([1, 1, 1]);
    expect([slot.children.length, other.children.length]).toEqual([1, 0]);
  });
});

describe('A slot that is still opening', () => {
  it('is waited for by whatever else it is asked for', async () => {
    const { symphony, pod, other, opening } = await openOpening();
    const asking = [askedCalls.sendMessage(symphony, other), askedCalls.createRoom(symphony, other)];
    // A round trip of another frame: what is sent at once would have been heard by then.
    await symphony.getDistributionLists();
    expect((await pod.journal()).some(({ what }) => /sendMessage|createRoom/.test(what))).toBeFalse();
    await pod.tell({ do: 'ready', shown: { streamId: 's2' } }, 2);
    expect(await opening).toEqual({ streamId: 's2' });
    await Promise.all(asking);
    expect((await pod.journalled('sendMessage')).map(({ frame }) => frame)).toEqual([2]);
  });

  it('is asked all the same when it could not show its chat: the frame has the last word', async () => {
    const { symphony, pod, other, opening } = await openOpening();
    const asking = askedCalls.sendMessage(symphony, other);
    const error = { type: 'STREAM_NOT_FOUND' as const, message: 'which chat?' };
    await pod.tell({ do: 'ready', shown: { error } }, 2);
    expect(await opening).toEqual(jasmine.objectContaining(error));
    await expectAsync(asking).toBeResolved();
  });

  it('does not keep other slots waiting', async () => {
    const { symphony, pod, other, opening } = await openOpening();
    const asking = askedCalls.openApp(symphony, other);
    await pod.setFrame({});
    const third = makeSlot();
    await askedCalls.openApp(symphony, third);
    await askedCalls.sendMessage(symphony);
    expect((await pod.journalled('openApp')).map(({ frame }) => frame)).toEqual([3]);
    await pod.tell({ do: 'ready' }, 2);
    // What was being opened in the slot has been overtaken.
    expect(await opening).toEqual(jasmine.objectContaining({ type: 'SUPERSEDED' }));
    await asking;
  });
});

describe('Of two things that are opened in one slot in quick succession', () => {
  it('the later one is shown, and the earlier one says so', async () => {
    for (const isMade of [false, true]) {
      const { symphony, pod } = await openRendered();
      const other = makeSlot();
      if (isMade) await symphony.openStream('s2', other);
      const earlier = failureOf(symphony.openStream('s3', other));
      const later = symphony.openApp('app1', undefined, other);
      const { type, message } = await earlier;
      expect(type).toBe('SUPERSEDED');
      expect(message).toContain('another one');
      await expectAsync(later).toBeResolvedTo(undefined);
      const latest = failureOf(symphony.openApp('app2', undefined, other));
      expect(await symphony.openStream('s4', other)).toEqual({ streamId: 's4' });
      expect((await latest).type).toBe('SUPERSEDED');
      await Promise.all([pod.journalled('openApp'), pod.journalled('openStream')]);
      const shown = (await pod.journal()).filter(({ what }) => /^open(App|Stream)$/.test(what));
      expect(shown.at(-1)?.detail).toEqual({ streamId: 's4' });
      expect(other.children.length).toBe(1);
    }
  });

  it('the blast module counts as well', async () => {
    const { symphony, pod } = await openRendered();
    const earlier = failureOf(symphony.openBlast());
    expect(await symphony.openStream('s2')).toEqual({ streamId: 's2' });
    expect((await earlier).type).toBe('SUPERSEDED');
    expect((await pod.journalled('openStream')).map(({ detail }) => detail)).toEqual([{ streamId: 's2' }]);
    expect((await pod.journal()).at(-1)?.what).toBe('openStream');
  });

  it('messages are none: they are not lost', async () => {
    const { symphony, pod } = await openRendered();
    const other = makeSlot();
    await symphony.openStream('s2', other);
    const opening = symphony.openStream('s3', other);
    const sending = [1, 2, 3].map(() => askedCalls.sendMessage(symphony, other));
    expect(await opening).toEqual({ streamId: 's3' });
    await Promise.all(sending);
    expect((await pod.journalled('sendMessage', 3)).length).toBe(3);
  });

  it('a message that came first, and had the frame made, is not lost either', async () => {
    const { symphony, pod } = await openRendered();
    const other = makeSlot();
    const sending = [askedCalls.sendMessage(symphony, other), askedCalls.createRoom(symphony, other)];
    const opening = symphony.openStream('s2', other);
    expect((await Promise.allSettled(sending)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
    ]);
    expect(await opening).toEqual({ streamId: 's2' });
    expect((await pod.journalled('sendMessage')).map(({ frame }) => frame)).toEqual([2]);
    expect(other.children.length).toBe(1);
  });
});
