import type { SessionNotification, SymphonyError } from 'symphony-embed/host';
import { expectNothingLeft, logOut } from '../../test/pages/logOut.js';
import {
  furnishSlot,
  iframesOf,
  renderFrames,
  showFrames,
  streamsThat,
  type Shown,
} from '../../test/pages/showFrames.js';
import { until } from '../../test/pages/until.js';

const DEADLINE_MS = 4_000;

/** What the page is told of the end of sessions. */
function listenToSessions({ symphony }: Shown): SessionNotification[] {
  const heard: SessionNotification[] = [];
  symphony.listen({ type: 'SessionNotifications', callback: (told) => heard.push(told) });
  return heard;
}

async function typeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'resolved',
    (thrown: unknown) => (thrown as SymphonyError).type,
  );
}

describe('requestLogout() of a frame', () => {
  it('is the same logout, and tells who listens', async () => {
    const shown = await showFrames(3);
    const { pod } = shown;
    const heard = listenToSessions(shown);
    await pod.tell({ do: 'requestLogout' }, 2);
    await until(() => heard.length > 0, 'the end of the session');
    expect(heard).toEqual([{ status: 'ended', reason: 'logout' }]);
    expect((await streamsThat(pod, 'clear', 3)).sort()).toEqual(['s1', 's2', 's3']);
    expect((await streamsThat(pod, 'revoke', 1)).length).toBe(1);
    expectNothingLeft(shown);
  });

  it('is one logout for all frames that ask, and for the page', async () => {
    const shown = await showFrames(3, { frame: { clearAfterMs: 200 } });
    const { pod, symphony } = shown;
    const heard = listenToSessions(shown);
    await pod.tell({ do: 'requestLogout' });
    await until(() => iframesOf(pod)[0]?.inert, 'the logout');
    const end = await logOut(symphony, DEADLINE_MS);
    expect(end.type).toBe('success');
    expect(end.report.frames.length).toBe(3);
    await until(() => heard.length > 0, 'the end of the session');
    expect(heard.length).toBe(1);
    expect((await pod.journalled('logout')).length).toBe(1);
    expectNothingLeft(shown);
  });

  it('tells who listens when it failed too, and the console what failed', async () => {
    const printed = spyOn(console, 'error');
    const shown = await showFrames(1, { logout: 'refuses' });
    const heard = listenToSessions(shown);
    await shown.pod.tell({ do: 'requestLogout' });
    await until(() => heard.length > 0, 'the end of the session');
    expect(heard).toEqual([
      jasmine.objectContaining({
        status: 'unconfirmed',
        error: jasmine.objectContaining({ type: 'LOGOUT_UNCONFIRMED' }),
      }),
    ]);
    expect(printed).toHaveBeenCalledWith(jasmine.objectContaining({ type: 'LOGOUT_UNCONFIRMED' }));
    expectNothingLeft(shown);
  });

  it('is told to all listeners, even if one of them throws or logs out again', async () => {
    spyOn(console, 'error');
    const shown = await showFrames(1);
    const { pod, symphony } = shown;
    let again: Promise<unknown> | undefined;
    symphony.listen({
      type: 'SessionNotifications',
      callback: () => {
        throw new Error('it was told to throw');
      },
    });
    symphony.listen({
      type: 'SessionNotifications',
      callback: () => {
        again = symphony.logout();
      },
    });
    const heard = listenToSessions(shown);
    await pod.tell({ do: 'requestLogout' });
    await until(() => heard.length > 0, 'the end of the session');
    await expectAsync(until(() => again, 'the other logout').then((report) => report)).toBeResolved();
    expect(heard.length).toBe(1);
    expectNothingLeft(shown);
  });

  it('says so to the page’s pending calls', async () => {
    const shown = await showFrames(1, { frame: { open: 'never' } });
    const opening = typeOf(shown.symphony.openStream('s2'));
    await shown.pod.journalled('openStream');
    await shown.pod.tell({ do: 'requestLogout' });
    expect(await opening).toBe('LOGGED_OUT');
    await until(() => iframesOf(shown.pod).length === 0, 'the end of the logout');
    expectNothingLeft(shown);
  });
});

