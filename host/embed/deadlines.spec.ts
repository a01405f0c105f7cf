import type { Symphony } from 'symphony-embed/host';
import { askedCalls } from '../../test/pages/askedCalls.js';
import { changeable } from '../../test/pages/changeable.js';
import { inSeparateProcesses } from '../../test/pages/inSeparateProcesses.js';
import { iframeIn, failureOf, openRendered } from '../../test/pages/openHost.js';
import { until } from '../../test/pages/until.js';

const timeouts = { callMs: 600 };
const message = { messages: [], streamId: ['s2'] };

function sendAtOnce(symphony: Symphony): Promise<unknown> {
  return symphony.sendMessage('hello', { mode: 'blast', users: ['7'], displayMode: 'none' });
}

function createSilently(symphony: Symphony): Promise<unknown> {
  return symphony.createRoom('Deals', ['7'], { silent: true });
}

/** Makes it later, for those who look at the clock. */
function advanceClock(): (ms: number) => void {
  const { now } = changeable;
  let ahead = 0;
  spyOn(changeable, 'now').and.callFake(() => now() + ahead);
  return (ms) => {
    ahead += ms;
  };
}

describe('A person who is asked', () => {
  it('may take as long as they like to confirm a message, while a room without a dialog has a deadline', async () => {
    const answers = { sendMessage: 'whenTold', createRoom: 'never' } as const;
    const { symphony, pod } = await openRendered({ frame: { answers } }, { timeouts });
    const sending = askedCalls.sendMessage(symphony);
    await pod.journalled('sendMessage');
    // It has the deadline that the message would have, and was called later.
    const { type, message: words } = await failureOf(createSilently(symphony));
    expect(type).toBe('TIMEOUT');
    expect(words).toContain('createRoom');
    await pod.tell({ do: 'answer', method: 'sendMessage', value: message });
    expect(await sending).toEqual(message);
  });

  it('may take as long as they like to make a room, while a message without a dialog has a deadline', async () => {
    const answers = { createRoom: 'whenTold', sendMessage: 'never' } as const;
    const { symphony, pod } = await openRendered({ frame: { answers } }, { timeouts });
    const creating = failureOf(askedCalls.createRoom(symphony));
    await pod.journalled('createRoom');
    expect((await failureOf(sendAtOnce(symphony))).type).toBe('TIMEOUT');
    const error = { type: 'CANCELLED' as const, message: 'the user closed the dialog' };
    await pod.tell({ do: 'answer', method: 'createRoom', error });
    expect((await creating).toJSON()).toEqual(error);
  });

  it('may take as long as they like in the blast module', async () => {
    const answers = { sendMessage: 'whenTold', pinMessage: 'never' } as const;
    const { symphony, pod } = await openRendered({ frame: { answers } }, { timeouts });
    const sending = symphony.sendMessage('hello', { mode: 'blast', displayMode: 'open_module' });
    await pod.journalled('sendMessage');
    expect((await failureOf(symphony.pinMessage('m1'))).type).toBe('TIMEOUT');
    await pod.tell({ do: 'answer', method: 'sendMessage', value: message });
    expect(await sending).toEqual(message);
  });
});

describe('A call that nobody is asked for', () => {
  it('is TIMEOUT when the frame does not answer', async () => {
    const answers = {
      sendMessage: 'never',
      createRoom: 'never',
      pinMessage: 'never',
      getDistributionLists: 'never',
      openBlast: 'never',
    } as const;
    const { symphony } = await openRendered({ frame: { answers } }, { timeouts: { callMs: 600 } });
    const calls = [sendAtOnce, createSilently, askedCalls.pinMessage, askedCalls.getDistributionLists];
    const failed = await Promise.all(calls.map((call) => failureOf(call(symphony))));
    for (const { type, message: words } of [...failed, await failureOf(symphony.openBlast())]) {
      expect(type).toBe('TIMEOUT');
      expect(words).toContain('did not answer within 600 ms');
    }
    expect(await symphony.openStream('s2')).toEqual({ streamId: 's2' });
  });
});

describe('A frame that a person is asked in', () => {
  inSeparateProcesses('is found out when its thread hangs at once', async () => {
    const frame = { answers: { sendMessage: 'hangs' }, hangMs: 4_000 } as const;
    const { symphony } = await openRendered({ frame }, { timeouts });
    const { type, message: words } = await failureOf(askedCalls.sendMessage(symphony));
    expect(type).toBe('TIMEOUT');
    expect(words).toContain('did not answer within 600 ms');
  });

  inSeparateProcesses('is found out when its thread hangs later', async () => {
    const advance = advanceClock();
    const frame = { answers: { createRoom: 'whenTold' } } as const;
    const { symphony, pod } = await openRendered({ frame }, { timeouts });
    const creating = failureOf(askedCalls.createRoom(symphony));
    await pod.journalled('createRoom');
    await pod.tell({ do: 'hang', ms: 4_000 });
    await pod.journalled('hangs');
    advance(60_000);
    expect((await creating).type).toBe('TIMEOUT');
  });

  it('is pinged again and again, seldom, and goes on while it answers', async () => {
    const advance = advanceClock();
    const raw = { answers: { sendMessage: 'never' } };
    const { symphony, pod, slot } = await openRendered({ frame: { page: 'raw', raw } });
    const sending = failureOf(askedCalls.sendMessage(symphony));
    for (let pings = 1; pings <= 4; pings++) {
      expect((await pod.journalled('ping', pings)).length).toBe(pings);
      advance(60_000);
    }
    iframeIn(slot).remove();
    expect((await sending).type).toBe('FRAME_GONE');
  });

  it('is not pinged when nobody is asked', async () => {
    const raw = { answers: { pinMessage: 'never' } };
    const { symphony, pod } = await openRendered(
      { frame: { page: 'raw', raw } },
      { timeouts: { callMs: 200 } },
    );
    expect((await failureOf(symphony.pinMessage('m1'))).type).toBe('TIMEOUT');
    expect((await pod.journal()).some(({ what }) => what === 'ping')).toBeFalse();
  });

  it('is not given up for a ping that the document before it did not answer', async () => {
    const answers = { sendMessage: 'never', ping: 'never' };
    const { symphony, pod, slot } = await openRendered(
      { frame: { page: 'raw', raw: { answers } } },
      { timeouts: { callMs: 1_000 } },
    );
    const lost = failureOf(askedCalls.sendMessage(symphony));
    await pod.journalled('ping');
    await pod.setFrame({ answers: { sendMessage: 'whenTold', pinMessage: 'never' } });
    const iframe = iframeIn(slot);
    iframe.src = `${iframe.src}&again`;
    expect((await lost).type).toBe('FRAME_GONE');
    await until(
      async () => (await pod.journal()).some(({ what, frame }) => what === 'connected' && frame === 2),
      'the next document',
    );
    const sending = askedCalls.sendMessage(symphony);
    await pod.journalled('sendMessage', 2);
    // The deadline of that ping is over when this one's is.
    expect((await failureOf(symphony.pinMessage('m1'))).message).toContain('pinMessage');
    await pod.tell({ do: 'answer', method: 'sendMessage', value: message });
    expect(await sending).toEqual(message);
  });
});
