import { isSymphonyError, type SessionState } from 'symphony-embed/host';
import { failureOf, failureThrown, iframeIn, openHost, openRendered } from '../../test/pages/openHost.js';
import { makeSlot } from '../../test/pages/makeSlot.js';
import { until } from '../../test/pages/until.js';

describe('openStream with a signal', () => {
  it('rejects with CANCELLED at once, and removes the frame that it has created', async () => {
    const { symphony, pod } = await openRendered();
    await pod.setFrame({ open: 'never', ready: 'never' });
    const other = makeSlot();
    const controller = new AbortController();
    const opening = failureOf(symphony.openStream('s2', other, { signal: controller.signal }));
    await pod.journalled('connected', 2);
    controller.abort();
    expect((await opening).type).toBe('CANCELLED');
    await until(() => other.children.length === 0, 'the removal of the frame');
  });

  it('leaves a frame that was there before', async () => {
    const { symphony, slot } = await openRendered({ frame: { openAfterMs: 300 } });
    const controller = new AbortController();
    const opening = failureOf(symphony.openStream('s2', slot, { signal: controller.signal }));
    controller.abort();
    expect((await opening).type).toBe('CANCELLED');
    expect(await symphony.openStream('s3', slot)).toEqual({ streamId: 's3' });
  });

  it('does nothing when the signal has aborted before', async () => {
    const { symphony } = await openRendered();
    const other = makeSlot();
    const { type } = await failureOf(symphony.openStream('s2', other, { signal: AbortSignal.abort() }));
    expect([type, other.children.length]).toEqual(['CANCELLED', 0]);
  });
});

describe('show', () => {
  it('needs no render: the first container gets the main frame, the others one beside it', async () => {
    const { symphony, slot, pod } = await openHost();
    const other = makeSlot();
    const shown = await Promise.all([
      symphony.show(slot, { streamId: 's1', mode: 'dark' }),
      symphony.show(other, { streamId: 's2', condensed: true }),
    ]);
    expect(shown).toEqual([{ streamId: 's1' }, { streamId: 's2' }]);
    const connected = await pod.journalled('connected', 2);
    const settings = Object.fromEntries(
      connected.map(({ detail }) => [
        (detail?.['chat'] as { streamId: string }).streamId,
        detail?.['settings'],
      ]),
    );
    expect(settings).toEqual({ s1: { mode: 'dark' }, s2: { condensed: true } });
    expect(await symphony.openStream('s3')).toEqual({ streamId: 's3' });
    expect([slot.children.length, other.children.length]).toEqual([1, 1]);
  });

  it('keeps the frame when the same container shows something else, and changes only what is different', async () => {
    const { symphony, slot, pod } = await openHost();
    await symphony.show(slot, { streamId: 's1', mode: 'light' });
    const iframe = iframeIn(slot);
    expect(await symphony.show(slot, { streamId: 's1', mode: 'light' })).toEqual({ streamId: 's1' });
    expect(await symphony.show(slot, { streamId: 's1', mode: 'dark' })).toEqual({ streamId: 's1' });
    expect(await symphony.show(slot, { streamId: 's2', mode: 'dark' })).toEqual({ streamId: 's2' });
    expect(iframeIn(slot)).toBe(iframe);
    const asked = await pod.journalled('updateSettings');
    expect(asked.map(({ detail }) => detail)).toEqual([{ mode: 'dark' }]);
    await pod.tell({ do: 'reload' }, 1);
    const connected = await pod.journalled('connected', 2);
    expect(connected[1]?.detail?.['settings']).toEqual({ mode: 'dark' });
  });

  it('makes the next container the main one after the main one was closed', async () => {
    const { symphony, slot } = await openHost();
    await symphony.show(slot, { streamId: 's1' });
    await symphony.close(slot);
    const other = makeSlot();
    await symphony.show(other, { streamId: 's2' });
    expect(await symphony.openStream('s3')).toEqual({ streamId: 's3' });
    expect(other.children.length).toBe(1);
  });

  it('creates the frame anew when the page has removed it', async () => {
    const { symphony, slot } = await openHost();
    await symphony.show(slot, { streamId: 's1' });
    iframeIn(slot).remove();
    expect(await symphony.show(slot, { streamId: 's1' })).toEqual({ streamId: 's1' });
    expect(slot.children.length).toBe(1);
  });

  it('works again after a logout', async () => {
    const { symphony, slot } = await openHost();
    await symphony.show(slot, { streamId: 's1' });
    await symphony.logout();
    expect(slot.children.length).toBe(0);
    expect(await symphony.show(slot, { streamId: 's2' })).toEqual({ streamId: 's2' });
  });

  it('is INVALID_ARGUMENT for a wrong setting', async () => {
    const { symphony, slot } = await openHost();
    const wrong = { mode: 'blue' } as unknown as { mode: 'dark' };
    expect((await failureOf(symphony.show(slot, wrong))).type).toBe('INVALID_ARGUMENT');
    expect(slot.children.length).toBe(0);
  });
});

