import { createSymphony } from 'symphony-embed/host';
import { askedCalls, askedMethods } from '../../test/pages/askedCalls.js';
import type { PodBehaviour } from '../../test/frame/behaviour.js';
import { inSeparateProcesses } from '../../test/pages/inSeparateProcesses.js';
import { endOf, expectNothingLeft, logOut } from '../../test/pages/logOut.js';
import { failureOf } from '../../test/pages/openHost.js';
import { openPod } from '../../test/pages/openPod.js';
import { furnishSlot, renderFrames, type Shown } from '../../test/pages/showFrames.js';
import { snapshotPage } from '../../test/pages/snapshotPage.js';
import { until } from '../../test/pages/until.js';
import { watchLeaks, type LeakWatch } from '../../test/pages/watchLeaks.js';
import { watchPromises, type PromiseWatch } from '../../test/pages/watchPromises.js';

const DEADLINE_MS = 600;
const CYCLES = 20;
const FRAMES = 5;

interface Watched extends Shown {
  watch: LeakWatch;
  promises: PromiseWatch;
}

/** A page that is watched from before its first frame. */
async function watchPage(count: number, behaviour: PodBehaviour = {}): Promise<Watched> {
  const pod = await openPod(behaviour);
  const slots = Array.from({ length: count }, furnishSlot);
  const names = slots.map(({ id, className }, index) => (index ? `#${id}` : `.${className}`));
  const watch = watchLeaks();
  const promises = watchPromises(createSymphony({ podUrl: pod.url }));
  return { pod, symphony: promises.symphony, slots, names, changes: snapshotPage(), watch, promises };
}

function expectNoLeaks({ watch, promises }: Watched): void {
  expect(watch.leaks()).withContext('what is left running').toEqual([]);
  expect(promises.pending()).withContext('promises that never settled').toEqual([]);
}

/** The one that looks after frames stops by itself, when it finds that nothing waits. */
async function untilNoTimer({ watch }: Watched): Promise<void> {
  await until(() => !watch.leaks().some((leak) => /set(Timeout|Interval)/.test(leak)), 'no timer to run');
  expect(watch.leaks().join()).not.toMatch(/set(Timeout|Interval)/);
}

