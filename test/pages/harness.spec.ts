import { createSymphony } from 'symphony-embed/host';
import type { FrameBehaviour, JournalEntry } from '../frame/behaviour.js';
import { inSeparateProcesses } from './inSeparateProcesses.js';
import { makeSlot } from './makeSlot.js';
import { openPod, type Pod } from './openPod.js';
import { snapshotPage } from './snapshotPage.js';
import { until } from './until.js';
import { watchLeaks } from './watchLeaks.js';

function showFrame(pod: Pod, path = '/embed/index.html'): HTMLIFrameElement {
  const iframe = document.createElement('iframe');
  iframe.src = pod.url + path;
  makeSlot().append(iframe);
  return iframe;
}

describe('The pods of the specs', () => {
  it('serve frames of another site, with a cookie of their own', async () => {
    const pod = await openPod();
    showFrame(pod);
    const [first] = await pod.journalled('page');
    expect(first?.detail?.['site']).toBe('cross-site');
    expect(first?.detail?.['cookie']).toBeUndefined();
    showFrame(pod);
    const [, second] = await pod.journalled('page', 2);
    expect(second?.detail?.['cookie']).toContain('session=');
    expect(window.top).toBe(window);
  });

  it('answer a logout with the cookie of this page’s partition, readably', async () => {
    const pod = await openPod();
    showFrame(pod);
    await pod.journalled('page');
    const response = await until(async () => {
      const answer = await fetch(`${pod.url}/elsewhere/session/logout`, {
        method: 'POST',
        credentials: 'include',
      });
      return (await pod.journalled('logout')).at(-1)?.detail?.['cookie'] !== undefined && answer;
    }, 'the cookie');
    expect(await response.json()).toEqual({ loggedOut: true, already: false });
    await pod.setLogout('refuses');
    const refused = await fetch(`${pod.url}/session/logout`, { method: 'POST', credentials: 'include' });
    expect(refused.status).toBe(401);
    for (const logout of ['offline', 'unreadable'] as const) {
      await pod.setLogout(logout);
      await expectAsync(
        fetch(`${pod.url}/session/logout`, { method: 'POST', credentials: 'include' }),
      ).toBeRejected();
    }
  });

  for (const page of [
    'empty',
    'notFound',
    'serverError',
    'unframeable',
    'silent',
  ] satisfies FrameBehaviour['page'][]) {
    it(`can answer with a page that is ${page}`, async () => {
      const pod = await openPod({ frame: { page } });
      showFrame(pod);
      const [entry] = await pod.journalled('page');
      expect(entry?.detail?.['kind']).toBe('focus');
    });
  }

  it('have frames that a host can show, use and log out of', async () => {
    const pod = await openPod({ streams: { s2: { clearAfterMs: 50 } } });
    const symphony = createSymphony({ podUrl: pod.url });
    makeSlot('main');
    const slot = makeSlot();
    const counts: number[] = [];
    await symphony.render('main', { streamId: 's1' });
    await symphony.openStream('s2', `#${slot.id}`);
    symphony.listen({
      type: 'UnreadCountNotifications',
      params: { streamId: 's1' },
      callback: ({ count }) => counts.push(count),
    });
    await until(async () => {
      await pod.tell({
        do: 'notify',
        type: 'UnreadCountNotifications',
        payload: { streamId: 's1', count: 3 },
      });
      return counts.includes(3);
    }, 'the notification');
    const { revoked, frames } = await symphony.logout();
    expect(revoked).toBeTrue();
    expect(frames.map(({ outcome }) => outcome)).toEqual(['acknowledged', 'acknowledged']);
    expect((await pod.journalled('cleared', 2)).map(({ frame }) => frame).sort()).toEqual([1, 2]);
    const [{ detail = {} }] = (await pod.journalled('logout')) as [JournalEntry];
    expect(detail['embedHeader']).toBe('1');
    expect(detail['cookie']).toContain('session=');
    await pod.journalled('gone', 2);
  });

  it('have raw frames that say what a proper one never says', async () => {
    const pod = await openPod({ frame: { page: 'raw', raw: { protocol: 99 } } });
    const symphony = createSymphony({ podUrl: pod.url });
    makeSlot('main');
    await expectAsync(symphony.render('main')).toBeRejectedWith(
      jasmine.objectContaining({ type: 'INCOMPATIBLE_VERSION' }),
    );
    await pod.journalled('connected');
  });

  it('serve the script tag', async () => {
    const pod = await openPod();
    const response = await fetch(`${pod.url}/embed/sdk.js`, { mode: 'no-cors' });
    expect(response.type).toBe('opaque');
    const [entry] = await pod.journalled('script');
    expect(entry?.detail?.['site']).toBe('cross-site');
  });

  it('tell running frames what to do', async () => {
    const pod = await openPod();
    showFrame(pod);
    expect(await pod.tell({ do: 'store', items: { token: 'secret' } })).toEqual([1]);
    await pod.journalled('did');
    await pod.tell({ do: 'reload' }, 1);
    await pod.journalled('page', 2);
    await pod.journalled('gone');
    expect(await pod.tell({ do: 'leave' })).toEqual([2]);
    await pod.journalled('gone', 2);
  });

  inSeparateProcesses('are not bothered by a frame of another pod that hangs', async () => {
    const [hung, other] = [await openPod(), await openPod()];
    showFrame(hung);
    await hung.tell({ do: 'hang', ms: 3_000 });
    const startedAtMs = performance.now();
    showFrame(other);
    await other.tell({ do: 'store', items: {} });
    await other.journalled('did');
    expect(performance.now() - startedAtMs).toBeLessThan(2_500);
    expect((await hung.journal()).some(({ what }) => what === 'did')).toBeFalse();
  });
});

describe('snapshotPage', () => {
  it('names what has changed, and nothing else', () => {
    const changes = snapshotPage();
    expect(changes()).toEqual([]);
    const slot = makeSlot();
    localStorage.setItem('left', 'behind');
    expect(changes().map((change) => change.split(':')[0])).toEqual(['elements', 'localStorage']);
    slot.remove();
    localStorage.removeItem('left');
    expect(changes()).toEqual([]);
  });
});

describe('watchLeaks', () => {
  it('names what is left, and nothing that has ended', async () => {
    const watch = watchLeaks();
    const listener = (): void => undefined;
    const button = document.createElement('button');
    makeSlot().append(button);
    const observer = new MutationObserver(listener);
    observer.observe(document.body, { childList: true });
    window.addEventListener('message', listener, true);
    window.addEventListener('message', listener);
    button.addEventListener('click', listener, { once: true });
    const timer = setInterval(listener, 1_000);
    await new Promise<void>((resolve) => setTimeout(resolve, 1));
    expect(watch.leaks().length).toBe(5);
    button.click();
    window.removeEventListener('message', listener);
    expect(watch.leaks().length).toBe(3);
    window.removeEventListener('message', listener, true);
    clearInterval(timer);
    observer.disconnect();
    expect(watch.leaks()).toEqual([]);
    setTimeout(listener, 60_000);
    expect(watch.leaks()[0]).toContain('a setTimeout of 60000 ms');
  });
});
