import type { FrameBehaviour, LogoutAnswer } from '../../test/frame/behaviour.js';
import { inSeparateProcesses } from '../../test/pages/inSeparateProcesses.js';
import { expectNothingLeft, logOut, outcomesOf } from '../../test/pages/logOut.js';
import type { Pod } from '../../test/pages/openPod.js';
import { showFrames, streamsThat } from '../../test/pages/showFrames.js';

const DEADLINE_MS = 1_000;
const LONG_DEADLINE_MS = 5_000;
const HALF_FOR_HOST_MS = 3_000;

/** The pod's logout requests: `frame`, or `host` for those without the frames' header. */
async function whoAsked(pod: Pod): Promise<string[]> {
  return (await pod.journalled('logout')).map(({ detail }) => (detail?.['embedHeader'] ? 'frame' : 'host'));
}

describe('logout() with a pod that', () => {
  for (const logout of ['confirms', 'already'] satisfies LogoutAnswer[]) {
    it(`${logout}: the user is logged out`, async () => {
      const shown = await showFrames(2, { logout });
      const end = await logOut(shown.symphony, LONG_DEADLINE_MS);
      expect(end.type).toBe('success');
      expect(end.report.frames.map(({ revoked }) => revoked)).toEqual([true, false]);
      expect(await whoAsked(shown.pod)).toEqual(['frame']);
      expectNothingLeft(shown);
    });
  }

  const failing: { logout: LogoutAnswer; retryable: boolean }[] = [
    { logout: 'refuses', retryable: false },
    { logout: 'fails', retryable: true },
    { logout: 'garbage', retryable: true },
    { logout: 'malformed', retryable: true },
    { logout: 'offline', retryable: true },
    { logout: 'silent', retryable: true },
  ];
  for (const { logout, retryable } of failing) {
    it(`${logout}: the user may still be logged in, and all data is cleared`, async () => {
      const shown = await showFrames(3, { logout });
      const { pod, symphony, names } = shown;
      // After a silent pod, a frame has 15 % of the deadline left to answer.
      const end = await logOut(symphony, logout === 'silent' ? 2 * LONG_DEADLINE_MS : DEADLINE_MS);
      expect(end.type).toBe('LOGOUT_UNCONFIRMED');
      expect(end.report.revoked).toBeFalse();
      expect(outcomesOf(end)).toEqual(Object.fromEntries(names.map((name) => [name, 'acknowledged'])));
      expect(end.report.frames.some(({ revoked }) => revoked)).toBeFalse();
      expect(end.report.frames[0]?.error).toBeDefined();
      expect(end.failure?.retryable).toBe(retryable);
      expect(end.failure?.topLevelLogoutUrl).toBe(`${pod.url}/apps/logout`);
      expect(await whoAsked(pod)).toContain('host');
      // A silent one uses up the time in which the others could be asked.
      const asked = await streamsThat(pod, 'revoke', logout === 'silent' ? 1 : 3);
      expect(asked).toEqual(logout === 'silent' ? asked : ['s1', 's2', 's3']);
      expect(new Set(asked).size).toBe(asked.length);
      expectNothingLeft(shown);
    });
  }

  it('confirms late, but in time: the user is logged out', async () => {
    const shown = await showFrames(2, { logoutAfterMs: 700 });
    const end = await logOut(shown.symphony, LONG_DEADLINE_MS);
    expect(end.type).toBe('success');
    expect(end.report.frames.map(({ revoked }) => revoked)).toEqual([true, false]);
    expect(await whoAsked(shown.pod)).toEqual(['frame']);
    expectNothingLeft(shown);
  });

  it('confirms to a frame after the host has begun to ask as well: no need to wait for that answer', async () => {
    // The host asks at 50 %, and after a busy moment half a second later.
    const shown = await showFrames(2, { logoutOfHost: 'silent', logoutAfterMs: 0.7 * LONG_DEADLINE_MS });
    const end = await logOut(shown.symphony, LONG_DEADLINE_MS);
    expect(end.type).toBe('success');
    expect(end.report.frames.map(({ revoked }) => revoked)).toEqual([true, false]);
    expect(await whoAsked(shown.pod)).toEqual(['frame', 'host']);
    expect(end.report.elapsedMs)
      .withContext('time used')
      .toBeLessThan(0.95 * LONG_DEADLINE_MS);
    expectNothingLeft(shown);
  });

  it('confirms after the deadline: nobody can know', async () => {
    const shown = await showFrames(2, { logoutAfterMs: 2 * LONG_DEADLINE_MS });
    // The frame answers at 78 % of the deadline. After a busy moment, that can be half a second later.
    const end = await logOut(shown.symphony, LONG_DEADLINE_MS);
    expect(end.type).toBe('LOGOUT_UNCONFIRMED');
    expect(end.failure?.retryable).toBeTrue();
    expect(Object.values(outcomesOf(end))).toEqual(['acknowledged', 'acknowledged']);
    expectNothingLeft(shown);
  });

  it('answers a portal unreadably: frames can revoke, the host cannot', async () => {
    const shown = await showFrames(1, { logout: 'unreadable' });
    expect((await logOut(shown.symphony, LONG_DEADLINE_MS)).type).toBe('success');
    await shown.pod.set({ frame: { revoke: 'throws' } });
    await shown.symphony.render(shown.slots[0]!.className);
    const end = await logOut(shown.symphony, LONG_DEADLINE_MS);
    expect(end.type).toBe('LOGOUT_UNCONFIRMED');
    expect(end.failure?.retryable).toBeTrue();
    expectNothingLeft(shown);
  });

  it('cannot be reached at first: another try logs out', async () => {
    const shown = await showFrames(1, { logout: 'offline' });
    expect((await logOut(shown.symphony, DEADLINE_MS)).failure?.retryable).toBeTrue();
    await shown.pod.setLogout('confirms');
    const end = await logOut(shown.symphony, LONG_DEADLINE_MS);
    expect(end.type).toBe('success');
    expect(Object.keys(outcomesOf(end))).toEqual(['service']);
    expectNothingLeft(shown);
  });
});

