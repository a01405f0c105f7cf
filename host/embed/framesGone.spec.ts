import type { Timeouts } from 'symphony-embed/host';
import { failureOf, iframeIn, onPaper, openHost, type OpenHost } from '../../test/pages/openHost.js';
import { makeSlot } from '../../test/pages/makeSlot.js';
import { until } from '../../test/pages/until.js';

/** Far beyond the time of a spec: whoever waits for a deadline fails. */
const NEVER_MS = 60_000;
const timeouts = { callMs: NEVER_MS, readyMs: NEVER_MS };
/** For a page that never connects. */
const CONNECT_MS = 1_800;

/** A host with a frame that is connected, and a call that this frame will not answer. */
async function openWaiting(
  more: Partial<Timeouts> = {},
): Promise<OpenHost & { waiting: Promise<{ type: string }> }> {
  const host = await openHost(
    { streams: { slow: { open: 'never' } } },
    { timeouts: { ...timeouts, ...more } },
  );
  await host.symphony.render(host.slot, { streamId: 's1' });
  const waiting = failureOf(host.symphony.openStream('slow'));
  await host.pod.journalled('openStream');
  return { ...host, waiting };
}

describe('A call in flight', () => {
  it('is FRAME_GONE at once when the page removes the iframe', async () => {
    const { slot, waiting, symphony } = await openWaiting();
    iframeIn(slot).remove();
    expect((await waiting).type).toBe('FRAME_GONE');
    expect((await failureOf(symphony.openStream('s2'))).type).toBe('FRAME_GONE');
    expect(await symphony.render(slot)).toBeDefined();
  });

  it('is FRAME_GONE at once when the page empties or removes the slot', async () => {
    for (const end of ['empties', 'removes']) {
      const { slot, waiting } = await openWaiting();
      if (end === 'empties') slot.innerHTML = '';
      else slot.remove();
      expect((await waiting).type)
        .withContext(end)
        .toBe('FRAME_GONE');
    }
  });

  it('is FRAME_GONE at once when the frame reloads', async () => {
    const { pod, waiting, symphony } = await openWaiting();
    await pod.tell({ do: 'reload' });
    expect((await waiting).type).toBe('FRAME_GONE');
    await pod.journalled('connected', 2);
    expect(await symphony.openStream('s2')).toEqual({ streamId: 's2' });
  });

  it('is FRAME_GONE at once when the frame goes to another page', async () => {
    const { pod, waiting, symphony, slot } = await openWaiting({ connectMs: CONNECT_MS });
    await pod.tell({ do: 'leave' });
    expect((await waiting).type).toBe('FRAME_GONE');
    expect((await failureOf(symphony.openStream('s2'))).type).toBe('CONNECTION_FAILED');
    expect(await symphony.render(slot)).toBeDefined();
  });

  it('is FRAME_GONE at once when the page points the iframe elsewhere', async () => {
    const { slot, waiting } = await openWaiting();
    iframeIn(slot).src = 'about:blank';
    expect((await waiting).type).toBe('FRAME_GONE');
  });

  it('is FRAME_GONE at once when the page moves the iframe, which then comes back as it was', async () => {
    const { slot, waiting, symphony, pod } = await openWaiting();
    makeSlot().append(iframeIn(slot));
    expect((await waiting).type).toBe('FRAME_GONE');
    const [, again] = await pod.journalled('connected', 2);
    expect(again?.detail?.['chat']).toEqual({ streamId: 's1' });
    expect(await symphony.openStream('s2')).toEqual({ streamId: 's2' });
  });

  it('of another frame goes on', async () => {
    const { symphony, slot, pod } = await openHost({ streams: { s2: { openAfterMs: 300 } } }, { timeouts });
    const other = makeSlot();
    await symphony.render(slot);
    await symphony.openStream('s1', other);
    const opening = symphony.openStream('s2');
    await pod.journalled('openStream');
    iframeIn(other).remove();
    expect(await opening).toEqual({ streamId: 's2' });
  });
});

describe('A render in flight', () => {
  it('is FRAME_GONE at once when the page removes the iframe, connected or not', async () => {
    for (const frame of [{ ready: 'never' }, { page: 'silent' }] as const) {
      const { symphony, slot, pod } = await openHost({ frame }, { timeouts });
      const rendering = failureOf(symphony.render(slot));
      await pod.journalled('ready' in frame ? 'connected' : 'page');
      iframeIn(slot).remove();
      expect((await rendering).type).toBe('FRAME_GONE');
      expect((await failureOf(symphony.openStream('s1'))).type).toMatch(/NOT_RENDERED|FRAME_GONE/);
    }
  });

  it('survives a frame that reloads before it shows its chat', async () => {
    const { symphony, slot, pod } = await openHost({ frame: { ready: 'never' } }, { timeouts });
    const rendering = symphony.render(slot, { streamId: 's1' });
    await pod.journalled('connected');
    await pod.setFrame({});
    await pod.tell({ do: 'reload' });
    expect(onPaper(await rendering)).toEqual({ streamId: 's1' });
  });
});

