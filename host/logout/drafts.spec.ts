import type { FrameBehaviour, PodBehaviour } from '../../test/frame/behaviour.js';
import { iframeIn } from '../../test/pages/openHost.js';
import type { Pod } from '../../test/pages/openPod.js';
import { logOut } from '../../test/pages/logOut.js';
import { makeSlot } from '../../test/pages/makeSlot.js';
import { renderFrames, showFrames } from '../../test/pages/showFrames.js';

const DEADLINE_MS = 4_000;

describe('An app that saves drafts when it is left or hidden', () => {
  const cases: [string, number, PodBehaviour][] = [
    ['alone in the page', 1, {}],
    ['in several frames', 3, {}],
    ['with a clear that fails', 1, { frame: { drafts: true, clear: 'throws' } }],
    ['with a clear that never ends', 2, { frame: { drafts: true, clear: 'never' } }],
  ];
  for (const [what, count, more] of cases)
    it(`(${what}) leaves none of them to the next one who logs in`, async () => {
      const shown = await showFrames(count, { frame: { drafts: true }, ...more });
      await logOut(shown.symphony, DEADLINE_MS);
      await shown.pod.setFrame({});
      await renderFrames(shown);
      const found = (await shown.pod.journalled('storage', 2 * count)).slice(count);
      expect(found.map(({ detail }) => detail)).toEqual(Array.from({ length: count }, () => ({})));
    });

  const reload = (pod: Pod): Promise<unknown> => pod.tell({ do: 'reload' }, 2);
  const ways: [string, (pod: Pod, slot: Element) => unknown, FrameBehaviour][] = [
    [
      'the page moves its iframe',
      (_, slot) => {
        makeSlot().append(iframeIn(slot));
      },
      {},
    ],
    ['it reloads', reload, {}],
    ['it reloads without a goodbye', reload, { keepsPagehide: true }],
  ];
  for (const [what, change, more] of ways)
    it(`leaves none when ${what} after its acknowledgement: the next document does not live`, async () => {
      const shown = await showFrames(2, { frame: { drafts: true, ...more }, logoutAfterMs: 1_500 });
      const { pod, symphony, slots } = shown;
      const ending = logOut(symphony, DEADLINE_MS);
      // The first one waits for the pod.
      await pod.journalled('cleared');
      await change(pod, slots[1]!);
      const { type, report } = await ending;
      expect(type).toBe('success');
      expect(report.frames.map(({ outcome }) => outcome)).toEqual(['acknowledged', 'acknowledged']);
      const before = (await pod.journalled('storage')).length;
      await pod.setFrame({});
      await renderFrames(shown);
      const found = (await pod.journalled('storage', before + 2)).slice(before);
      expect(found.map(({ detail }) => detail)).toEqual([{}, {}]);
    });

  it('by listeners that it adds only when it has acknowledged, leaves none of them, either', async () => {
    const shown = await showFrames(1, { streams: { s1: { drafts: 'afterClear' } } });
    const { pod, symphony } = shown;
    // The sweep waits for this one, which sweeps nothing when it is removed.
    await pod.setFrame({ page: 'raw', raw: { answers: { clearSession: 'never' } } });
    await symphony.openStream('s2', makeSlot());
    const { report } = await logOut(symphony, DEADLINE_MS);
    expect(report.storage.emptied).toBeTrue();
    await pod.setFrame({});
    await renderFrames(shown);
    expect((await pod.journalled('storage', 2))[1]?.detail).toEqual({});
  });
});
