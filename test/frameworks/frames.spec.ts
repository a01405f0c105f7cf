import { logOut, outcomesOf } from '../pages/logOut.js';
import { openHost } from '../pages/openHost.js';
import type { FrameBehaviour, FrameCommand } from '../frame/behaviour.js';
import type { Framework } from './framework.js';

/*
 * Apps in frames that are built with UI frameworks: React owns its whole document, Vue a part of it, and Turbo replaces the
 * body. None of this may look like a frame that has gone.
 */

const timeouts = { callMs: 60_000, readyMs: 60_000 };
const SLOW: FrameBehaviour = { openAfterMs: 300 };
const DEADLINE_MS = 8_000;

async function openApp(framework: Framework, more: FrameBehaviour = {}) {
  const frame: FrameBehaviour = { ...more, framework, store: { draft: 'secret' } };
  const host = await openHost({ frame, streams: { slow: SLOW } }, { timeouts });
  const tell = async (command: FrameCommand): Promise<void> => {
    const before = (await host.pod.journal()).filter(({ what }) => what === 'did').length;
    await host.pod.tell(command);
    await host.pod.journalled('did', before + 1);
  };
  /** Uses the frame, logs out, and expects that it has been one document that was there all the time. */
  const expectOneDocument = async (): Promise<void> => {
    // Longer than the host's next look at the frame.
    expect(await host.symphony.openStream('slow')).toEqual({ streamId: 'slow' });
    const end = await logOut(host.symphony, DEADLINE_MS);
    expect(end.type).withContext(String(end.message)).toBe('success');
    expect(Object.values(outcomesOf(end))).toEqual(['acknowledged']);
    expect(end.report.storage.emptied).toBeTrue();
    expect(host.events.filter((event) => event.kind === 'state' && event.state === 'gone')).toEqual([]);
    expect((await host.pod.journalled('connected')).length).toBe(1);
  };
  return { ...host, tell, expectOneDocument };
}

const LISTS = [{ id: 'l1', name: 'Traders' }];
const MESSAGE = { type: 'SOCIALMESSAGE', streamId: 's1', fromWhomId: 7, message: 'hello', isMention: true };
const FRAMEWORKS: Framework[] = ['react18', 'react19', 'vue'];

describe('An app in a frame', () => {
  for (const framework of FRAMEWORKS)
    for (const way of ['create', 'hydrate', 'mismatch'] as const)
      it(`that ${framework} builds (${way}) before it is ready, and builds anew later, works`, async () => {
        const { symphony, slot, tell, expectOneDocument } = await openApp(framework, { ready: 'never' });
        const rendering = symphony.render(slot, { streamId: 's1' });
        await tell({ do: 'writeDocument', way });
        await tell({ do: 'buildDocument', way });
        await tell({ do: 'ready', shown: { streamId: 's1' } });
        expect(await rendering).toEqual({ streamId: 's1' });
        await tell({ do: 'show', changes: { count: 1 } });
        await tell({ do: 'show', changes: { generation: 1 } });
        await expectOneDocument();
      });

  for (const framework of FRAMEWORKS)
    for (const way of ['create', 'hydrate'] as const)
      it(`that ${framework} builds (${way}) when it is ready works`, async () => {
        const { symphony, slot, tell, expectOneDocument } = await openApp(framework);
        await symphony.render(slot, { streamId: 's1' });
        await tell({ do: 'writeDocument', way });
        await tell({ do: 'buildDocument', way });
        await expectOneDocument();
      });

  it('in which Turbo has replaced the body works', async () => {
    const { symphony, slot, tell, expectOneDocument } = await openApp('turbo');
    await symphony.render(slot, { streamId: 's1' });
    await tell({ do: 'visit' });
    await expectOneDocument();
  });

  it('can be ready, answer and notify with values that Vue watches', async () => {
    const { symphony, slot, tell } = await openApp('vue', {
      ready: 'never',
      answers: { getDistributionLists: { value: LISTS, odd: 'reactive' } },
    });
    const heard: unknown[] = [];
    symphony.listen({
      type: 'MessageNotifications',
      callback: (notification) => heard.push(notification),
    });
    const rendering = symphony.render(slot, { streamId: 's1' });
    await tell({ do: 'ready', shown: { streamId: 's1' }, odd: 'reactive' });
    expect(await rendering).toEqual({ streamId: 's1' });
    expect(await symphony.getDistributionLists()).toEqual(LISTS);
    await tell({ do: 'notify', type: 'MessageNotifications', payload: MESSAGE, odd: 'reactive' });
    expect(heard).toEqual([MESSAGE]);
    await symphony.logout();
  });
});
