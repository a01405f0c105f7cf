import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSymphony, SymphonyError, type Symphony } from 'symphony-embed/host';
import { createFakePod, type FakePod } from 'symphony-embed/testing';

const MESSAGE = expect.any(String) as string;

describe('createFakePod', () => {
  let pod: FakePod;
  let symphony: Symphony;

  beforeEach(() => {
    document.body.innerHTML = '<div class="chat"></div><div id="second"></div>';
    pod = createFakePod();
    symphony = createSymphony({ podUrl: pod.url });
  });
  afterEach(() => {
    pod.close();
  });

  it('connects the real host half, which gets the default answers', async () => {
    expect(await symphony.render('chat', { streamId: 's1', mode: 'dark' })).toEqual({ streamId: 's1' });
    expect(await symphony.openStream('s2')).toEqual({ streamId: 's2' });
    expect(await symphony.startRoom('7')).toEqual({ userIds: ['7'] });
    expect(await symphony.checkAuth()).toEqual({ isLoggedIn: true, authenticationType: 'password' });
    expect(pod.calls.map(({ method, args }) => [method, args])).toEqual([
      ['openStream', { streamId: 's2' }],
      ['startRoom', { userIds: ['7'] }],
      ['checkAuth', { preload: false }],
    ]);
    expect(pod.frameIn('.chat').welcome).toMatchObject({
      mode: 'focus',
      chat: { streamId: 's1' },
      settings: { mode: 'dark' },
    });
    expect(pod.frameIn('.chat').chat).toEqual({ userIds: ['7'] });
  });

  it('answers as scripted, until the undo', async () => {
    await symphony.render('chat');
    const undo = pod.answer('getDistributionLists', [{ id: 'l1', name: 'Traders' }]);
    expect(await symphony.getDistributionLists()).toEqual([{ id: 'l1', name: 'Traders' }]);
    undo();
    expect(await symphony.getDistributionLists()).toEqual([]);
    pod.answer('openStream', ({ streamId }, frame) => ({ streamId: `${streamId} in ${frame.iframe.title}` }));
    expect(await symphony.openStream('s1')).toEqual({ streamId: 's1 in Symphony chat' });
  });

  it('fails as scripted, with the error class of the host half', async () => {
    const undo = pod.fail('openStream', { type: 'STREAM_NOT_FOUND', data: { streamIds: ['s1'] } });
    const error: unknown = await symphony
      .render('chat', { streamId: 's1' })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SymphonyError);
    expect(error).toMatchObject({ type: 'STREAM_NOT_FOUND', data: { streamIds: ['s1'] } });
    undo();
    expect(await symphony.openStream('s1')).toEqual({ streamId: 's1' });
  });

  it('refuses a wrong answer at once, and names its field', () => {
    const refused = (run: () => unknown): string => {
      try {
        run();
      } catch (thrown) {
        return (thrown as SymphonyError).message;
      }
      return 'nothing';
    };
    expect(refused(() => pod.answer('checkAuth', { isLoggedIn: 'yes' } as never))).toContain(
      'Failed to answer checkAuth: isLoggedIn should be true or false (given: string).',
    );
    expect(refused(() => pod.answer('openStream', { stream: 's1' } as never))).toMatch(
      /^Failed to answer openStream: the wire has no field stream,/,
    );
    expect(refused(() => pod.answer('openChat' as never, {}))).toMatch(/there is no such method/);
    expect(refused(() => pod.answer('ping' as never, undefined as never))).toMatch(/answer it themselves/);
    expect(refused(() => pod.fail('openStream', { type: 'NO_SUCH' as never }))).toMatch(/NO_SUCH is no type/);
    expect(refused(() => pod.notify('UnreadCountNotifications', { streamId: 's1' } as never))).toMatch(
      /Failed to notify UnreadCountNotifications: count should be a number/,
    );
    expect(refused(() => pod.notify('Nothing' as never))).toMatch(/there is no type Nothing/);
    expect(refused(() => createFakePod())).toMatch(/close it first/);
  });

  it('refuses a wrong answer of a function in the call, and when it is closed', async () => {
    await symphony.render('chat');
    pod.answer('getDistributionLists', (() => [{ id: 7 }]) as never);
    await expect(symphony.getDistributionLists()).rejects.toMatchObject({ type: 'INVALID_ARGUMENT' });
    expect(() => {
      pod.close();
    }).toThrow(/Failed to answer getDistributionLists/);
    pod = createFakePod();
  });

  it('notifies the listeners that the portal has just added, with their filters', async () => {
    await symphony.render('chat');
    const counts: number[] = [];
    symphony.listen({
      type: 'UnreadCountNotifications',
      params: { streamId: 's1' },
      callback: ({ count }) => counts.push(count),
    });
    await pod.notify('UnreadCountNotifications', { streamId: 's1', count: 3 });
    await pod.notify('UnreadCountNotifications', { streamId: 's2', count: 4 });
    expect(counts).toEqual([3]);
  });

  it('tells the portal what people do in a frame', async () => {
    await symphony.render('chat');
    const reasons: string[] = [];
    const intents: unknown[] = [];
    symphony.onUserInteractionRequired({ callback: ({ reason }) => reasons.push(reason) });
    symphony.registerInterop((intent, { type }) => intents.push([intent, type]));
    const frame = pod.frameIn('.chat');
    await frame.userInteractionRequired({ reason: 'login' });
    await frame.interop('ViewContact', { type: 'fdc3.contact' });
    expect([reasons, intents]).toEqual([['login'], [['ViewContact', 'fdc3.contact']]]);
    const sessions: unknown[] = [];
    symphony.listen({ type: 'SessionNotifications', callback: (session) => sessions.push(session) });
    await frame.sessionEnded({ reason: 'expired' });
    expect(sessions).toEqual([{ status: 'ended', reason: 'expired' }]);
  });

  it('logs out, and leaves the page as it was', async () => {
    await symphony.render('chat');
    await symphony.openStream('s2', '#second');
    const report = await symphony.logout();
    expect(report).toMatchObject({ revoked: true, storage: { emptied: true } });
    expect(report.frames.map(({ slot, outcome }) => [slot, outcome])).toEqual([
      ['.chat', 'acknowledged'],
      ['#second', 'acknowledged'],
    ]);
    // Each frame has its own port, so the order of two frames is not certain.
    expect(new Set(pod.callsOf('clearSession').map(({ revoke }) => revoke))).toEqual(new Set([true, false]));
    expect(pod.callsOf('emptyStorage').length).toBe(1);
    expect([pod.frames, document.querySelectorAll('iframe').length]).toEqual([[], 0]);
  });

  it('leaves a logout unconfirmed, or incomplete', async () => {
    await symphony.render('chat');
    pod.failLogout('unconfirmed');
    await expect(symphony.logout()).rejects.toMatchObject({
      type: 'LOGOUT_UNCONFIRMED',
      data: { hostRequest: { asked: true, status: 500 }, retryable: true },
    });
    pod.close();
    pod = createFakePod();
    pod.failLogout('refused');
    await symphony.render('chat');
    await expect(symphony.logout()).rejects.toMatchObject({
      type: 'LOGOUT_UNCONFIRMED',
      data: { hostRequest: { asked: true, status: 403 }, retryable: false },
    });
    pod.close();
    pod = createFakePod();
    pod.failLogout('incomplete');
    await symphony.render('chat');
    await expect(symphony.logout()).rejects.toMatchObject({ type: 'LOGOUT_INCOMPLETE' });
  });

  it('asks a service frame where nothing is rendered', async () => {
    await symphony.checkAuth();
    expect(pod.callsOf('checkAuth')).toEqual([{ preload: false }]);
    expect((await symphony.logout()).frames).toMatchObject([{ slot: 'service', outcome: 'acknowledged' }]);
  });

  it('lets a frame hang, and answer later', async () => {
    symphony = pod.createSymphony({ timeouts: { callMs: 100 } });
    await symphony.render('chat');
    const wake = pod.frameIn('.chat').hang();
    await expect(symphony.openStream('s2')).rejects.toMatchObject({ type: 'TIMEOUT', message: MESSAGE });
    expect(pod.callsOf('openStream')).toEqual([]);
    wake();
    await vi.waitFor(() => {
      expect(pod.callsOf('openStream')).toEqual([{ streamId: 's2' }]);
    });
  });

  it('ignores one method only', async () => {
    const hasty = pod.createSymphony({ timeouts: { callMs: 100 } });
    await hasty.render('chat');
    await symphony.render('#second');
    const undo = pod.ignore('getDistributionLists');
    await expect(hasty.getDistributionLists()).rejects.toMatchObject({ type: 'TIMEOUT' });
    expect(await symphony.openStream('s2')).toEqual({ streamId: 's2' });
    undo();
    expect(await symphony.getDistributionLists()).toEqual([]);
  });

  it('takes a document away during a call, and brings the next one up as it was', async () => {
    await symphony.render('chat', { streamId: 's1' });
    const frame = pod.frameIn('.chat');
    pod.ignore('openApp');
    const opening = symphony.openApp('app1');
    await vi.waitFor(() => {
      expect(pod.callsOf('openApp').length).toBe(1);
    });
    frame.reload();
    await expect(opening).rejects.toMatchObject({ type: 'FRAME_GONE' });
    expect(await symphony.openStream('s2')).toEqual({ streamId: 's2' });
    expect(frame.welcome?.chat).toEqual({ streamId: 's1' });
  });

  it('crashes a frame, and the host finds out', async () => {
    await symphony.render('chat', { streamId: 's1' });
    pod.ignore('pinMessage');
    const pinning = symphony.pinMessage('m1');
    await vi.waitFor(() => {
      expect(pod.callsOf('pinMessage').length).toBe(1);
    });
    pod.frameIn('.chat').crash();
    await expect(pinning).rejects.toMatchObject({ type: 'FRAME_GONE' });
  });

  it('goes down, and comes up', async () => {
    const comeUp = pod.goDown();
    const hasty = pod.createSymphony({ timeouts: { connectMs: 100 } });
    await expect(hasty.render('chat')).rejects.toMatchObject({ type: 'CONNECTION_FAILED' });
    comeUp();
    expect(await symphony.render('chat', { streamId: 's1' })).toEqual({ streamId: 's1' });
  });

  it('connects again with a frame that the page has moved', async () => {
    await symphony.render('chat', { streamId: 's1' });
    const { iframe } = pod.frameIn('.chat');
    document.querySelector('#second')?.append(iframe);
    expect(await symphony.openStream('s2')).toEqual({ streamId: 's2' });
    expect(pod.frameIn('#second').welcome?.chat).toEqual({ streamId: 's1' });
  });

  it('has window.symphony in the documented shapes, until it is closed', async () => {
    pod.installSymphony({ partnerId: 'acme' });
    const { symphony: installed } = window as unknown as { symphony: ReturnType<typeof pod.installSymphony> };
    expect(await installed.render('chat', { streamId: 's1' })).toEqual({ streamId: 's1' });
    pod.fail('openApp', { type: 'ERROR', message: 'no' });
    expect(await installed.openApp('a')).toEqual({
      type: 'ERROR',
      message: 'no',
      error: { type: 'ERROR', message: 'no' },
    });
    expect(pod.frameIn('.chat').welcome?.partnerId).toBe('acme');
    expect(await installed.logout()).toEqual({});
    pod.close();
    expect('symphony' in window).toBe(false);
  });

  it('works with the timers of the test', async () => {
    vi.useFakeTimers();
    try {
      expect(await symphony.render('chat', { streamId: 's1' })).toEqual({ streamId: 's1' });
      await symphony.logout();
    } finally {
      vi.useRealTimers();
    }
  });

  it('says what to do where there is no MessageChannel', async () => {
    vi.stubGlobal('MessageChannel', undefined);
    vi.resetModules();
    try {
      const { createFakePod: createHere } = await import('symphony-embed/testing');
      expect(() => createHere()).toThrow(/no MessageChannel .* set the one of node:worker_threads before/);
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('does not touch other iframes, and gives the browser its functions back', () => {
    const prototype = Object.getPrototypeOf(document.createElement('iframe')) as object;
    const setter = (): unknown =>
      (Object.getOwnPropertyDescriptor(prototype, 'src') as { set?: unknown } | undefined)?.set;
    const patched = setter();
    const other = document.createElement('iframe');
    other.src = 'about:blank';
    expect([other.hasAttribute('srcdoc'), Object.hasOwn(other, 'contentWindow')]).toEqual([false, false]);
    pod.close();
    expect(setter()).not.toBe(patched);
    pod = createFakePod();
  });
});
