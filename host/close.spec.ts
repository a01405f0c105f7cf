import { createSymphony } from 'symphony-embed/host';
import { failureOf, iframeIn, openHost, openRendered } from '../test/pages/openHost.js';
import { notify } from '../test/pages/listening.js';
import { makeSlot } from '../test/pages/makeSlot.js';
import { until } from '../test/pages/until.js';
import { logOut } from '../test/pages/logOut.js';

describe('close', () => {
  it('asks the app in a slot to stop, and removes its frame; the session and the other frames stay', async () => {
    const { pod, symphony, slot } = await openRendered();
    const other = makeSlot();
    await symphony.openStream('s2', other);
    await symphony.close(other);
    expect(other.children.length).toBe(0);
    expect((await pod.journalled('stop')).map(({ detail }) => detail)).toEqual([{ reason: 'closed' }]);
    expect((await pod.journal()).filter(({ what }) => /cleared|revoked/.test(what))).toEqual([]);
    expect(await symphony.openStream('s3')).toEqual({ streamId: 's3' });
    expect(slot.children.length).toBe(1);
  });

  it('lets the same slot be opened again', async () => {
    const { symphony } = await openRendered();
    const other = makeSlot();
    await symphony.openStream('s2', other);
    await symphony.close(other);
    expect(await symphony.openStream('s4', other)).toEqual({ streamId: 's4' });
    expect(other.children.length).toBe(1);
  });

  it('leaves one iframe when the slot is opened again at once', async () => {
    const { symphony } = await openRendered();
    const other = makeSlot();
    await symphony.openStream('s2', other);
    const closing = symphony.close(other);
    const opening = symphony.openStream('s4', other);
    expect(other.children.length).toBeLessThan(2);
    await closing;
    expect(await opening).toEqual({ streamId: 's4' });
    expect(other.children.length).toBe(1);
  });

  it('removes the main frame without a selector; then only render makes another one', async () => {
    const { symphony, slot } = await openRendered();
    await symphony.close();
    expect(slot.children.length).toBe(0);
    expect((await failureOf(symphony.openStream('s1'))).type).toBe('FRAME_GONE');
    await symphony.render(slot);
    expect(slot.children.length).toBe(1);
  });

  it('rejects what the frame has not answered yet', async () => {
    const { symphony, slot } = await openRendered({
      frame: { answers: { getDistributionLists: 'never' } },
    });
    const asking = failureOf(symphony.getDistributionLists());
    await symphony.close();
    expect((await asking).type).toBe('FRAME_GONE');
    expect(slot.children.length).toBe(0);
  });

  it('removes a frame that does not answer', async () => {
    const { symphony, slot } = await openHost({
      frame: { page: 'raw', raw: { answers: { close: 'never' } } },
    });
    await symphony.render(slot);
    await symphony.close();
    expect(slot.children.length).toBe(0);
  });

  it('removes a frame that is not connected yet', async () => {
    const { symphony, slot } = await openHost({ frame: { page: 'silent' } });
    const rendering = failureOf(symphony.render(slot));
    await symphony.close();
    expect((await rendering).type).toBe('FRAME_GONE');
    expect(slot.children.length).toBe(0);
  });

  it('does nothing in a slot without a frame, and before render', async () => {
    const { symphony } = await openHost();
    const slot = makeSlot();
    await symphony.close();
    await symphony.close(slot);
    expect(slot.children.length).toBe(0);
  });

  it('is INVALID_ARGUMENT for a selector that matches nothing', async () => {
    const { symphony } = await openRendered();
    expect((await failureOf(symphony.close('#nowhere'))).type).toBe('INVALID_ARGUMENT');
  });

  it('does not take a frame away from a logout', async () => {
    const { symphony, slot, pod } = await openHost({
      frame: { page: 'raw', raw: { answers: { close: 'never' } } },
    });
    await symphony.render(slot);
    await pod.setFrame({});
    const other = makeSlot();
    await symphony.openStream('s2', other);
    const closing = symphony.close(slot);
    const { report } = await logOut(symphony, 4_000);
    await closing;
    expect(report.frames.map(({ outcome }) => outcome)).not.toContain('gone');
    expect(report.frames.length).toBe(2);
  });

  it('waits for a running logout, as dispose does', async () => {
    const { symphony, slot } = await openRendered();
    const ending = logOut(symphony, 4_000);
    await Promise.all([symphony.close(slot), symphony.dispose()]);
    expect(slot.children.length).toBe(0);
    expect((await ending).type).toBe('success');
  });
});

describe('dispose', () => {
  it('removes all frames and listeners without a logout, and the page can render again', async () => {
    const host = await openRendered();
    const { pod, symphony, slot } = host;
    const other = makeSlot();
    await symphony.openStream('s2', other);
    const heard: unknown[] = [];
    symphony.listen({ type: 'ActivityNotifications', callback: () => heard.push('before') });
    await symphony.dispose();
    expect([slot.children.length, other.children.length]).toEqual([0, 0]);
    expect((await pod.journalled('stop', 2)).map(({ detail }) => detail)).toEqual([
      { reason: 'closed' },
      { reason: 'closed' },
    ]);
    expect((await failureOf(symphony.openStream('s1'))).type).toBe('NOT_RENDERED');
    await symphony.render(slot);
    symphony.listen({ type: 'ActivityNotifications', callback: () => heard.push('after') });
    await notify(host, 'ActivityNotifications', null);
    await until(() => heard.length > 0, 'the notification');
    expect(heard).toEqual(['after']);
  });

  it('keeps the frames that a render makes meanwhile', async () => {
    const { symphony, slot } = await openRendered();
    const disposing = symphony.dispose();
    const rendering = symphony.render(slot, { streamId: 's5' });
    await disposing;
    expect(await rendering).toEqual({ streamId: 's5' });
    expect(slot.children.length).toBe(1);
    expect(await symphony.openStream('s6')).toEqual({ streamId: 's6' });
  });
});

describe('A container', () => {
  it('never has two iframes, also with two hosts', async () => {
    const [first, second] = [await openHost(), await openHost()];
    const slot = makeSlot();
    await first.symphony.render(slot);
    await second.symphony.render(slot);
    expect(slot.children.length).toBe(1);
    expect(iframeIn(slot).src).toContain(second.pod.url);
    expect((await failureOf(first.symphony.openStream('s1'))).type).toBe('FRAME_GONE');
    const third = createSymphony({ podUrl: second.pod.url });
    await third.render(slot);
    expect(slot.children.length).toBe(1);
  });
});
