import { WITNESS } from '../../shared/wire/contract.js';
import type { FrameCommand } from '../../test/frame/behaviour.js';
import { inSeparateProcesses } from '../../test/pages/inSeparateProcesses.js';
import { logOut, outcomesOf } from '../../test/pages/logOut.js';
import { failureOf, iframeIn, openHost, type OpenHost } from '../../test/pages/openHost.js';
import { streamsThat } from '../../test/pages/showFrames.js';
import { until } from '../../test/pages/until.js';

/** Far beyond the time of a spec: whoever waits for a deadline fails. */
const NEVER_MS = 60_000;
const timeouts = { callMs: NEVER_MS, readyMs: NEVER_MS };
/** A call of this length takes several looks at the frame. */
const SLOW = { openAfterMs: 500 };
/** Longer than a frame may leave a ping unanswered, and that again, on a busy machine. */
const HANG_MS = 6_000;
const DEADLINE_MS = 8_000;

/** A host with a frame whose witness the host has seen, as it does while a call takes its time. */
async function openWitnessed(): Promise<OpenHost> {
  const host = await openHost({ streams: { slow: SLOW, waits: { open: 'never' } } }, { timeouts });
  await host.symphony.render(host.slot, { streamId: 's1' });
  await host.symphony.openStream('slow');
  expect(witnessIn(host.slot)).toBeDefined();
  return host;
}

/** The window of the witness, as the page may see it. */
function witnessIn(slot: Element): Window | undefined {
  try {
    return (iframeIn(slot).contentWindow as unknown as Record<string, Window | undefined>)[WITNESS];
  } catch {
    // A document of another origin says no to a name that it does not have.
    return undefined;
  }
}

/** Makes the app do something, and waits until the witness that the host has seen is gone. */
async function loseWitness({ pod, slot }: OpenHost, command: FrameCommand): Promise<void> {
  const witness = witnessIn(slot);
  await pod.tell(command);
  await until(() => witness?.closed, 'the end of the witness');
}

/** Makes a frame like one whose process was killed, but for that it comes back. */
async function hangWithoutWitness(host: OpenHost): Promise<void> {
  await loseWitness(host, { do: 'hang', ms: HANG_MS, removesWitness: true });
}

describe('A living frame whose witness the app takes away', () => {
  const takings: Record<string, FrameCommand> = {
    'replaces the children of its root element': { do: 'replaceDocument', what: 'children' },
    'replaces its root element': { do: 'replaceDocument', what: 'root' },
    'writes its document anew': { do: 'rewriteDocument' },
    'moves the witness': { do: 'moveWitness' },
    'removes the witness': { do: 'removeWitness' },
  };
  for (const [what, command] of Object.entries(takings))
    it(`goes on, and is logged out, when the app ${what}`, async () => {
      const host = await openWitnessed();
      const { pod, symphony, events } = host;
      await loseWitness(host, command);
      expect(await symphony.openStream('slow')).toEqual({ streamId: 'slow' });
      expect(await symphony.createRoom('Deals', ['7'], { silent: true })).toBeDefined();
      const end = await logOut(symphony, DEADLINE_MS);
      expect(end.type).toBe('success');
      expect(Object.values(outcomesOf(end))).toEqual(['acknowledged']);
      expect(end.report.storage.emptied).toBeTrue();
      expect(await streamsThat(pod, 'cleared', 1)).toEqual(['s1']);
      expect(events.filter((event) => event.kind === 'state' && event.state === 'gone')).toEqual([]);
    });

  it('is followed again when the app has moved the witness: the host sees the new one go, too', async () => {
    const host = await openWitnessed();
    const { symphony, events } = host;
    const pings = (): number =>
      events.filter((event) => event.kind === 'answer' && event.method === 'ping' && event.ok).length;
    await loseWitness(host, { do: 'moveWitness' });
    await symphony.openStream('slow');
    expect(pings()).toBe(1);
    await loseWitness(host, { do: 'removeWitness' });
    await symphony.openStream('slow');
    expect(pings()).toBe(2);
  });
});

describe('The witness', () => {
  it('is not shown by a style sheet of the app', async () => {
    const style = 'iframe { display: block !important; width: 300px; height: 300px }';
    const { pod, symphony, slot } = await openHost({ frame: { style } });
    await symphony.render(slot);
    await pod.tell({ do: 'measureWitness' });
    const [entry] = await pod.journalled('witness');
    expect(entry?.detail).toEqual({ count: 1, width: 0, height: 0 });
  });

  it('comes only when the app is ready', async () => {
    const { pod, symphony, slot } = await openHost({ frame: { ready: 'never' } });
    const rendering = symphony.render(slot);
    await pod.journalled('connected');
    await pod.tell({ do: 'measureWitness' });
    expect((await pod.journalled('witness'))[0]?.detail?.['count']).toBe(0);
    for (const count of [2, 3]) {
      await pod.tell({ do: 'ready' });
      await pod.tell({ do: 'measureWitness' });
      expect((await pod.journalled('witness', count)).at(-1)?.detail?.['count']).toBe(1);
    }
    await rendering;
  });
});

describe('A frame without its witness whose thread hangs', () => {
  inSeparateProcesses('counts as dead: calls to it are FRAME_GONE long before their deadline', async () => {
    const host = await openWitnessed();
    const calling = failureOf(host.symphony.openStream('waits'));
    await host.pod.journalled('openStream', 2);
    await hangWithoutWitness(host);
    expect((await calling).type).toBe('FRAME_GONE');
    expect((await failureOf(host.symphony.openStream('s2'))).type).toBe('FRAME_GONE');
  });

  inSeparateProcesses('is there again when it comes back, and is logged out', async () => {
    const host = await openWitnessed();
    const { pod, symphony } = host;
    await hangWithoutWitness(host);
    expect((await failureOf(symphony.openStream('s2'))).type).toBe('FRAME_GONE');
    await pod.journalled('did');
    await until(
      () => symphony.openStream('s2').catch(() => undefined),
      'the frame to be there again',
      HANG_MS,
    );
    const end = await logOut(symphony, DEADLINE_MS);
    expect(end.type).toBe('success');
    expect(Object.values(outcomesOf(end))).toEqual(['acknowledged']);
    expect(await streamsThat(pod, 'cleared', 1)).toEqual(['s1']);
  });

  inSeparateProcesses('is asked by a logout during which it comes back', async () => {
    const host = await openWitnessed();
    const { pod, symphony } = host;
    await hangWithoutWitness(host);
    expect((await failureOf(symphony.openStream('s2'))).type).toBe('FRAME_GONE');
    // Its ping may take a share of the deadline, which is longer than the thread can still hang.
    const end = await logOut(symphony, 6 * HANG_MS);
    expect(end.type).toBe('success');
    // Nobody could know that it would come back, so a service frame was asked as well.
    expect(Object.values(outcomesOf(end))).toEqual(['acknowledged', 'acknowledged']);
    expect(await streamsThat(pod, 'cleared', 2)).toContain('s1');
  });

  inSeparateProcesses('is not passed over when it comes back after its ping, during the logout', async () => {
    const host = await openWitnessed();
    const { pod, symphony } = host;
    await pod.setLogout('confirms', HANG_MS);
    await hangWithoutWitness(host);
    expect((await failureOf(symphony.openStream('s2'))).type).toBe('FRAME_GONE');
    const end = await logOut(symphony, 2 * HANG_MS);
    expect(end.type).toBe('LOGOUT_INCOMPLETE');
    expect(outcomesOf(end)[host.slot.id ? `#${host.slot.id}` : '']).toBe('timedOut');
  });
});