describe('The report of a logout', () => {
  for (const revoke of ['pod', 'throws'] as const)
    it(`has the scope that the pod states to ${revoke === 'pod' ? 'a frame' : 'the host itself'}`, async () => {
      for (const [logout, scope] of [
        ['confirms', undefined],
        ['confirmsBrowser', 'browser'],
        ['confirmsJar', 'jar'],
        ['confirmsGalaxy', undefined],
      ] as const) {
        const { symphony } = await showFrames(1, { logout, frame: { revoke } });
        const { report } = await logOut(symphony, LONG_DEADLINE_MS);
        expect(report.revoked).toBeTrue();
        expect(report.scope).withContext(logout).toBe(scope);
      }
    });

  for (const revoke of ['pod', 'throws'] as const)
    it(`has the page of the identity provider that the pod names to ${revoke === 'pod' ? 'a frame' : 'the host itself'}`, async () => {
      for (const [logout, url] of [
        ['confirmsSso', 'https://sso.example/end'],
        ['confirmsScript', undefined],
        ['confirms', undefined],
      ] as const) {
        const { symphony } = await showFrames(1, { logout, frame: { revoke } });
        const { report } = await logOut(symphony, LONG_DEADLINE_MS);
        expect(report.revoked).toBeTrue();
        expect(report.endSessionUrl).withContext(logout).toBe(url);
      }
    });
});

