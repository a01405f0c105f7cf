import { createSymphony } from 'symphony-embed/host';
import { expectNothingLeft, logOut, outcomesOf } from '../../test/pages/logOut.js';
import { openPod } from '../../test/pages/openPod.js';
import { iframesOf, renderFrames, showFrames, streamsThat } from '../../test/pages/showFrames.js';
import { snapshotPage } from '../../test/pages/snapshotPage.js';

const DEADLINE_MS = 5_000;

describe('logout() with frames that do as they are asked', () => {
  for (const count of [1, 2, 10, 50]) {
    it(`clears ${String(count)} of them, has one revoke, and takes all out`, async () => {
      const shown = await showFrames(count);
      const { pod, symphony, names } = shown;
      expect(iframesOf(pod).length).toBe(count);
      const end = await logOut(symphony, DEADLINE_MS);
      expect(end.type).toBe('success');
      const { revoked, frames, elapsedMs } = end.report;
      expect(revoked).toBeTrue();
      expect(elapsedMs).toBeGreaterThan(0);
      expect(frames.map(({ slot }) => slot)).toEqual(names);
      expect(outcomesOf(end)).toEqual(Object.fromEntries(names.map((name) => [name, 'acknowledged'])));
      expect(frames.map((frame) => frame.revoked)).toEqual(names.map((_, index) => !index));
      for (const frame of frames) {
        expect(frame.error).toBeUndefined();
        expect(frame.elapsedMs).toBeGreaterThan(0);
        expect(frame.elapsedMs).toBeLessThanOrEqual(elapsedMs);
      }
      expectNothingLeft(shown);
      await pod.journalled('cleared', count);
      expect((await streamsThat(pod, 'cleared', count)).length).toBe(count);
      expect(await streamsThat(pod, 'revoke', 1)).toEqual(['s1']);
      const requests = await pod.journalled('logout');
      expect(requests.length).toBe(1);
      expect(requests[0]?.detail?.['embedHeader']).toBe('1');
      expect(requests[0]?.detail?.['cookie']).toContain('session=');
    }, 40_000);
  }

  it('asks them in this order: stop, revoke, clear; and empties their storage then', async () => {
    const shown = await showFrames(1, { frame: { store: { token: 'secret' } }, logoutAfterMs: 50 });
    await logOut(shown.symphony, DEADLINE_MS);
    await shown.pod.journalled('cleared');
    const hooks = ['stop', 'revoke', 'logout', 'clear', 'cleared'];
    expect(
      (await shown.pod.journal()).map(({ what }) => what).filter((what) => hooks.includes(what)),
    ).toEqual(hooks);
    await shown.pod.setFrame({});
    await renderFrames(shown);
    expect((await shown.pod.journalled('storage', 2))[1]?.detail).toEqual({});
  });

  it('tells the apps that it is a logout', async () => {
    const { pod, symphony } = await showFrames(2);
    await logOut(symphony, DEADLINE_MS);
    for (const what of ['stop', 'clear'])
      for (const { detail } of await pod.journalled(what, 2)) expect(detail).toEqual({ reason: 'logout' });
  });

  it('leaves no settings, theme or listeners to the next render', async () => {
    const shown = await showFrames(1);
    const { pod, symphony, slots } = shown;
    await symphony.updateSettings({ mode: 'dark' });
    await symphony.updateTheme({ primary: '#123456' });
    symphony.listen({ type: 'ActivityNotifications', callback: () => undefined });
    await logOut(symphony, DEADLINE_MS);
    await symphony.render(slots[0]!.className);
    const [, again] = await pod.journalled('connected', 2);
    expect(again?.detail).toEqual(
      jasmine.objectContaining({ settings: {}, subscriptions: [], chat: {}, fromLogin: false }),
    );
    expect(again?.detail?.['theme']).toBeUndefined();
    await logOut(symphony, DEADLINE_MS);
    expectNothingLeft(shown);
  });

  it('asks the frame of Collaboration mode', async () => {
    const shown = await showFrames(1, {}, { mode: 'collaboration' });
    const end = await logOut(shown.symphony, DEADLINE_MS);
    expect(end.type).toBe('success');
    expect((await shown.pod.journalled('page'))[0]?.detail?.['kind']).toBe('collaboration');
    expectNothingLeft(shown);
  });

  it('leaves the frames of another pod alone', async () => {
    const other = await showFrames(1);
    const shown = await showFrames(2);
    expect((await logOut(shown.symphony, DEADLINE_MS)).type).toBe('success');
    expectNothingLeft(shown);
    expect(iframesOf(other.pod).length).toBe(1);
    expect((await other.symphony.openStream('s3')).streamId).toBe('s3');
    expect((await other.pod.journal()).filter(({ what }) => what === 'clear' || what === 'logout')).toEqual(
      [],
    );
  });

  it('asks a service frame when nothing is rendered, and takes it out again', async () => {
    const changes = snapshotPage();
    const pod = await openPod();
    const symphony = createSymphony({ podUrl: pod.url });
    const end = await logOut(symphony, DEADLINE_MS);
    expect(end.type).toBe('success');
    expect(end.report.frames).toEqual([
      jasmine.objectContaining({ slot: 'service', outcome: 'acknowledged', revoked: true }),
    ]);
    expectNothingLeft({ pod, symphony, changes, slots: [], names: [] });
    expect((await pod.journalled('page')).map(({ detail }) => detail?.['kind'])).toEqual(['service']);
    expect((await pod.journalled('logout')).length).toBe(1);
  });
});
