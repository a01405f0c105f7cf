import { logOut, outcomesOf } from '../../test/pages/logOut.js';
import { makeSlot } from '../../test/pages/makeSlot.js';
import { renderFrames, showFrames, type Shown } from '../../test/pages/showFrames.js';
import type { PodBehaviour } from '../../test/frame/behaviour.js';

/** The default. What a frame leaves of it for its answer is longer than the second to which Chromium delays its timers. */
const DEADLINE_MS = 5_000;

/** Shows frames far below what the window shows. */
async function showOutOfSight(count: number, behaviour: PodBehaviour): Promise<Shown> {
  makeSlot().style.height = '4000px';
  const shown = await showFrames(count, behaviour);
  window.scrollTo(0, 0);
  expect(shown.slots[0]?.getBoundingClientRect().top).toBeGreaterThan(window.innerHeight);
  return shown;
}

describe('logout() with frames that are out of sight', () => {
  it('hears from a frame itself that its clear did not finish', async () => {
    const shown = await showOutOfSight(1, { frame: { clear: 'never' } });
    const end = await logOut(shown.symphony, DEADLINE_MS);
    expect(end.type).toBe('LOGOUT_INCOMPLETE');
    const [frame] = end.report.frames;
    expect(frame?.outcome).toBe('timedOut');
    expect(frame?.revoked).toBeTrue();
    expect(frame?.error?.message).toMatch(/^clear: it did not finish within/);
  });

  it('clears their data while the pod is silent', async () => {
    const shown = await showOutOfSight(2, { logout: 'silent', frame: { store: { token: 'secret' } } });
    const end = await logOut(shown.symphony, DEADLINE_MS);
    expect(end.type).toBe('LOGOUT_UNCONFIRMED');
    expect(Object.values(outcomesOf(end))).toEqual(['acknowledged', 'acknowledged']);
    await shown.pod.setFrame({});
    await renderFrames(shown);
    expect((await shown.pod.journalled('storage', 3)).at(-1)?.detail).toEqual({});
  });
});