describe('A slot whose frame the page removed', () => {
  it('gets a new one when a chat is opened in it', async () => {
    const { symphony, slot } = await openHost();
    const other = makeSlot();
    await symphony.render(slot);
    await symphony.openStream('s2', other);
    other.innerHTML = '';
    expect(await symphony.openStream('s3', other)).toEqual({ streamId: 's3' });
    expect(other.children.length).toBe(1);
  });

  it('is forgotten together with its element: a new element of the same name gets its own frame', async () => {
    const { symphony, slot } = await openHost();
    await symphony.render(slot);
    const before = makeSlot();
    await symphony.openStream('s2', `#${before.id}`);
    const after = before.cloneNode() as HTMLElement;
    before.replaceWith(after);
    expect(await symphony.openStream('s3', `#${after.id}`)).toEqual({ streamId: 's3' });
    expect(after.children.length).toBe(1);
    after.remove();
  });
});

describe('A frame that reloads', () => {
  it('learns everything again: settings, theme, chat, subscriptions', async () => {
    const { symphony, slot, pod } = await openHost();
    const counts: number[] = [];
    symphony.listen({
      type: 'UnreadCountNotifications',
      params: { streamId: 's1' },
      callback: ({ count }) => counts.push(count),
    });
    await symphony.render(slot, { streamId: 's1', condensed: false, theme: { primary: '#000000' } });
    const undo = symphony.listen({ type: 'ActivityNotifications', callback: () => undefined });
    symphony.listen({ type: 'MessageNotifications', callback: () => undefined });
    undo();
    await symphony.updateSettings({ mode: 'dark' });
    await symphony.updateTheme({ accent: '#ffffff' });
    await symphony.openStream('s2');
    await pod.tell({ do: 'reload' });
    const [, again] = await pod.journalled('connected', 2);
    expect(again?.detail).toEqual(
      jasmine.objectContaining({
        settings: { condensed: false, mode: 'dark' },
        theme: { primary: '#000000', accent: '#ffffff' },
        chat: { streamId: 's2' },
        subscriptions: [
          { id: jasmine.any(Number), type: 'UnreadCountNotifications', params: { streamId: 's1' } },
          { id: jasmine.any(Number), type: 'MessageNotifications', params: {} },
        ],
      }),
    );
    await pod.tell({ do: 'notify', type: 'UnreadCountNotifications', payload: { streamId: 's1', count: 9 } });
    await until(() => counts.length > 0, 'the notification after the reload');
    expect(counts).toEqual([9]);
  });

  it('shows again what it has come to show by itself, and what a slot was opened for', async () => {
    const { symphony, slot, pod } = await openHost();
    await symphony.render(slot, { streamId: 's1' });
    const other = makeSlot();
    await symphony.openStream('s2', other);
    await pod.tell({ do: 'ready', shown: { streamId: 's7' } }, 2);
    await pod.tell({ do: 'ready', shown: { error: { type: 'ERROR', message: 'no chat' } } }, 2);
    await pod.tell({ do: 'ready', shown: { userIds: ['7'] } }, 2);
    await pod.journalled('did', 3);
    await pod.tell({ do: 'reload' });
    const again = (await pod.journalled('connected', 4)).slice(2);
    expect(again.map(({ detail }) => (detail?.['chat'] as { streamId: string }).streamId).sort()).toEqual([
      's1',
      's7',
    ]);
    expect(await symphony.openStream('s3', other)).toEqual({ streamId: 's3' });
    const shown = (await pod.journalled('openStream')).at(-1)?.frame;
    await pod.tell({ do: 'reload' }, shown);
    expect((await pod.journalled('connected', 5)).at(-1)?.detail?.['chat']).toEqual({ streamId: 's3' });
  });

  it('comes back as often as it likes', async () => {
    const { symphony, slot, pod } = await openHost();
    await symphony.render(slot, { streamId: 's1' });
    for (let documents = 2; documents <= 4; documents++) {
      await pod.tell({ do: 'reload' });
      await pod.journalled('connected', documents);
    }
    expect(await symphony.openStream('s2')).toEqual({ streamId: 's2' });
    expect((await symphony.logout()).frames.map(({ outcome }) => outcome)).toEqual(['acknowledged']);
  });
});
