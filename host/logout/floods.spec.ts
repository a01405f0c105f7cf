import type { ChannelEvent, SessionNotification } from 'symphony-embed/host';
import type { FrameBehaviour, RawFrame } from '../../test/frame/behaviour.js';
import { collect } from '../../test/pages/listening.js';
import { logOut, outcomesOf, type LogoutEnd } from '../../test/pages/logOut.js';
import { makeSlot } from '../../test/pages/makeSlot.js';
import { openHost, type OpenHost } from '../../test/pages/openHost.js';
import { iframesOf } from '../../test/pages/showFrames.js';
import { until } from '../../test/pages/until.js';

/** A logout of frames that answer is over long before. */
const DEADLINE_MS = 8_000;
/** Where a frame is not heard, every logout lasts so long. */
const SHORT_DEADLINE_MS = 4_000;
const MESSAGE = {
  streamId: 's1',
  messageId: 'm1',
  fromUserId: '7',
  text: 'hello',
  timestamp: 1,
};
/** All that a frame may say, but for what a logout still listens to. */
const CALLS: NonNullable<RawFrame['flood']>['calls'] = [
  { method: 'hello', args: { protocol: 2, app: 'again' } },
  { method: 'ready', args: { streamId: 'another' } },
  { method: 'ready', args: { error: { type: 'ERROR', message: 'too late' } } },
  { method: 'notify', args: { notifications: [{ ids: [1, 2, 3], type: 'ActivityNotifications' }] } },
  {
    method: 'notify',
    args: { notifications: [{ ids: [1], type: 'MessageNotifications', payload: MESSAGE }] },
  },
  { method: 'userInteractionRequired', args: { reason: 'login' } },
  { method: 'interop', args: { intent: 'ViewChat', context: { type: 'fdc3.contact' } } },
  { method: 'sessionEnded', args: { reason: 'expired' } },
];
const CLEARED = { ok: true, value: { revoked: true, cleared: true } };

interface Flooded extends OpenHost {
  /** The slots: of the frame that floods its host once it is asked to clear, and of one that does as it is told. */
  names: [string, string];
}

async function openFlooded(flood: Omit<NonNullable<RawFrame['flood']>, 'on'>): Promise<Flooded> {
  const raw = { answers: { clearSession: CLEARED }, flood: { on: 'clearSession', ...flood } };
  const frame: FrameBehaviour = { page: 'raw', raw };
  const host = await openHost({ frame });
  const other = makeSlot();
  await host.symphony.render(host.slot);
  await host.pod.setFrame({});
  await host.symphony.openStream('s2', other);
  return { ...host, names: [`#${host.slot.id}`, `#${other.id}`] };
}

function expectOutcomes(end: LogoutEnd, names: [string, string], flooding: string): void {
  expect(outcomesOf(end)).toEqual({ [names[0]]: flooding, [names[1]]: 'acknowledged' });
}

/** What frames have called, but for their goodbyes. */
function callsToHost(events: readonly ChannelEvent[]): string[] {
  return events
    .flatMap((event) => (event.kind === 'call' && event.direction === 'toHost' ? [event.method] : []))
    .filter((method) => method !== 'goodbye');
}

describe('A frame that goes on to call its host after logout() was called', () => {
  it('is not heard, changes nothing, and its acknowledgement counts', async () => {
    const flooded = await openFlooded({ calls: CALLS, times: 50 });
    const { symphony, pod, events } = flooded;
    const heard: unknown[] = [];
    symphony.registerInterop((intent) => heard.push(intent));
    symphony.onUserInteractionRequired({ callback: (required) => heard.push(required) });
    const { payloads } = collect(flooded, 'SessionNotifications');
    const calledAt = events.length;
    const end = await logOut(symphony, DEADLINE_MS);
    expect(end.type).withContext(String(end.message)).toBe('success');
    expectOutcomes(end, flooded.names, 'acknowledged');
    await pod.journalled('flooded');
    expect(callsToHost(events.slice(calledAt))).toEqual([]);
    expect([...heard, ...payloads]).toEqual([]);
    expect(iframesOf(pod)).toEqual([]);
  });

  it('is not heard on the frame half, either', async () => {
    const host = await openHost({
      frame: { chatters: true, clearAfterMs: 200 },
      streams: { s2: { clearAfterMs: 800 } },
    });
    const { symphony, slot, events } = host;
    const other = makeSlot();
    await symphony.render(slot, { streamId: 's1' });
    await symphony.openStream('s2', other);
    symphony.listen({ type: 'ActivityNotifications', callback: () => undefined });
    await host.pod.journalled('connected', 2);
    const calledAt = events.length;
    const end = await logOut(symphony, DEADLINE_MS);
    expect(end.type).toBe('success');
    expectOutcomes(end, [`#${slot.id}`, `#${other.id}`], 'acknowledged');
    expect(callsToHost(events.slice(calledAt))).toEqual([]);
  });

  it('very often, is not heard at all, while the others are, and nothing is late', async () => {
    const flooded = await openFlooded({ calls: CALLS, times: 1_000 });
    const end = await logOut(flooded.symphony, SHORT_DEADLINE_MS);
    expect(end.type).toBe('LOGOUT_INCOMPLETE');
    expect(end.report.revoked).toBeTrue();
    expectOutcomes(end, flooded.names, 'timedOut');
    expect(iframesOf(flooded.pod)).toEqual([]);
  });
});

describe('A frame that asks for the logout again and again', () => {
  const calls = [{ method: 'requestLogout', args: {} }];

  it('during one, gets no second one', async () => {
    const flooded = await openFlooded({ calls, times: 2_000 });
    const end = await logOut(flooded.symphony, DEADLINE_MS);
    expect(end.type).toBe('success');
    expectOutcomes(end, flooded.names, 'acknowledged');
    expect((await flooded.pod.journalled('clear')).length).toBe(1);
    expect(iframesOf(flooded.pod)).toEqual([]);
  });

  it('gets one, and the page is told once', async () => {
    const flooded = await openFlooded({ calls, times: 50 });
    const { symphony, pod, names } = flooded;
    const heard: SessionNotification[] = collect(flooded, 'SessionNotifications').payloads;
    const [first] = await pod.journalled('connected');
    await pod.tell({ do: 'call', method: 'requestLogout', args: {} }, first?.frame);
    await until(() => heard.length > 0, `the logout that ${names[0]} asked for`);
    expect(heard).toEqual([{ status: 'ended', reason: 'logout' }]);
    expect((await pod.journalled('clear')).length).toBe(1);
    // A logout of its own, with a service frame.
    expect((await logOut(symphony, DEADLINE_MS)).type).toBe('success');
    expect(heard.length).toBe(1);
  });
});
