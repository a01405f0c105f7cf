import { PROTOCOL } from '../../shared/wire/contract.js';
import { CHANNEL } from '../../shared/wire/contract.js';
import { makeSlot } from '../../test/pages/makeSlot.js';
import { failureOf, iframeIn, openHost, type OpenHost } from '../../test/pages/openHost.js';
import { until } from '../../test/pages/until.js';

const penpal = { namespace: 'penpal', channel: CHANNEL };
const hello = { methodPath: ['hello'], args: [{ protocol: PROTOCOL, app: 'forged' }] };
const ended = { methodPath: ['sessionEnded'], args: [{ reason: 'revoked' }] };

/** What a connection could be taken over, ended or lied to with, if it listened. */
const FORGED = [
  { ...penpal, type: 'SYN', participantId: 'zzzzzzzz' },
  { ...penpal, type: 'SYN', participantId: '' },
  { ...penpal, type: 'ACK1', methodPaths: [['hello'], ['ready']] },
  { ...penpal, type: 'ACK2' },
  { ...penpal, type: 'CALL', id: '1', ...hello },
  { ...penpal, type: 'CALL', id: '2', ...ended },
  { ...penpal, type: 'CALL', id: '3', methodPath: ['requestLogout'], args: [{}] },
  {
    ...penpal,
    type: 'CALL',
    id: '4',
    methodPath: ['clearSession'],
    args: [{ logoutId: '1', revoke: true, deadlineMs: 9 }],
  },
  { ...penpal, type: 'REPLY', callId: '1', value: { ok: true, value: { revoked: true, cleared: true } } },
  { ...penpal, type: 'DESTROY' },
  { penpal: 'syn' },
  { penpal: 'synAck', methodNames: ['openStream', 'clearSession'] },
  { penpal: 'ack', methodNames: ['hello'] },
  { penpal: 'call', id: 1, methodName: 'requestLogout', args: [{}] },
  { penpal: 'reply', id: 1, resolution: 'fulfilled', returnValue: { ok: true, value: {} } },
];

/** Shows a hostile page, of another origin or of the pod's own, and gives what makes it send. */
async function openHostile(url: string): Promise<() => void> {
  const iframe = document.createElement('iframe');
  iframe.src = url;
  let isReady = false;
  const handle = ({ source }: MessageEvent): void => {
    isReady ||= source === iframe.contentWindow;
  };
  window.addEventListener('message', handle);
  makeSlot().append(iframe);
  await until(() => isReady, 'the hostile page');
  window.removeEventListener('message', handle);
  return () => {
    iframe.contentWindow?.postMessage({ hostile: FORGED }, '*');
  };
}

/** Sends from a hostile page, and resolves when this window has got all of it, from the page and from the frame in it. */
async function attack(send: () => void, waves = 2): Promise<void> {
  let count = 0;
  const handle = ({ data }: MessageEvent): void => {
    if (typeof data === 'object' && data !== null && ('penpal' in data || 'namespace' in data)) count++;
  };
  window.addEventListener('message', handle);
  send();
  await until(() => count >= FORGED.length * waves, 'the forged messages');
  window.removeEventListener('message', handle);
}

/** The connection works in both directions, and nothing has been called that nobody called. */
async function expectUnmoved({ pod, symphony, slot, events }: OpenHost, ended: unknown[]): Promise<void> {
  expect(await symphony.openStream('after')).toEqual({ streamId: 'after' });
  const counts: number[] = [];
  symphony.listen({ type: 'UnreadCountNotifications', callback: ({ count }) => counts.push(count) });
  await until(async () => {
    await pod.tell(
      { do: 'notify', type: 'UnreadCountNotifications', payload: { streamId: 's1', count: 1 } },
      1,
    );
    return counts.length > 0;
  }, 'a notification');
  expect(ended).toEqual([]);
  expect(iframeIn(slot).isConnected).toBeTrue();
  const hellos = events.filter((event) => event.kind === 'call' && event.method === 'hello');
  expect(hellos.length).toBe(1);
  expect((await pod.journal()).filter(({ what }) => /clear|revoke|logout/.test(what))).toEqual([]);
  expect((await symphony.logout()).frames.map(({ outcome }) => outcome)).toEqual(['acknowledged']);
}

