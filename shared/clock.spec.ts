import { openPod } from '../test/pages/openPod.js';
import { until } from '../test/pages/until.js';
import { startTimed, stopTimed, watchTicks, type Timed } from './clock.js';
import { failure } from './errors.js';
import { Lifetime } from './lifetime.js';

const never = new Promise<never>(() => undefined);
/** As long as browsers may let a timer of a chain wait, in a tab that has been hidden for five minutes. */
const INTENSIVE_MS = 60_000;

/** Resolves with whether the deadline has passed, rather than the answer come. */
function isLate(answer: Promise<unknown>, ms: number): Promise<boolean> {
  return new Lifetime()
    .until(answer, ms, () => failure('TIMEOUT', 'wait', 'it is too late'))
    .then(
      () => false,
      () => true,
    );
}

/** Makes timers that are set by timers wait, as browsers do in a tab that has been hidden for long. */
function throttleChains(): void {
  const original = window.setTimeout.bind(window);
  let isInTimer = false;
  const throttled = (run: () => void, ms = 0): number =>
    original(
      () => {
        isInTimer = true;
        try {
          run();
        } finally {
          isInTimer = false;
        }
      },
      isInTimer ? INTENSIVE_MS : ms,
    );
  spyOn(window, 'setTimeout').and.callFake(throttled as never);
}

function block(ms: number): void {
  const endsAt = performance.now() + ms;
  while (performance.now() < endsAt);
}

/** A request that is under way, and will be answered soon. */
async function openRequest(): Promise<{ body: Promise<string> }> {
  const pod = await openPod();
  const answer = fetch(`${pod.url}/fixture/late.svg?afterMs=700`);
  // A request that has just been made is not sent by a busy thread.
  await new Promise((resolve) => setTimeout(resolve, 100));
  return { body: answer.then((response) => response.text()) };
}

/** The timers that are set and have not fired. */
function watchTimers(): Set<unknown> {
  const open = new Set<unknown>();
  const [set, clear] = [window.setTimeout.bind(window), window.clearTimeout.bind(window)];
  spyOn(window, 'setTimeout').and.callFake(((run: () => void, ms: number) => {
    const timer = set(() => {
      open.delete(timer);
      run();
    }, ms);
    open.add(timer);
    return timer;
  }) as never);
  spyOn(window, 'clearTimeout').and.callFake((timer) => {
    open.delete(timer);
    clear(timer);
  });
  return open;
}

describe('The clock', () => {
  it('sees a deadline pass although the timers of the page are in a chain', async () => {
    throttleChains();
    let hasPassed = false;
    setTimeout(() => {
      void isLate(never, 300).then((late) => {
        hasPassed = late;
      });
    });
    await until(() => hasPassed, 'the deadline');
    expect(hasPassed).toBeTrue();
  });

  it('lets an answer in that has come through a port while the thread was busy', async () => {
    const { port1, port2 } = new MessageChannel();
    const message = new Promise((resolve) => {
      port1.onmessage = resolve;
    });
    const late = isLate(message, 200);
    port2.postMessage('answer');
    block(1_000);
    expect(await late).toBeFalse();
    port1.close();
  });

  it('does so, too, when it had stood still before, and something was answered at once', async () => {
    const timers = watchTimers();
    expect(await isLate(never, 200)).toBeTrue();
    await until(() => timers.size === 0, 'the clock to stand still');
    // Long enough for any tick to be late.
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await isLate(Promise.resolve(), 60_000)).toBeFalse();
    await until(() => timers.size === 0, 'the clock to stand still again');
    const { port1, port2 } = new MessageChannel();
    const message = new Promise((resolve) => {
      port1.onmessage = resolve;
    });
    const late = isLate(message, 200);
    port2.postMessage('answer');
    block(1_000);
    expect(await late).toBeFalse();
    port1.close();
  });

  it('lets an answer in that has come over the network while the thread was busy', async () => {
    const answer = await openRequest();
    const late = isLate(answer.body, 200);
    block(2_000);
    expect(await late).toBeFalse();
  });

  it('lets both in, where a deadline has long passed for one that has no answer', async () => {
    const answer = await openRequest();
    const { port1, port2 } = new MessageChannel();
    const message = new Promise((resolve) => {
      port1.onmessage = resolve;
    });
    const late = [message, answer.body, never].map((each) => isLate(each, 200));
    port2.postMessage('answer');
    block(2_000);
    expect(await Promise.all(late)).toEqual([false, false, true]);
    port1.close();
  });

  it('goes on when no message comes through to it', async () => {
    spyOn(MessagePort.prototype, 'postMessage').and.stub();
    expect(await isLate(never, 200)).toBeTrue();
  });

  it('goes on when what a deadline calls waits anew, or ends the other waits', async () => {
    const called: string[] = [];
    const second: Timed = { dueAt: performance.now() + 50, due: () => called.push('second') };
    const third: Timed = { dueAt: Infinity, due: () => called.push('third') };
    const first: Timed = {
      dueAt: performance.now() + 50,
      due: () => {
        called.push('first');
        stopTimed(first);
        stopTimed(second);
        third.dueAt = performance.now() + 50;
        startTimed(third);
      },
    };
    startTimed(first);
    startTimed(second);
    await until(() => called.includes('third'), 'the third deadline');
    stopTimed(third);
    expect(called[0]).toBe('first');
  });

  it('leaves no timer when nothing waits', async () => {
    const timers = watchTimers();
    const life = new Lifetime();
    const waits = [50, 60_000, undefined].map((ms) =>
      life.until(never, ms, () => failure('TIMEOUT', 'wait', 'it is too late')).catch(() => undefined),
    );
    expect(await isLate(Promise.resolve(), 60_000)).toBeFalse();
    await waits[0];
    expect(timers.size).toBeGreaterThan(0);
    life.end(failure('LOGGED_OUT', 'wait', 'it is over'));
    await Promise.all(waits);
    await until(() => timers.size === 0, 'the last timer');
    expect(timers.size).toBe(0);
  });

  it('tells who watches of every tick while something waits, and of none afterwards', async () => {
    let ticks = 0;
    const undo = watchTicks(() => ticks++);
    const timers = watchTimers();
    expect(await isLate(never, 300)).toBeTrue();
    expect(ticks).toBeGreaterThan(1);
    await until(() => timers.size === 0, 'the last timer');
    const before = ticks;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(ticks).toBe(before);
    undo();
    expect(await isLate(never, 100)).toBeTrue();
    expect(ticks).toBe(before);
  });
});