describe('The session of an instance', () => {
  it('is told by states: unknown, login, ready, ended', async () => {
    const { symphony, slot, pod } = await openHost({ frame: { interaction: 'login', ready: 'never' } });
    const states: SessionState[] = [symphony.session];
    symphony.onSessionChange((state) => states.push(state));
    const rendering = symphony.render(slot);
    await until(() => states.includes('login'), 'the login');
    await pod.tell({ do: 'ready', shown: { streamId: 's1' } });
    await rendering;
    await symphony.logout();
    expect(states).toEqual(['unknown', 'login', 'ready', 'ended']);
    expect(symphony.session).toBe('ended');
  });

  it('is told after a logout, too, until the undo or dispose', async () => {
    const { symphony, slot } = await openRendered();
    const [heard, undone]: SessionState[][] = [[], []];
    symphony.onSessionChange((state) => heard?.push(state));
    const undo = symphony.onSessionChange((state) => undone?.push(state));
    undo();
    await symphony.logout();
    await symphony.render(slot);
    expect(heard).toEqual(['ended', 'ready']);
    expect(undone).toEqual([]);
    await symphony.dispose();
    expect(symphony.session).toBe('unknown');
    await symphony.render(slot);
    expect(heard).toEqual(['ended', 'ready']);
  });

  it('ends when the pod ends it; the frames stay', async () => {
    const { symphony, slot, pod } = await openRendered();
    await pod.tell({ do: 'sessionEnded', reason: 'expired' });
    await until(() => symphony.session === 'ended', 'the end');
    expect(slot.children.length).toBe(1);
  });

  it('has listeners that do not stop each other', async () => {
    const error = spyOn(console, 'error');
    const { symphony, slot } = await openHost();
    symphony.onSessionChange(() => {
      throw new Error('a listener that throws');
    });
    const heard: SessionState[] = [];
    symphony.onSessionChange((state) => heard.push(state));
    await symphony.render(slot);
    expect(heard).toEqual(['ready']);
    expect(error).toHaveBeenCalledTimes(1);
    expect((await failureThrown(() => symphony.onSessionChange(null as never))).type).toBe(
      'INVALID_ARGUMENT',
    );
  });
});

describe('isSymphonyError', () => {
  it('says whether a value is an error of the SDK, and of which type', async () => {
    const { symphony } = await openHost();
    const error: unknown = await failureOf(symphony.openStream('s1'));
    expect(isSymphonyError(error)).toBeTrue();
    expect(isSymphonyError(error, 'NOT_RENDERED')).toBeTrue();
    expect(isSymphonyError(error, 'TIMEOUT')).toBeFalse();
    expect(isSymphonyError(new Error('x'))).toBeFalse();
    expect(isSymphonyError(undefined)).toBeFalse();
  });
});