describe('logout() when the frame that is to revoke', () => {
  const causes: { name: string; frame: FrameBehaviour; outcome: string }[] = [
    { name: 'fails to', frame: { revoke: 'throws' }, outcome: 'acknowledged' },
    { name: 'reloads', frame: { revoke: 'throws', clear: 'reloads' }, outcome: 'gone' },
  ];
  for (const { name, frame, outcome } of causes) {
    it(`${name}, has the next one asked, and no other`, async () => {
      const shown = await showFrames(4, { streams: { s1: frame } });
      const { pod, symphony, names } = shown;
      const end = await logOut(symphony, LONG_DEADLINE_MS);
      expect(end.type).toBe(outcome === 'gone' ? 'LOGOUT_INCOMPLETE' : 'success');
      expect(end.report.frames.map(({ revoked }) => revoked)).toEqual([false, true, false, false]);
      expect(outcomesOf(end)[names[0]!]).toBe(outcome);
      expect(end.report.frames.slice(1).map((each) => each.outcome)).toEqual(Array(3).fill('acknowledged'));
      const asked = await streamsThat(pod, 'revoke', 2);
      expect(asked).toEqual(['s1', 's2']);
      expect(await whoAsked(pod)).toEqual(['frame']);
      expect((await streamsThat(pod, 'clear', 4)).sort()).toEqual(['s1', 's2', 's3', 's4']);
      expectNothingLeft(shown);
    });
  }

  it('is taken out by the page with an element around its slot, has the next one asked', async () => {
    const shown = await showFrames(2, { streams: { s1: { revoke: 'never' } } });
    const { pod, symphony, slots, names } = shown;
    const ancestor = document.createElement('section');
    const asked = pod.journalled('revoke').then(() => {
      slots[0]!.replaceWith(ancestor);
      ancestor.remove();
    });
    const end = await logOut(symphony, LONG_DEADLINE_MS);
    await asked;
    expect(end.type).toBe('LOGOUT_INCOMPLETE');
    expect(outcomesOf(end)).toEqual({ [names[0]!]: 'gone', [names[1]!]: 'acknowledged' });
    expect(end.report.frames.map(({ revoked }) => revoked)).toEqual([false, true]);
    expect(await streamsThat(pod, 'revoke', 2)).toEqual(['s1', 's2']);
    expect(slots[0]!.querySelector('iframe')).toBeNull();
    expect(slots[0]!.children.length).toBe(1);
  });

  it('cannot, nor any other, the host asks at once', async () => {
    const shown = await showFrames(3, { frame: { revoke: 'throws' } });
    const end = await logOut(shown.symphony, LONG_DEADLINE_MS);
    expect(end.type).toBe('success');
    expect(end.report.revoked).toBeTrue();
    expect(end.report.frames.some(({ revoked }) => revoked)).toBeFalse();
    expect(end.report.frames.every(({ error }) => error?.type === 'ERROR')).toBeTrue();
    expect(end.report.elapsedMs).toBeLessThan(LONG_DEADLINE_MS / 2);
    expect(await streamsThat(shown.pod, 'revoke', 3)).toEqual(['s1', 's2', 's3']);
    expect(await whoAsked(shown.pod)).toEqual(['host']);
    expectNothingLeft(shown);
  });

  it('never ends that, the host asks by half of the deadline, and then nobody else', async () => {
    const shown = await showFrames(3, { streams: { s1: { revoke: 'never' } } });
    // The frame answers at 78 % of the deadline. After a busy moment, that can be half a second later.
    const end = await logOut(shown.symphony, LONG_DEADLINE_MS);
    expect(end.type).toBe('success');
    expect(Object.values(outcomesOf(end))).toEqual(['acknowledged', 'acknowledged', 'acknowledged']);
    expect(await whoAsked(shown.pod)).toEqual(['host']);
    expect(await streamsThat(shown.pod, 'revoke', 1)).toEqual(['s1']);
    expectNothingLeft(shown);
  });

  inSeparateProcesses('hangs with all others, the host asks by half of the deadline', async () => {
    const shown = await showFrames(2);
    const { pod, symphony } = shown;
    // The pod has half of the deadline for its answer to the host.
    await pod.tell({ do: 'hang', ms: 2 * HALF_FOR_HOST_MS });
    await pod.journalled('hangs');
    const calledAtMs = performance.timeOrigin + performance.now();
    const end = await logOut(symphony, HALF_FOR_HOST_MS);
    const endedAtMs = performance.timeOrigin + performance.now();
    expect(end.type).toBe('LOGOUT_INCOMPLETE');
    const [request] = await pod.journalled('logout');
    expect(request?.detail?.['embedHeader']).toBeUndefined();
    expect(request?.detail?.['cookie']).toContain('session=');
    expect(request?.atMs).toBeGreaterThan(calledAtMs);
    expect(request?.atMs).toBeLessThan(endedAtMs);
    expectNothingLeft(shown);
  });

  inSeparateProcesses('hangs, and the pod is silent, nobody can know', async () => {
    const shown = await showFrames(2, { logout: 'silent' });
    await shown.pod.tell({ do: 'hang', ms: 4 * DEADLINE_MS });
    await shown.pod.journalled('hangs');
    const end = await logOut(shown.symphony, DEADLINE_MS);
    expect(end.type).toBe('LOGOUT_UNCONFIRMED');
    expect(Object.values(outcomesOf(end))).toEqual(['timedOut', 'timedOut']);
    expect(end.failure?.retryable).toBeTrue();
    expectNothingLeft(shown);
  });
});