describe('A hostile page', () => {
  for (const whose of ['of another origin', 'of the pod’s own origin'])
    it(`${whose} changes nothing by forging handshakes, calls, answers and legacy messages`, async () => {
      const host = await openHost();
      const ended: unknown[] = [];
      host.symphony.listen({ type: 'SessionNotifications', callback: (session) => ended.push(session) });
      await host.symphony.render(host.slot, { streamId: 's1' });
      const { port } = new URL(host.pod.url);
      const origin = whose === 'of another origin' ? `http://127.0.0.1:${port}` : host.pod.url;
      await attack(await openHostile(`${origin}/hostile`));
      await expectUnmoved(host, ended);
    });

  it('changes nothing while a frame is connecting', async () => {
    const host = await openHost({ frame: { connectAfterMs: 300 } });
    const { port } = new URL(host.pod.url);
    const send = await openHostile(`http://127.0.0.1:${port}/hostile`);
    const rendering = host.symphony.render(host.slot, { streamId: 's1' });
    await attack(send);
    await rendering;
    await attack(send);
    await expectUnmoved(host, []);
  });

  it('changes nothing by what it answers to a logout that waits for a frame', async () => {
    const host = await openHost({ frame: { clear: 'never' } });
    await host.symphony.render(host.slot);
    const { port } = new URL(host.pod.url);
    const send = await openHostile(`http://127.0.0.1:${port}/hostile`);
    const loggingOut = failureOf(host.symphony.logout({ deadlineMs: 1_000 }));
    await attack(send);
    const { type, data } = await loggingOut;
    expect(type).toBe('LOGOUT_INCOMPLETE');
    expect((data as { frames: { outcome: string }[] }).frames.map(({ outcome }) => outcome)).toEqual([
      'timedOut',
    ]);
  });

  it('that a frame went to is not talked to, and can say nothing', async () => {
    const { pod, symphony, slot, events } = await openHost(
      {},
      { timeouts: { callMs: 500, connectMs: 4_000 } },
    );
    const ended: unknown[] = [];
    symphony.listen({ type: 'SessionNotifications', callback: (session) => ended.push(session) });
    await symphony.render(slot);
    const iframe = iframeIn(slot);
    let isReady = false;
    const handle = ({ source, origin }: MessageEvent): void => {
      isReady ||= source === iframe.contentWindow && origin.includes('127.0.0.1');
    };
    window.addEventListener('message', handle);
    await pod.tell({ do: 'leave', path: '/hostile' });
    await until(() => isReady, 'the hostile page in the frame');
    window.removeEventListener('message', handle);
    // The new document may speak before the old one's leaving is known: `load` and the goodbye have an order of their own.
    await until(
      () => events.some((event) => event.kind === 'state' && event.state === 'gone'),
      'the old document to be known as gone',
    );
    const before = events.length;
    await attack(() => {
      iframe.contentWindow?.postMessage({ hostile: FORGED }, '*');
    });
    expect((await failureOf(symphony.openStream('s2'))).type).toBe('CONNECTION_FAILED');
    const since = events.slice(before).filter((event) => event.kind === 'call' || event.kind === 'state');
    expect(since).toEqual([]);
    expect(ended).toEqual([]);
    const { data } = await failureOf(symphony.logout({ deadlineMs: 600 })).catch(() => ({ data: undefined }));
    expect((data as { frames?: { outcome: string }[] } | undefined)?.frames?.[0]?.outcome).not.toBe(
      'acknowledged',
    );
  });
});

describe('Legacy messages', () => {
  it('of the frame itself change nothing', async () => {
    const host = await openHost();
    await host.symphony.render(host.slot);
    await host.pod.tell({ do: 'legacy' });
    await host.pod.journalled('did');
    await expectUnmoved(host, []);
  });

  it('before the handshake do not change it', async () => {
    const { symphony, slot } = await openHost({ frame: { page: 'raw', raw: { legacy: true } } });
    expect(await symphony.render(slot)).toEqual({});
    expect(slot.children.length).toBe(1);
  });
});
