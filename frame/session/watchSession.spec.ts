import { afterSpec } from '../../test/pages/afterSpec.js';
import { until } from '../../test/pages/until.js';
import type { SessionEnd } from '../../shared/values/notifications.js';
import { watchSession, type SessionWatch, type WatchOptions } from './watchSession.js';

/** Takes the place of the browser's sockets. The spec is the pod. */
class FakeSocket extends EventTarget {
  static readonly made: FakeSocket[] = [];
  isClosed = false;

  constructor(readonly url: string) {
    super();
    FakeSocket.made.push(this);
  }

  close(): void {
    this.isClosed = true;
  }

  open(): void {
    this.dispatchEvent(new Event('open'));
  }

  say(data: string): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  lose(code = 1006, reason = ''): void {
    this.dispatchEvent(new CloseEvent('close', { code, reason }));
  }
}

describe('watchSession', () => {
  let watches: SessionWatch[] = [];

  beforeEach(() => {
    const { WebSocket } = window;
    window.WebSocket = FakeSocket as unknown as typeof WebSocket;
    FakeSocket.made.length = 0;
    afterSpec(() => {
      for (const watch of watches) watch.close();
      watches = [];
      window.WebSocket = WebSocket;
    });
  });

  /** The newest socket. */
  const socket = (): FakeSocket => FakeSocket.made.at(-1)!;
  const untilMade = (count: number) => until(() => FakeSocket.made.length >= count, `socket number ${count}`);

  function watch(options: Partial<WatchOptions> = {}): { watch: SessionWatch; ends: SessionEnd[] } {
    const ends: SessionEnd[] = [];
    const watch = watchSession({ url: '/live', onEnd: ({ reason }) => ends.push(reason), ...options });
    watches.push(watch);
    return { watch, ends };
  }

  it('opens a socket of the frame’s origin, and hands its messages on', () => {
    const messages: unknown[] = [];
    const { watch: line } = watch({ onMessage: (data) => messages.push(data) });
    expect(socket().url).toBe(`${location.origin.replace('http', 'ws')}/live`);
    socket().open();
    socket().say('one');
    expect(messages).toEqual(['one']);
    expect(line.socket as unknown).toBe(socket());
    line.close();
    socket().say('two');
    expect(messages).toEqual(['one']);
    expect(socket().isClosed).toBeTrue();
  });

  it('refuses what is no URL', () => {
    for (const url of ['http://', 'mailto:someone'])
      expect(() => watch({ url })).toThrowMatching(
        ({ type }: { type: string }) => type === 'INVALID_ARGUMENT',
      );
  });

  for (const [reason, told] of [
    ['logout', 'logout'],
    ['revoked', 'revoked'],
    ['expired', 'expired'],
    ['something new', 'expired'],
  ] as const)
    it(`tells of an end once, with the pod’s reason: ${reason}`, async () => {
      const { ends, watch: line } = watch();
      socket().open();
      socket().lose(4401, reason);
      expect(ends).toEqual([told]);
      expect(line.socket).toBeUndefined();
      window.dispatchEvent(new Event('online'));
      await new Promise((resolve) => setTimeout(resolve, 700));
      expect(FakeSocket.made.length).toBe(1);
    });

  it('comes back after it was lost, and says that it was down', async () => {
    const states: unknown[] = [];
    const { ends } = watch({ onLine: (state) => states.push(state) });
    socket().open();
    socket().lose();
    await untilMade(2);
    socket().open();
    expect(states).toEqual([
      { isUp: true, isAgain: false },
      { isUp: false, isAgain: false },
      { isUp: true, isAgain: true },
    ]);
    expect(ends).toEqual([]);
  });

  it('comes back at once when the browser is online again, and out of the back/forward cache', () => {
    watch();
    socket().open();
    socket().lose();
    window.dispatchEvent(new Event('online'));
    expect(FakeSocket.made.length).toBe(2);
    socket().open();
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    expect(socket().isClosed).toBeTrue();
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(FakeSocket.made.length).toBe(3);
  });

  it('asks for the session when it is up again, before it says so', async () => {
    const answers: (boolean | SessionEnd)[] = [true, 'revoked'];
    const states: unknown[] = [];
    const { ends } = watch({
      check: () => Promise.resolve(answers.shift() ?? true),
      onLine: (state) => states.push(state),
    });
    socket().open();
    window.dispatchEvent(new Event('online'));
    socket().open();
    expect(states).toEqual([{ isUp: true, isAgain: false }]);
    await until(() => states.length > 1, 'the line to be up again');
    expect(states[1]).toEqual({ isUp: true, isAgain: true });
    window.dispatchEvent(new Event('online'));
    socket().open();
    await until(() => ends.length > 0, 'the end');
    expect(ends).toEqual(['revoked']);
    expect(states.length).toBe(2);
  });

  it('goes on when the session cannot be asked for', async () => {
    spyOn(console, 'warn');
    const { ends } = watch({ check: () => Promise.reject(new Error('offline')) });
    socket().open();
    window.dispatchEvent(new Event('online'));
    socket().open();
    await until(() => (console.warn as jasmine.Spy).calls.any(), 'the warning');
    expect(ends).toEqual([]);
  });

  it('lets the other frames of the app look for themselves when it has heard of an end', async () => {
    const one = watch();
    const first = socket();
    const other = watch();
    first.lose(4401, 'logout');
    expect(one.ends).toEqual(['logout']);
    await untilMade(3);
    expect(other.ends).toEqual([]);
    socket().lose(4401, 'logout');
    expect(other.ends).toEqual(['logout']);
  });
});
