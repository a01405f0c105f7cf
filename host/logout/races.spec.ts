import { createSymphony, type ChannelEvent, type Chat, type SymphonyError } from 'symphony-embed/host';
import type { FrameBehaviour } from '../../test/frame/behaviour.js';
import { endOf, expectNothingLeft, logOut, outcomesOf } from '../../test/pages/logOut.js';
import { openPod, type Pod } from '../../test/pages/openPod.js';
import { furnishSlot, iframesOf, showFrames, streamsThat, type Shown } from '../../test/pages/showFrames.js';
import { snapshotPage } from '../../test/pages/snapshotPage.js';
import { until } from '../../test/pages/until.js';

const DEADLINE_MS = 4_000;

/** A page with one slot, and nothing rendered yet. */
async function prepare(frame: FrameBehaviour = {}, debug?: (event: ChannelEvent) => void): Promise<Shown> {
  const pod = await openPod({ frame });
  const symphony = createSymphony({ podUrl: pod.url, ...(debug && { debug }) });
  const slot = furnishSlot();
  return { pod, symphony, slots: [slot], names: [`.${slot.className}`], changes: snapshotPage() };
}

function render({ symphony, slots }: Shown): Promise<Chat> {
  return symphony.render(slots[0]!.className, { streamId: 's1' });
}

/** The type of the error that a promise is rejected with, or `resolved`. */
async function endingOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'resolved',
    (thrown: unknown) => (thrown as SymphonyError).type,
  );
}

async function documentsOfSlots(pod: Pod): Promise<number> {
  return (await pod.journal()).filter(({ what, detail }) => what === 'page' && detail?.['kind'] !== 'service')
    .length;
}

describe('logout() while a ping is under way, since a dialog is open in the frame', () => {
  it('asks the frame all the same', async () => {
    const answers = {
      sendMessage: 'never',
      ping: 'never',
      clearSession: { ok: true, value: { revoked: true, cleared: true } },
    };
    const { symphony, pod } = await showFrames(1, { frame: { page: 'raw', raw: { answers } } });
    const sending = endingOf(symphony.sendMessage('hello', { mode: 'blast', users: ['7'] }));
    await pod.journalled('ping');
    const end = await logOut(symphony, DEADLINE_MS);
    expect(Object.values(outcomesOf(end))).toEqual(['acknowledged']);
    expect(end.type).toBe('success');
    expect(await sending).toBe('LOGGED_OUT');
  });
});

describe('logout() during a render', () => {
  const TURNS = 12;
  for (let turns = 0; turns <= TURNS; turns++) {
    it(`rejects it with LOGGED_OUT, ${String(turns)} turns of the queue after its call`, async () => {
      const shown = await prepare();
      const rendering = endingOf(render(shown));
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      const loggingOut = logOut(shown.symphony, DEADLINE_MS);
      expect(iframesOf(shown.pod).filter(({ src }) => src.includes('index.html'))).toEqual([]);
      expect(await rendering).toBe('LOGGED_OUT');
      expect((await loggingOut).type).toBe('success');
      expectNothingLeft(shown);
    });
  }

  const stages: {
    name: string;
    frame: FrameBehaviour;
    reached: (shown: Shown) => Promise<unknown>;
    asked: string;
  }[] = [
    {
      name: 'before the page answers',
      frame: { page: 'silent' },
      reached: ({ pod }) => pod.journalled('page'),
      asked: 'service',
    },
    {
      name: 'before the frame says hello',
      frame: { connectAfterMs: 60_000 },
      reached: ({ pod }) => pod.journalled('storage'),
      asked: 'service',
    },
    {
      name: 'before the frame is ready',
      frame: { ready: 'never' },
      reached: ({ pod }) => pod.journalled('connected'),
      asked: 'slot',
    },
    {
      name: 'while the frame waits for a person',
      frame: { interaction: 'login' },
      reached: ({ symphony }) =>
        new Promise((resolve) => symphony.onUserInteractionRequired({ callback: resolve })),
      asked: 'slot',
    },
  ];
  for (const { name, frame, reached, asked } of stages) {
    it(`rejects it with LOGGED_OUT ${name}`, async () => {
      const shown = await prepare(frame);
      const rendering = endingOf(render(shown));
      await reached(shown);
      const end = await logOut(shown.symphony, DEADLINE_MS);
      expect(await rendering).toBe('LOGGED_OUT');
      expect(end.type).toBe('success');
      expect(end.report.frames.map(({ slot }) => slot)).toEqual([
        asked === 'slot' ? shown.names[0]! : 'service',
      ]);
      expectNothingLeft(shown);
    });
  }

  it('takes it back, whatever event on the channel it is called at', async () => {
    let count = 0;
    const counting = await prepare({}, () => count++);
    await render(counting);
    const events = count;
    expect(events).toBeGreaterThan(4);
    await logOut(counting.symphony, DEADLINE_MS);
    for (let at = 1; at <= events; at++) {
      let seen = 0;
      const told = { ready: false as boolean };
      let loggingOut: ReturnType<typeof logOut> | undefined;
      const shown = await prepare({}, (event) => {
        if (event.kind === 'call' && event.method === 'ready') told.ready ||= !loggingOut;
        if (++seen === at) loggingOut = logOut(shown.symphony, DEADLINE_MS);
      });
      const ending = await endingOf(render(shown));
      const end = await until(() => loggingOut, 'the logout');
      // Once the frame has said that it is ready, the render may be a success, or not.
      if (!told.ready)
        expect(ending)
          .withContext(`at event ${String(at)} of ${String(events)}`)
          .toBe('LOGGED_OUT');
      expect(end.type)
        .withContext(`at event ${String(at)} of ${String(events)}`)
        .toBe('success');
      expectNothingLeft(shown);
    }
  });

  it('comes too late for one that has resolved, and takes its frame out', async () => {
    const shown = await prepare();
    const end = await render(shown).then(() => logOut(shown.symphony, DEADLINE_MS));
    expect(end.type).toBe('success');
    expectNothingLeft(shown);
  });

  it('rejects the opening of a second slot too', async () => {
    const shown = await showFrames(1);
    const { pod, symphony } = shown;
    await pod.setFrame({ ready: 'never' });
    const slot = furnishSlot();
    const opening = endingOf(symphony.openStream('s2', `#${slot.id}`));
    await pod.journalled('connected', 2);
    const end = await logOut(symphony, DEADLINE_MS);
    expect(await opening).toBe('LOGGED_OUT');
    expect(end.type).toBe('success');
    expect(end.report.frames.length).toBe(2);
    expect(iframesOf(pod)).toEqual([]);
    expect(slot.querySelector('iframe')).toBeNull();
  });

  it('takes out a frame that is not connected without asking it, and asks the others', async () => {
    const shown = await showFrames(2);
    const { pod, symphony, slots, names } = shown;
    await pod.setFrame({ page: 'silent' });
    const slot = furnishSlot();
    const opening = endingOf(symphony.openStream('s3', `#${slot.id}`));
    await pod.journalled('page', 3);
    const loggingOut = logOut(symphony, DEADLINE_MS);
    expect(slot.querySelector('iframe')).toBeNull();
    expect(slots[0]!.querySelector('iframe')).not.toBeNull();
    expect(await opening).toBe('LOGGED_OUT');
    const end = await loggingOut;
    expect(end.type).toBe('success');
    expect(end.report.frames.map((frame) => frame.slot)).toEqual(names);
  });

  it('lets no frame come back that is reloading', async () => {
    const shown = await showFrames(2);
    const { pod, symphony, names } = shown;
    await pod.setFrame({ connectAfterMs: 60_000 });
    await pod.tell({ do: 'reload' }, 1);
    // Its page has been asked for before the document of before is left.
    await pod.journalled('storage', 3);
    const end = await logOut(symphony, DEADLINE_MS);
    expect(end.type).toBe('success');
    expect(end.report.frames.map(({ slot }) => slot)).toEqual([names[1]!]);
    expect(end.report.frames[0]?.revoked).toBeTrue();
    expectNothingLeft(shown);
  });
});

