import { failureOf, openHost, openRendered } from '../test/pages/openHost.js';
import type { Pod } from '../test/pages/openPod.js';

/*
 * What the developer of an app reads in the frame's own console, at once and with the remedy.
 */

async function consoleOf(pod: Pod): Promise<string> {
  const [entry] = await pod.journalled('console');
  return String(entry?.detail?.['text']);
}

describe('The console of a frame', () => {
  it('tells of a portal that allowedOrigins do not name, and the app knows at once', async () => {
    const frame = { journalsConsole: true, allowedOrigins: ['https://portal.example'] };
    const { symphony, slot, pod } = await openHost({ frame }, { timeouts: { connectMs: 2_000 } });
    const rendering = failureOf(symphony.render(slot));
    const startedAtMs = performance.now();
    expect(await consoleOf(pod)).toContain(
      `allowedOrigins do not name the page around this frame, ${location.origin}`,
    );
    const [rejected] = await pod.journalled('rejected');
    expect(rejected?.detail?.['type']).toBe('CONNECTION_FAILED');
    // Without a message of the portal, it would take the frame ten seconds to know.
    expect(performance.now() - startedAtMs).toBeLessThan(9_000);
    expect((await rendering).type).toBe('CONNECTION_FAILED');
  });

  it('tells of a handler that throws', async () => {
    const { symphony, pod } = await openRendered({
      frame: { journalsConsole: true },
      streams: { s1: { journalsConsole: true }, bad: { open: 'throws' } },
    });
    expect((await failureOf(symphony.openStream('bad'))).data).toEqual({ told: true });
    expect(await consoleOf(pod)).toContain('The handler of openStream failed:');
  });

  it('tells of a handler that returns nothing where an answer is due', async () => {
    const answers = { sendMessage: { value: undefined } };
    const { symphony, pod } = await openRendered({ frame: { journalsConsole: true, answers } });
    const sending = symphony.sendMessage('hello', { mode: 'blast', users: ['7'] });
    expect((await failureOf(sending)).type).toBe('ERROR');
    expect(await consoleOf(pod)).toContain('handler returned nothing');
  });

  it('tells of an app that never calls ready(), and the portal’s error names that, too', async () => {
    const frame = { journalsConsole: true, ready: 'never' } as const;
    const { symphony, slot, pod } = await openHost({ frame }, { timeouts: { readyMs: 500 } });
    const { type, message } = await failureOf(symphony.render(slot));
    expect(type).toBe('TIMEOUT');
    expect(message).toMatch(/the app in .* did not call ready\(\) within 500 ms/);
    const deadline = Date.now() + 15_000;
    let told = '';
    while (!told && Date.now() < deadline) told = await consoleOf(pod).catch(() => '');
    expect(told).toContain('has not called ready()');
  }, 30_000);
});

describe('ready()', () => {
  it('takes a promise of the chat', async () => {
    const { symphony, slot } = await openHost({ frame: { readyLater: 'resolves' } });
    expect(await symphony.render(slot, { streamId: 's1' })).toEqual({ streamId: 's1' });
  });

  it('tells the portal why the chat cannot be shown, if the promise rejects', async () => {
    const { symphony, slot } = await openHost({ frame: { readyLater: 'rejects' } });
    const error = await failureOf(symphony.render(slot, { streamId: 's1' }));
    expect(error.toJSON()).toEqual({
      type: 'STREAM_NOT_FOUND',
      message: 'no such chat',
      data: { streamId: 's1' },
    });
  });
});
