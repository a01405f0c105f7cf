import type { ErrorType, SymphonyError } from 'symphony-embed/host';
import { askedCalls, askedMethods } from '../../test/pages/askedCalls.js';
import type { Answering, AskedMethod, PodBehaviour } from '../../test/frame/behaviour.js';
import { makeSlot } from '../../test/pages/makeSlot.js';
import { failureOf, iframeIn, openHost, openRendered, type OpenHost } from '../../test/pages/openHost.js';

/** Far beyond the time of a spec: whoever waits for a deadline fails. */
const timeouts = { callMs: 60_000, readyMs: 60_000 };
/** For frames that never connect. */
const CONNECT_MS = 1_800;

/** The same behaviour of whatever a frame is asked for. */
function answers(answering: Answering): PodBehaviour {
  const all = Object.fromEntries(askedMethods.map((method) => [method, answering]));
  return { frame: { answers: all } };
}

/** Makes every call, one after the other, and gives how each of them failed. */
async function failures({ symphony }: OpenHost): Promise<SymphonyError[]> {
  const failed: SymphonyError[] = [];
  for (const method of askedMethods) failed.push(await failureOf(askedCalls[method](symphony)));
  return failed;
}

/** All calls at once, in flight in two frames. What displays something comes last, for the others would wait for it. */
async function openInFlight(): Promise<OpenHost & { failing: Promise<SymphonyError>[] }> {
  const host = await openRendered(answers('never'), { timeouts });
  const { symphony, pod } = host;
  const other = makeSlot();
  await symphony.openStream('s2', other);
  const failing: Promise<SymphonyError>[] = [];
  const displaying: AskedMethod[] = ['openApp', 'openBlast'];
  for (const method of [...askedMethods.filter((name) => !displaying.includes(name)), ...displaying]) {
    failing.push(failureOf(askedCalls[method](symphony, method === 'openApp' ? other : undefined)));
    await pod.journalled(method);
  }
  return { ...host, failing };
}

async function typesOf(failing: Promise<SymphonyError>[]): Promise<ErrorType[]> {
  return (await Promise.all(failing)).map(({ type }) => type);
}

const each = <Type extends ErrorType>(type: Type): Type[] => askedMethods.map(() => type);