describe('logout() while frames are called', () => {
  it('rejects at once what is under way and what is queued behind it, and sends none of it', async () => {
    const shown = await showFrames(2, { frame: { open: 'never' } });
    const { pod, symphony, names } = shown;
    const first = endingOf(symphony.openStream('s3', names[1]));
    await pod.journalled('openStream');
    const others = [
      endingOf(symphony.openStream('s4', names[1])),
      endingOf(symphony.startRoom('someone', names[1])),
      endingOf(symphony.openStream('s5')),
    ];
    let isOver = false;
    const loggingOut = logOut(symphony, DEADLINE_MS).finally(() => (isOver = true));
    expect(await first).toBe('LOGGED_OUT');
    expect(isOver).toBeFalse();
    for (const other of others) expect(['LOGGED_OUT', 'SUPERSEDED']).toContain(await other);
    expect(await others[1]).toBe('LOGGED_OUT');
    expect(await others[2]).toBe('LOGGED_OUT');
    expect(isOver).withContext('whether they had to wait for the logout').toBeFalse();
    expect((await loggingOut).type).toBe('success');
    const called = (await pod.journal()).filter(({ what }) => what === 'openStream' || what === 'startRoom');
    expect(called.map(({ detail }) => detail)).toEqual([{ streamId: 's3' }]);
    expectNothingLeft(shown);
  });

  it('rejects a call of the same turn, which does not reach the frame', async () => {
    const shown = await showFrames(1);
    const opening = endingOf(shown.symphony.openStream('s2'));
    const loggingOut = logOut(shown.symphony, DEADLINE_MS);
    expect(await opening).toBe('LOGGED_OUT');
    expect((await loggingOut).type).toBe('success');
    expect(await streamsThat(shown.pod, 'openStream')).toEqual([]);
    expectNothingLeft(shown);
  });

  it('rejects a checkAuth of the main frame, and one of a service frame', async () => {
    const shown = await prepare();
    await shown.pod.set({ service: { connectAfterMs: 60_000 } });
    const checking = endingOf(shown.symphony.checkAuth());
    await shown.pod.journalled('storage');
    await shown.pod.set({ service: {} });
    const end = endOf(shown.symphony.logout({ deadlineMs: DEADLINE_MS }));
    expect(await checking).toBe('LOGGED_OUT');
    expect((await end).type).toBe('success');
    expect(await documentsOfSlots(shown.pod)).toBe(0);
    expectNothingLeft(shown);
  });
});
