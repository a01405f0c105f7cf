import { createSymphony, type LogoutFailure, type Symphony, type Timeouts } from 'symphony-embed/host';
import { createFakePod, type FakePod } from 'symphony-embed/testing';
import { afterSpec } from '../../test/pages/afterSpec.js';
import { makeSlot } from '../../test/pages/makeSlot.js';
import { failureOf, failureThrown, iframeIn } from '../../test/pages/openHost.js';
import { until } from '../../test/pages/until.js';

/** A fake pod with a host for it, and two slots. */
interface Opened {
  pod: FakePod;
  symphony: Symphony;
  slot: HTMLElement;
  second: HTMLElement;
}

function open(timeouts: Partial<Timeouts> = {}): Opened {
  const pod = createFakePod();
  afterSpec(() => {
    pod.close();
  });
  const symphony = createSymphony({ podUrl: pod.url, timeouts });
  return { pod, symphony, slot: makeSlot(), second: makeSlot() };
}

/** The same, with a chat in the first slot. */
async function openRendered(timeouts: Partial<Timeouts> = {}): Promise<Opened> {
  const opened = open(timeouts);
  await opened.symphony.render(opened.slot, { streamId: 's1' });
  return opened;
}

describe('A fake pod', () => {
  it('answers the real host half, and loads nothing', async () => {
    const { pod, symphony, slot, second } = await openRendered();
    expect(await symphony.openStream('s2', second)).toEqual({ streamId: 's2' });
    expect(await symphony.sendMessage('hello', { mode: 'blast', streamIds: ['s1'] })).toEqual({
      streamId: ['s1'],
      messages: [{ streamId: 's1', messageId: 'message-1' }],
    });
    expect(await symphony.createRoom('Deals', ['7'], { silent: true })).toEqual({
      streamId: 'room-1',
      userIds: ['7'],
    });
    expect(await symphony.pinMessage('m1')).toBeTrue();
    expect(iframeIn(slot).src).toMatch(/^https:\/\/localhost:1\/embed\/index.html/);
    await until(() => iframeIn(slot).contentDocument?.URL === 'about:srcdoc', 'the empty document');
    const report = await symphony.logout();
    expect(report.frames.map(({ outcome }) => outcome)).toEqual(['acknowledged', 'acknowledged']);
    const loaded = performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.startsWith(`${pod.url}/embed/`));
    expect(loaded).toEqual([]);
    expect([slot, second].map(({ childElementCount }) => childElementCount)).toEqual([0, 0]);
  });

  it('leaves the storage of the page alone when its portal logs out', async () => {
    localStorage.setItem('of the portal', '1');
    afterSpec(() => {
      localStorage.removeItem('of the portal');
    });
    const { symphony } = await openRendered();
    expect((await symphony.logout()).storage.emptied).toBeTrue();
    expect(localStorage.getItem('of the portal')).toBe('1');
  });

  it('sends what the frames of apps send', async () => {
    const { pod, symphony, slot, second } = await openRendered();
    await symphony.openStream('s2', second);
    const got: unknown[] = [];
    symphony.listen({ type: 'GlobalUnreadCountNotifications', callback: ({ count }) => got.push(count) });
    symphony.listen({ type: 'InternalLinkNotifications', callback: ({ selector }) => got.push(selector) });
    symphony.registerInterop((intent) => got.push(intent));
    await pod.notify('GlobalUnreadCountNotifications', { notifications: [], totalCount: 4 });
    await pod.frameIn(second).notify('InternalLinkNotifications', { url: 'https://pod.example/x' });
    await pod.frameIn(slot).interop('ViewContact', { type: 'fdc3.contact' });
    expect(got).toEqual([4, `#${second.id}`, 'ViewContact']);
  });

  it('does not let a test script what a host refuses', async () => {
    const { pod } = await openRendered();
    const refusal = await failureThrown(() => pod.answer('checkAuth', { isLoggedIn: 1 } as never));
    expect(refusal.type).toBe('INVALID_ARGUMENT');
    expect(refusal.message).toContain('checkAuth: isLoggedIn should be true or false (given: number)');
  });

  it('takes a frame’s document away during a call', async () => {
    const { pod, symphony, slot } = await openRendered();
    pod.ignore('openApp');
    const opening = symphony.openApp('a');
    await until(() => pod.callsOf('openApp').length > 0, 'the call');
    pod.frameIn(slot).reload();
    expect((await failureOf(opening)).type).toBe('FRAME_GONE');
    expect(await symphony.openStream('s2')).toEqual({ streamId: 's2' });
  });

  it('hangs in a logout', async () => {
    const { pod, symphony, slot, second } = await openRendered({ logoutMs: 2_000 });
    await symphony.openStream('s2', second);
    pod.frameIn(slot).hang();
    const { type, data } = await failureOf(symphony.logout());
    const { frames, hostRequest } = data as LogoutFailure;
    expect(type).toBe('LOGOUT_INCOMPLETE');
    expect(frames.map(({ outcome }) => outcome)).toEqual(['timedOut', 'acknowledged']);
    expect(hostRequest).toEqual({ asked: true, status: 200 });
  });

  it('leaves a logout unconfirmed, for now or for good', async () => {
    for (const [how, status, isRetryable] of [
      ['unconfirmed', 500, true],
      ['refused', 403, false],
    ] as const) {
      const { pod, symphony } = await openRendered();
      pod.failLogout(how);
      const { type, data } = await failureOf(symphony.logout());
      const { hostRequest, retryable } = data as LogoutFailure;
      expect([type, hostRequest.status, retryable]).toEqual(['LOGOUT_UNCONFIRMED', status, isRetryable]);
      pod.close();
    }
  });

  it('never says hello while it is down', async () => {
    const { pod, symphony, slot } = open({ connectMs: 300 });
    const comeUp = pod.goDown();
    expect((await failureOf(symphony.render(slot))).type).toBe('CONNECTION_FAILED');
    comeUp();
    expect(await pod.createSymphony().render(slot, { streamId: 's1' })).toEqual({ streamId: 's1' });
  });

  it('follows an iframe that the page moves', async () => {
    const { pod, symphony, slot, second } = await openRendered();
    second.append(iframeIn(slot));
    expect(await symphony.openStream('s2')).toEqual({ streamId: 's2' });
    expect(pod.frameIn(second).welcome?.chat).toEqual({ streamId: 's1' });
  });
});