describe('A session that ends at the pod', () => {
  for (const reason of ['logout', 'expired', 'revoked'] as const) {
    it(`is told once when every frame says that it is over (${reason})`, async () => {
      const shown = await showFrames(3, { frame: { store: { token: 'secret' } } });
      const { pod } = shown;
      const heard = listenToSessions(shown);
      await Promise.all([1, 2, 3].map((frame) => pod.tell({ do: 'sessionEnded', reason }, frame)));
      await pod.journalled('did', 3);
      await until(() => heard.length > 0, 'the end of the session');
      expect(heard).toEqual([{ status: 'ended', reason }]);
      // The frames have cleared themselves, have asked nobody to revoke, and stay.
      for (const { detail } of await pod.journalled('clear', 3)) expect(detail).toEqual({ reason });
      expect(await streamsThat(pod, 'revoke')).toEqual([]);
      expect(iframesOf(pod).length).toBe(3);
    });
  }

  it('rejects pending calls with LOGGED_OUT', async () => {
    const shown = await showFrames(2, { frame: { open: 'never' } });
    const { pod, symphony, names } = shown;
    const calls = [symphony.openStream('s3'), symphony.openStream('s4', names[1])].map(typeOf);
    await pod.journalled('openStream', 2);
    await pod.tell({ do: 'sessionEnded', reason: 'expired' }, 1);
    expect(await Promise.all(calls)).toEqual(['LOGGED_OUT', 'LOGGED_OUT']);
  });

  it('rejects a render that is waiting, whose frame stays to say why', async () => {
    const shown = await showFrames(0, { frame: { ready: 'never' } });
    const slot = furnishSlot();
    const rendering = typeOf(shown.symphony.render(slot.className));
    await shown.pod.journalled('connected');
    await shown.pod.tell({ do: 'sessionEnded', reason: 'revoked' });
    expect(await rendering).toBe('LOGGED_OUT');
    expect(iframesOf(shown.pod).length).toBe(1);
  });

  it('comes back with render, and its next end is told again', async () => {
    const shown = await showFrames(2);
    const { pod, symphony, slots } = shown;
    const heard = listenToSessions(shown);
    await pod.tell({ do: 'sessionEnded', reason: 'expired' });
    await until(() => heard.length === 1, 'the end of the session');
    expect((await symphony.render(slots[0]!.className, { streamId: 's7' })).streamId).toBe('s7');
    await pod.tell({ do: 'sessionEnded', reason: 'revoked' });
    await until(() => heard.length === 2, 'the end of the next session');
    expect(heard.map(({ reason }) => reason)).toEqual(['expired', 'revoked']);
  });

  it('can be followed by a logout, from a listener too', async () => {
    const shown = await showFrames(2, { logout: 'already' });
    const { pod, symphony } = shown;
    const ended = new Promise<Awaited<ReturnType<typeof logOut>>>((resolve) => {
      symphony.listen({
        type: 'SessionNotifications',
        callback: () => {
          resolve(logOut(symphony, DEADLINE_MS));
        },
      });
    });
    await pod.tell({ do: 'sessionEnded', reason: 'revoked' });
    const { type, report } = await ended;
    expect(type).toBe('success');
    expect(report.frames.map(({ outcome }) => outcome)).toEqual(['acknowledged', 'acknowledged']);
    expectNothingLeft(shown);
  });

  it('is no news during a logout', async () => {
    const shown = await showFrames(2, { frame: { clearAfterMs: 300 } });
    const { pod, symphony } = shown;
    const heard = listenToSessions(shown);
    const loggingOut = logOut(symphony, DEADLINE_MS);
    await pod.tell({ do: 'sessionEnded', reason: 'logout' }, 2);
    expect((await loggingOut).type).toBe('success');
    expect(heard).toEqual([]);
    await renderFrames(shown);
    expect(iframesOf(pod).length).toBe(2);
  });
});
