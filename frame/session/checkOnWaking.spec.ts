import { openRendered, openHost } from '../../test/pages/openHost.js';
import type { Pod } from '../../test/pages/openPod.js';
import { until } from '../../test/pages/until.js';
import type { CheckAnswer } from '../../test/frame/behaviour.js';

const ALIVE: CheckAnswer = { value: true };
/** As `ALIVE`, but so late that a busy machine can look at the app before. */
const ALIVE_LATE: CheckAnswer = { value: true, afterMs: 2_000 };

async function coverIn(pod: Pod): Promise<{ isVisible: boolean; notice: string }> {
  const before = (await pod.journal()).filter(({ what }) => what === 'cover').length;
  await pod.tell({ do: 'lookAtCover' });
  const entries = await pod.journalled('cover', before + 1);
  return entries.at(-1)?.detail as unknown as { isVisible: boolean; notice: string };
}

async function untilVisible(pod: Pod): Promise<void> {
  await until(async () => (await coverIn(pod)).isVisible, 'the app to be visible again');
}

describe('session.check', () => {
  const open = (check: CheckAnswer = ALIVE) => openRendered({ frame: { check } });

  for (const [asleep, awake] of [
    ['pagehide', 'pageshow'],
    ['freeze', 'resume'],
  ] as const)
    it(`keeps the app hidden from ${asleep} on, and after ${awake} until it has been answered`, async () => {
      const { pod } = await open();
      expect((await coverIn(pod)).isVisible).toBeTrue();
      await pod.tell({ do: 'sleep', how: asleep });
      expect(await coverIn(pod)).toEqual({ isVisible: false, notice: '"Checking your session"' });
      await pod.tell({ do: 'setCheck', check: ALIVE_LATE });
      await pod.tell({ do: 'wake', how: awake });
      await pod.journalled('check');
      expect((await coverIn(pod)).isVisible).toBeFalse();
      await untilVisible(pod);
      expect((await coverIn(pod)).notice).toBe('none');
    });

  for (const how of ['online', 'pause'] as const)
    it(`is asked after ${how}, with the app hidden`, async () => {
      const { pod } = await open(ALIVE_LATE);
      await pod.tell({ do: 'wake', how });
      await pod.journalled('check');
      expect((await coverIn(pod)).isVisible).toBeFalse();
      await untilVisible(pod);
    });

  for (const [value, reason] of [
    ['logout', 'logout'],
    ['revoked', 'revoked'],
    [false, 'expired'],
  ] as const)
    it(`ends the session when it answers ${String(value)}`, async () => {
      const { pod, symphony } = await open({ value });
      const ends: unknown[] = [];
      symphony.listen({ type: 'SessionNotifications', callback: (end) => ends.push(end) });
      await pod.tell({ do: 'sleep', how: 'pagehide' });
      await pod.tell({ do: 'wake', how: 'pageshow' });
      const [cleared] = await pod.journalled('clear');
      expect(cleared?.detail).toEqual({ reason });
      await untilVisible(pod);
      await until(() => ends.length > 0, 'the portal to hear of the end');
      expect(ends).toEqual([{ status: 'ended', reason }]);
    });

  it('loads the document again when the session’s data cannot be cleared', async () => {
    const { pod } = await openRendered({ frame: { check: { value: false }, clear: 'throws' } });
    await pod.tell({ do: 'wake', how: 'online' });
    await pod.journalled('connected', 2);
    const isVisible = (await coverIn(pod)).isVisible;
    expect(isVisible).toBeTrue();
    expect((await pod.journal()).filter(({ what }) => what === 'clear').length).toBe(1);
  });

  for (const check of ['rejects', 'never'] as const)
    it(`leaves the app hidden while it ${check === 'never' ? 'does not answer' : 'fails'}, and is asked again`, async () => {
      const { pod } = await open(check);
      await pod.tell({ do: 'sleep', how: 'pagehide' });
      await pod.tell({ do: 'wake', how: 'pageshow' });
      await pod.journalled('check');
      expect((await coverIn(pod)).isVisible).toBeFalse();
      await pod.tell({ do: 'setCheck', check: ALIVE });
      await pod.tell({ do: 'wake', how: 'online' });
      await untilVisible(pod);
      expect((await pod.journal()).filter(({ what }) => what === 'clear').length).toBe(0);
    });

  it('is asked again by itself after a while', async () => {
    const { pod } = await open('rejects');
    await pod.tell({ do: 'wake', how: 'online' });
    await pod.journalled('check');
    await pod.tell({ do: 'setCheck', check: ALIVE });
    await pod.journalled('check', 2);
    await untilVisible(pod);
    expect((await pod.journal()).filter(({ what }) => what === 'clear')).toEqual([]);
  });

  it('does not count when its answer comes after the page has gone to sleep again', async () => {
    const { pod } = await open({ value: true, afterMs: 200 });
    await pod.tell({ do: 'wake', how: 'online' });
    await pod.journalled('check');
    await pod.tell({ do: 'sleep', how: 'pagehide' });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect((await coverIn(pod)).isVisible).toBeFalse();
    await pod.tell({ do: 'wake', how: 'pageshow' });
    await untilVisible(pod);
  });

  it('gives the focus back to where it was', async () => {
    const { pod } = await open();
    await pod.tell({ do: 'focusField' });
    await pod.tell({ do: 'lookAtFocus' });
    const [before] = await pod.journalled('focus');
    if (!before?.detail?.isInUse) {
      pending('The frame of an automated browser has no focus here.');
      return;
    }
    await pod.tell({ do: 'wake', how: 'online' });
    await pod.journalled('check');
    await untilVisible(pod);
    await pod.tell({ do: 'lookAtFocus' });
    const [, focus] = await pod.journalled('focus', 2);
    expect(focus?.detail).toEqual({ isField: true, isInUse: true });
  });

  it('hides nothing of an app that has none', async () => {
    const { pod } = await openRendered();
    await pod.tell({ do: 'sleep', how: 'pagehide' });
    expect((await coverIn(pod)).isVisible).toBeTrue();
  });
});

describe('A portal that goes into the back/forward cache', () => {
  const leave = (persisted: boolean): void => {
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted }));
  };

  it('hides its frames until each has said hello again', async () => {
    const { symphony, slot, pod } = await openHost();
    await symphony.render(slot);
    const iframe = slot.querySelector('iframe');
    leave(false);
    expect(iframe?.style.visibility).toBe('');
    leave(true);
    expect(iframe?.style.visibility).toBe('hidden');
    await pod.tell({ do: 'sleep', how: 'pagehide' });
    await pod.tell({ do: 'wake', how: 'pageshow' });
    await until(() => iframe?.style.visibility === '', 'the frame to be shown again');
    expect(await symphony.openStream('s2', slot)).toEqual({ streamId: 's2' });
  });
});
