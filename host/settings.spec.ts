import { failureOf, iframeIn, openHost } from '../test/pages/openHost.js';
import { makeSlot } from '../test/pages/makeSlot.js';
import { until } from '../test/pages/until.js';

describe('updateSettings', () => {
  it('reaches every frame, and no frame learns of what is not a setting', async () => {
    const { symphony, slot, pod } = await openHost();
    await symphony.render(slot);
    await symphony.openStream('s2', makeSlot());
    await symphony.updateSettings({ condensed: false, mode: 'dark', streamId: 's3', unheardOf: 1 } as never);
    const told = await pod.journalled('updateSettings', 2);
    expect(told.map(({ detail }) => detail)).toEqual([
      { condensed: false, mode: 'dark' },
      { condensed: false, mode: 'dark' },
    ]);
    expect(told.map(({ frame }) => frame).sort()).toEqual([1, 2]);
  });

  it('opens the chat that it names, in the main frame', async () => {
    const { symphony, slot, pod } = await openHost();
    await symphony.render(slot, { streamId: 's1' });
    await symphony.updateSettings({ streamId: 's3' });
    const [opened] = await pod.journalled('openStream');
    expect(opened?.detail).toEqual({ streamId: 's3' });
    expect(opened?.frame).toBe(1);
  });

  it('changes only what it is given', async () => {
    const { symphony, slot, pod } = await openHost();
    await symphony.render(slot, { mode: 'dark', condensed: false });
    await symphony.updateSettings({ condensed: true, mode: undefined });
    await symphony.openStream('s2', makeSlot());
    const [, later] = await pod.journalled('connected', 2);
    expect(later?.detail?.['settings']).toEqual({ mode: 'dark', condensed: true });
  });

  it('names what is not as it should be, and changes nothing', async () => {
    const { symphony, slot, pod } = await openHost();
    await symphony.render(slot);
    const bad = { condensed: true, showTitle: 'no' };
    const { type, message } = await failureOf(symphony.updateSettings(bad as never));
    expect(type).toBe('INVALID_ARGUMENT');
    expect(message).toContain('showTitle');
    await pod.tell({ do: 'reload' });
    const [, reloaded] = await pod.journalled('connected', 2);
    expect(reloaded?.detail?.['settings']).toEqual({});
    expect((await pod.journal()).some(({ what }) => what === 'updateSettings')).toBeFalse();
  });
});

describe('updateTheme', () => {
  it('reaches every frame', async () => {
    const { symphony, slot, pod } = await openHost();
    await symphony.render(slot);
    await symphony.openStream('s2', makeSlot());
    const theme = { primary: '#0098ff', textShades: { 50: '#777777' } };
    await symphony.updateTheme(theme);
    const told = await pod.journalled('updateTheme', 2);
    expect(told.map(({ detail }) => detail)).toEqual([theme, theme]);
  });

  it('takes colours alone', async () => {
    const { symphony, slot } = await openHost();
    await symphony.render(slot);
    for (const theme of [{ primary: 'red' }, { textShades: { 10: 'url(x)' } }, null, 'dark'])
      expect((await failureOf(symphony.updateTheme(theme as never))).type).toBe('INVALID_ARGUMENT');
  });
});