describe('Every call of a frame', () => {
  it('is NOT_RENDERED before render and after logout, and makes no frame', async () => {
    const host = await openHost();
    const other = makeSlot();
    expect((await failures(host)).map(({ type }) => type)).toEqual(each('NOT_RENDERED'));
    for (const method of ['sendMessage', 'createRoom', 'openApp'] as const)
      expect((await failureOf(askedCalls[method](host.symphony, other))).type).toBe('NOT_RENDERED');
    await host.symphony.render(host.slot);
    await host.symphony.logout();
    const failed = await failures(host);
    expect(failed.map(({ type }) => type)).toEqual(each('NOT_RENDERED'));
    failed.forEach(({ message }, index) => {
      expect(message).toContain(`Failed to ${askedMethods[index]!}: call render() first.`);
    });
    expect(other.children.length).toBe(0);
  });

  it('rejects with the type, the message and the data of the frame', async () => {
    const error = { type: 'INVALID_USERS' as const, message: 'who is 7?', data: { users: ['7'] } };
    const failed = await failures(await openRendered(answers({ error })));
    expect(failed.map((thrown) => thrown.toJSON())).toEqual(askedMethods.map(() => error));
  });

  it('rejects with ERROR and its words when the app throws something else', async () => {
    const failed = await failures(await openRendered(answers('throws')));
    expect(failed.map((thrown) => thrown.toJSON())).toEqual(
      askedMethods.map((method) => ({ type: 'ERROR', message: `${method} was told to fail` })),
    );
  });

  it('rejects with NOT_SUPPORTED where the app has no handler', async () => {
    const failed = await failures(await openRendered(answers('absent')));
    expect(failed.map(({ type }) => type)).toEqual(each('NOT_SUPPORTED'));
  });

  it('rejects with LOGGED_OUT when logout() comes meanwhile', async () => {
    const { symphony, failing } = await openInFlight();
    const loggingOut = symphony.logout();
    expect(await typesOf(failing)).toEqual(each('LOGGED_OUT'));
    expect((await loggingOut).revoked).toBeTrue();
  });

  it('rejects with LOGGED_OUT when logout() comes before the frame has heard of it', async () => {
    const { symphony, pod } = await openRendered();
    const failing = askedMethods.map((method) => failureOf(askedCalls[method](symphony, makeSlot())));
    const loggingOut = symphony.logout();
    const types = await typesOf(failing);
    expect(types).toEqual(each('LOGGED_OUT'));
    await loggingOut;
    expect((await pod.journal()).filter(({ what }) => askedMethods.includes(what as AskedMethod))).toEqual(
      [],
    );
  });

  it('rejects with LOGGED_OUT when the session ends elsewhere', async () => {
    const { pod, failing } = await openInFlight();
    await pod.tell({ do: 'sessionEnded', reason: 'revoked' });
    expect(await typesOf(failing)).toEqual(each('LOGGED_OUT'));
  });

  it('rejects with FRAME_GONE at once when the frame reloads', async () => {
    const { pod, failing, symphony } = await openInFlight();
    await pod.tell({ do: 'reload' });
    expect(await typesOf(failing)).toEqual(each('FRAME_GONE'));
    expect(await symphony.openStream('s2')).toEqual({ streamId: 's2' });
  });

  it('rejects with FRAME_GONE at once when the page removes the iframes', async () => {
    const { failing, pod, symphony, slot } = await openInFlight();
    for (const iframe of document.querySelectorAll('iframe'))
      if (iframe.src.startsWith(pod.url)) iframe.remove();
    expect(await typesOf(failing)).toEqual(each('FRAME_GONE'));
    expect((await failureOf(symphony.pinMessage('m1'))).message).toContain('call render() again');
    await symphony.render(slot);
    expect(iframeIn(slot).isConnected).toBeTrue();
  });

  it('rejects with the failure of the frame that it had to make, which is taken out again', async () => {
    const { symphony, pod } = await openRendered({}, { timeouts: { connectMs: CONNECT_MS } });
    const other = makeSlot();
    await pod.setFrame({ page: 'notFound' });
    for (const method of ['sendMessage', 'createRoom', 'openApp'] as const)
      expect((await failureOf(askedCalls[method](symphony, other))).type)
        .withContext(method)
        .toBe('CONNECTION_FAILED');
    expect(other.children.length).toBe(0);
    await pod.setFrame({});
    expect(await symphony.openStream('s2')).toEqual({ streamId: 's2' });
  });
});

describe('A malformed answer', () => {
  const malformed: [AskedMethod, unknown[]][] = [
    ['sendMessage', ['s1', { streamId: 's1' }, { streamId: [7] }, { messages: [{ messageId: 'm1' }] }]],
    ['createRoom', [7, { streamId: ['s1'] }, { userIds: '7' }, { messages: {} }]],
    ['getDistributionLists', [{}, [{ id: 'l1' }], [{ id: '', name: 'x' }], ['l1'], [null]]],
  ];
  for (const [method, values] of malformed)
    it(`to ${method} rejects with INVALID_ARGUMENT, and the next call works`, async () => {
      const { symphony, pod, slot } = await openHost();
      for (const value of values) {
        await pod.setFrame({ answers: { [method]: { value } } });
        await symphony.render(slot);
        const { type, message } = await failureOf(askedCalls[method](symphony));
        expect(type).withContext(JSON.stringify(value)).toBe('INVALID_ARGUMENT');
        expect(message).toContain(`read the answer to ${method}`);
      }
      expect(await symphony.openStream('s2')).toEqual({ streamId: 's2' });
    });

  it('that is missing is a fault of the app, and says so', async () => {
    const { symphony } = await openRendered({ frame: { answers: { sendMessage: { value: undefined } } } });
    const { type, message } = await failureOf(askedCalls.sendMessage(symphony));
    expect(type).toBe('ERROR');
    expect(message).toContain('handler returned nothing');
  });

  it('of a function without an answer is nothing', async () => {
    const { symphony } = await openRendered(answers({ value: { anything: 1 } }));
    expect(await symphony.pinMessage('m1')).toBeTrue();
    await expectAsync(symphony.openApp('app1')).toBeResolvedTo(undefined);
    await expectAsync(symphony.openBlast()).toBeResolvedTo(undefined);
  });
});