describe('logout() leaves nothing running', () => {
  it(`after ${String(CYCLES)} times of ${String(FRAMES)} frames`, async () => {
    const page = await watchPage(FRAMES);
    const { pod, symphony } = page;
    for (let cycle = 0; cycle < CYCLES; cycle++) {
      await renderFrames(page);
      const undo = symphony.listen({ type: 'ActivityNotifications', callback: () => undefined });
      symphony.onUserInteractionRequired({ callback: () => undefined });
      const { frames } = await symphony.logout();
      expect(frames.length).toBe(FRAMES);
      undo();
      expectNoLeaks(page);
      expectNothingLeft(page);
    }
    expect((await pod.journalled('logout')).length).toBe(CYCLES);
  }, 60_000);

  it('while the frames are there but nothing waits for them, nor afterwards', async () => {
    const page = await watchPage(2);
    await renderFrames(page);
    await untilNoTimer(page);
    await page.symphony.logout();
    expectNoLeaks(page);
  });

  const causes: Record<string, PodBehaviour> = {
    'that never end their clear': { frame: { clear: 'never' } },
    'that hang': { frame: { clear: 'hangs', hangMs: 2 * DEADLINE_MS } },
    'that reload': { frame: { clear: 'reloads' } },
    'that cannot revoke': { frame: { revoke: 'throws' } },
    'whose pod is silent': { logout: 'silent' },
  };
  for (const [cause, behaviour] of Object.entries(causes)) {
    const define = cause === 'that hang' ? inSeparateProcesses : it;
    define(`after frames ${cause}`, async () => {
      const page = await watchPage(2, behaviour);
      await renderFrames(page);
      await logOut(page.symphony, DEADLINE_MS);
      expectNoLeaks(page);
      expectNothingLeft(page);
    });
  }

  it('after renders that it interrupted', async () => {
    const page = await watchPage(1);
    const { pod, symphony, slots } = page;
    for (const frame of [{ page: 'silent' }, { connectAfterMs: 60_000 }, { ready: 'never' }] as const) {
      await pod.setFrame(frame);
      const before = (await pod.journal()).filter(({ what }) => what === 'page').length;
      void symphony.render(slots[0]!.className).catch(() => undefined);
      await pod.journalled('page', before + 1);
      await logOut(symphony, 5 * DEADLINE_MS);
      expectNoLeaks(page);
      expectNothingLeft(page);
    }
  });

  it('after slots and frames that the page took out before and meanwhile', async () => {
    const page = await watchPage(4, { streams: { s2: { clear: 'never' } } });
    const { pod, symphony, slots } = page;
    await renderFrames(page);
    slots[2]!.remove();
    slots[3]!.replaceChildren();
    const loggingOut = endOf(symphony.logout({ deadlineMs: 5 * DEADLINE_MS }));
    await pod.journalled('clear', 2);
    slots[1]!.remove();
    const { type, report } = await loggingOut;
    expect(type).toBe('LOGOUT_INCOMPLETE');
    expect(report.frames.map(({ outcome }) => outcome)).toEqual(['acknowledged', 'gone']);
    expectNoLeaks(page);
  });

  it('after calls, and calls that were pending', async () => {
    const page = await watchPage(2, { streams: { s3: { open: 'never' } } });
    const { pod, symphony, names } = page;
    await renderFrames(page);
    await symphony.updateSettings({ mode: 'dark' });
    await symphony.checkAuth();
    void symphony.openStream('s3').catch(() => undefined);
    void symphony.startRoom('someone', names[1]).catch(() => undefined);
    await pod.journalled('openStream');
    await pod.tell({ do: 'interaction', reason: 'terms' });
    await pod.journalled('did', 2);
    await logOut(symphony, 5 * DEADLINE_MS);
    await until(() => !page.promises.pending().length, 'the end of all calls');
    expectNoLeaks(page);
    expectNothingLeft(page);
  });

  it('after dialogs that nobody had answered, in frames that are there and in one that is just being made', async () => {
    const answers = { sendMessage: 'never', createRoom: 'never', openApp: 'never' } as const;
    const page = await watchPage(3, { frame: { answers } });
    const { pod, symphony, slots, names } = page;
    await symphony.render(slots[0]!.className, { streamId: 's1' });
    await symphony.openStream('s2', names[1]);
    symphony.registerInterop(() => undefined);
    const failing = [
      askedCalls.sendMessage(symphony),
      askedCalls.createRoom(symphony, names[1]),
      askedCalls.openApp(symphony, names[1]),
    ];
    await Promise.all([
      pod.journalled('sendMessage'),
      pod.journalled('createRoom'),
      pod.journalled('openApp'),
    ]);
    await pod.setFrame({ ready: 'never' });
    failing.push(askedCalls.sendMessage(symphony, names[2]));
    await pod.journalled('page', 3);
    const failed = Promise.all(failing.map((call) => failureOf(call)));
    await logOut(symphony, 5 * DEADLINE_MS);
    expect((await failed).map(({ type }) => type)).toEqual(failing.map(() => 'LOGGED_OUT'));
    expectNoLeaks(page);
    expectNothingLeft(page);
  });

  it('after calls of every kind that were answered, refused or failed', async () => {
    const error = { type: 'CANCELLED' as const, message: 'the user closed the dialog' };
    const page = await watchPage(2, { streams: { s2: { answers: { createRoom: { error } } } } });
    const { symphony, names } = page;
    await renderFrames(page);
    for (const method of askedMethods) await askedCalls[method](symphony);
    await failureOf(askedCalls.createRoom(symphony, names[1]));
    await failureOf(symphony.sendMessage('', { mode: 'blast' }));
    await untilNoTimer(page);
    await symphony.logout();
    expectNoLeaks(page);
    expectNothingLeft(page);
  });
});