describe('onUserInteractionRequired', () => {
  it('may be called before render, and tells the reason', async () => {
    const { symphony, slot, pod } = await openHost({ frame: { interaction: 'login' } });
    const reasons: string[] = [];
    symphony.onUserInteractionRequired({ callback: ({ reason }) => reasons.push(reason) });
    const rendering = symphony.render(slot);
    await until(() => reasons.length > 0, 'the callback');
    await pod.tell({ do: 'ready', shown: { streamId: 's1' } });
    expect(await rendering).toEqual({ streamId: 's1' });
    expect(reasons).toEqual(['login']);
  });

  it('calls every callback, whatever the others do, until it is undone', async () => {
    spyOn(console, 'error');
    const { symphony, slot, pod } = await openHost();
    const reasons: string[] = [];
    const callback = ({ reason }: { reason: string }): void => {
      reasons.push(reason);
    };
    symphony.onUserInteractionRequired({
      callback: () => {
        throw new Error('a listener that throws');
      },
    });
    symphony.onUserInteractionRequired({ callback });
    const undo = symphony.onUserInteractionRequired({ callback });
    await symphony.render(slot);
    await pod.tell({ do: 'interaction', reason: 'terms' });
    await until(() => reasons.length === 2, 'both callbacks');
    undo();
    undo();
    await pod.tell({ do: 'interaction', reason: 'more' });
    await until(() => reasons.length === 3, 'the callback that is left');
    expect(reasons).toEqual(['terms', 'terms', 'more']);
    expect(console.error).toHaveBeenCalled();
  });

  it('stops the clocks: a person may take as long as they like', async () => {
    const { symphony, slot, pod } = await openHost(
      { frame: { interaction: 'login' } },
      { timeouts: { readyMs: 200, callMs: 300, connectMs: 3_000 } },
    );
    let isDone = false;
    const rendering = symphony.render(slot).finally(() => {
      isDone = true;
    });
    await pod.journalled('connected');
    // Longer than any of the deadlines above: the time it takes another frame to come up and miss its own.
    const other = await openHost({ frame: { ready: 'never' } }, { timeouts: { readyMs: 600 } });
    expect((await failureOf(other.symphony.render(other.slot))).type).toBe('TIMEOUT');
    expect(isDone).toBeFalse();
    await pod.tell({ do: 'ready', shown: { streamId: 's1' } });
    expect(await rendering).toEqual({ streamId: 's1' });
  });

  it('lets a frame that said so go through a login page that does not speak', async () => {
    const { symphony, slot, pod } = await openHost({ frame: { interaction: 'login' } });
    const rendering = failureOf(symphony.render(slot));
    await pod.journalled('connected');
    await pod.tell({ do: 'leave' });
    await pod.journalled('gone');
    iframeIn(slot).remove();
    expect((await rendering).type).toBe('FRAME_GONE');
  });
});

describe('checkAuth', () => {
  it('asks before anything is rendered, and leaves nothing behind', async () => {
    const { symphony, pod } = await openHost();
    const iframes = document.querySelectorAll('iframe').length;
    expect(await symphony.checkAuth()).toEqual({ isLoggedIn: true, authenticationType: 'password' });
    const [page] = await pod.journalled('page');
    expect(page?.detail?.['kind']).toBe('service');
    const [asked] = await pod.journalled('checkAuth');
    expect(asked?.detail).toEqual({ preload: false });
    expect(document.querySelectorAll('iframe').length).toBe(iframes);
  });

  it('asks the main frame when there is one, and passes preload on', async () => {
    const auth = { isLoggedIn: false, authenticationType: 'sso' as const };
    const { symphony, slot, pod } = await openHost({ frame: { auth } });
    await symphony.render(slot);
    expect(await symphony.checkAuth(true)).toEqual(auth);
    expect((await pod.journalled('page')).length).toBe(1);
    expect((await pod.journalled('checkAuth'))[0]?.detail).toEqual({ preload: true });
  });

  it('may be asked twice at once', async () => {
    const { symphony } = await openHost();
    const auth = { isLoggedIn: true, authenticationType: 'password' as const };
    expect(await Promise.all([symphony.checkAuth(), symphony.checkAuth(true)])).toEqual([auth, auth]);
  });

  it('says when the app cannot tell, when it tells nonsense, and when the pod does not come', async () => {
    const { symphony, pod } = await openHost(
      { service: { auth: 'absent' } },
      { timeouts: { connectMs: 1_800 } },
    );
    expect((await failureOf(symphony.checkAuth())).type).toBe('NOT_SUPPORTED');
    await pod.set({ service: { auth: { isLoggedIn: 'yes', authenticationType: 'password' } as never } });
    expect((await failureOf(symphony.checkAuth())).type).toBe('INVALID_ARGUMENT');
    await pod.set({ service: { page: 'notFound' } });
    expect((await failureOf(symphony.checkAuth())).type).toBe('CONNECTION_FAILED');
    await pod.set({ service: {} });
    expect((await symphony.checkAuth()).isLoggedIn).toBeTrue();
    expect(document.querySelector('.symphony-ecm-service')).toBeNull();
  });

  it('takes true or false alone', async () => {
    const { symphony, events } = await openHost();
    expect((await failureOf(symphony.checkAuth('yes' as never))).type).toBe('INVALID_ARGUMENT');
    expect(events).toEqual([]);
  });
});
