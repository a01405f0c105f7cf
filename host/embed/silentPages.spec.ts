import type { FrameBehaviour } from '../../test/frame/behaviour.js';
import { logOut } from '../../test/pages/logOut.js';
import { iframeIn, onPaper, openHost } from '../../test/pages/openHost.js';
import { until } from '../../test/pages/until.js';

const DEADLINE_MS = 3_000;

describe('A page that has loaded and is silent', () => {
  const reasons: [string, FrameBehaviour, number][] = [
    ['its app starts late', { connectAfterMs: 2_000 }, 1],
    ['a page of another origin stands in between', { page: 'detour' }, 2],
    [
      'such a page stands in between, and the app’s own loads slowly',
      { page: 'detour', loadsAfterMs: 1_000 },
      2,
    ],
  ];
  for (const [why, frame, documents] of reasons)
    it(`is waited for when ${why}`, async () => {
      const { symphony, slot, pod, events } = await openHost({ frame });
      const rendering = symphony.render(slot, { streamId: 's1' });
      let loads = 0;
      iframeIn(slot).addEventListener('load', () => loads++);
      await until(() => loads === 1, 'the first document to load');
      expect((await pod.journal()).some(({ what }) => what === 'connected')).toBeFalse();
      expect(onPaper(await rendering)).toEqual({ streamId: 's1' });
      await until(() => loads === documents, 'the last document to load');
      expect(await symphony.openStream('s2')).toEqual({ streamId: 's2' });
      expect(events.filter((event) => event.kind === 'state' && event.state === 'gone')).toEqual([]);
      expect((await logOut(symphony, DEADLINE_MS)).type).toBe('success');
    });
});
