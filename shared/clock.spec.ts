import { block } from '../test/pages/block.js';
import { changeable } from '../test/pages/changeable.js';
import { openPod } from '../test/pages/openPod.js';
import { until } from '../test/pages/until.js';
import { watchLeaks, type LeakWatch } from '../test/pages/watchLeaks.js';
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
  const original = changeable.setTimeout;
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
  spyOn(changeable, 'setTimeout').and.callFake(throttled);
}

/** Makes timers fire on whole seconds only, as Chromium does in a frame of another site that is out of sight. */
function alignTimers(): void {
  const original = changeable.setTimeout;
  spyOn(changeable, 'setTimeout').and.callFake((run: () => void, ms = 0) => {
    const dueAt = performance.now() + ms;
    return original(run, ms + 1_000 - (dueAt % 1_000));
  });
}

/** A request that is under way, and will be answered soon. */
async function openRequest(): Promise<{ body: Promise<string> }> {
  const pod = await openPod();
  const answer = fetch(`${pod.url}/fixture/late.svg?afterMs=700`);
  // A request that has just been made is not sent by a busy thread.
  await pod.journalled('late');
  return { body: answer.then((response) => response.text()) };
}

/**
 * Resolves with whether the deadline has passed although the answer could be read within 400 ms from now. An overloaded
 * browser sometimes takes longer than that to pass on an answer.
 */
async function isRefused(answer: Promise<unknown>, late: Promise<boolean>): Promise<boolean> {
  const from = performance.now();
  await answer;
  const isSoon = performance.now() - from < 400;
  return (await late) && isSoon;
}

/** A message that will be read from a port. */
function openPort(): { post: () => void; message: Promise<unknown>; close: () => void } {
  const { port1, port2 } = new MessageChannel();
  const message = new Promise((resolve) => {
    port1.onmessage = resolve;
  });
  return {
    post: () => {
      port2.postMessage('answer');
    },
    message,
    close: () => {
      port1.close();
    },
  };
}

/** Something with a deadline, or without one. */
function waitFor(due: () => void = () => undefined, ms = Infinity): Timed {
  return { dueAt: performance.now() + ms, due };
}

/** Waits until the clock has no timer, as when nothing waits. */
async function untilItStands(watch: LeakWatch): Promise<void> {
  await until(() => !watch.leaks().length, 'the clock to stand still');
}

describe('The clock', () => {
  // The clock may still tick for the previous spec, after a busy time. This stops it.
  beforeEach(() => {
    watchTicks(() => undefined)();
  });

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

  it('sees a deadline pass soon where the browser fires timers once a second', async () => {
    alignTimers();
    const from = performance.now();
    expect(await isLate(never, 1_500)).toBeTrue();
    // Two seconds until the clock knows, one until the next tick, and some for a busy machine.
    expect(performance.now() - from).toBeLessThan(6_000);
  });

  it('lets an answer in that has come through a port while the thread was busy', async () => {
    const port = openPort();
    const late = isLate(port.message, 200);
    port.post();
    block(1_000);
    expect(await late).toBeFalse();
    port.close();
  });

  it('does so, too, when it had stood still before, and something was answered at once', async () => {
    const watch = watchLeaks();
    expect(await isLate(never, 200)).toBeTrue();
    await untilItStands(watch);
    // Long enough for any tick to be late.
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await isLate(Promise.resolve(), 60_000)).toBeFalse();
    await untilItStands(watch);
    const port = openPort();
    const late = isLate(port.message, 200);
    port.post();
    block(1_000);
    expect(await late).toBeFalse();
    port.close();
  });

  it('lets an answer in that has come over the network while the thread was busy', async () => {
    const answer = await openRequest();
    const late = isLate(answer.body, 200);
    block(2_000);
    expect(await isRefused(answer.body, late)).toBeFalse();
  });

  it('does so, too, when the thread was busy twice in short order', async () => {
    const answer = await openRequest();
    const late = isLate(answer.body, 200);
    block(400);
    // Lets the first late tick happen.
    await new Promise((resolve) => setTimeout(resolve, 30));
    block(2_000);
    expect(await isRefused(answer.body, late)).toBeFalse();
  });

  it('lets both in, where a deadline has long passed for one that has no answer', async () => {
    const answer = await openRequest();
    const port = openPort();
    const ofPort = isLate(port.message, 200);
    const ofRequest = isLate(answer.body, 200);
    const ofNone = isLate(never, 200);
    port.post();
    block(2_000);
    expect(await isRefused(answer.body, ofRequest)).toBeFalse();
    expect(await ofPort).toBeFalse();
    expect(await ofNone).toBeTrue();
    port.close();
  });

  it('sees a deadline pass in a page that is always busy', async () => {
    const busy = setInterval(() => {
      block(200);
    });
    expect(await isLate(never, 200)).toBeTrue();
    clearInterval(busy);
  });

  it('goes on when no message comes through to it', async () => {
    spyOn(MessagePort.prototype, 'postMessage').and.stub();
    expect(await isLate(never, 200)).toBeTrue();
  });

  it('goes on when what a deadline calls waits anew, or ends the other waits', async () => {
    const called: string[] = [];
    const second = waitFor(() => called.push('second'), 50);
    const third = waitFor(() => called.push('third'));
    const first = waitFor(() => {
      called.push('first');
      stopTimed(first);
      stopTimed(second);
      third.dueAt = performance.now() + 50;
      startTimed(third);
    }, 50);
    startTimed(first);
    startTimed(second);
    await until(() => called.includes('third'), 'the third deadline');
    stopTimed(third);
    expect(called[0]).toBe('first');
  });

  it('leaves no timer when nothing waits', async () => {
    const watch = watchLeaks();
    const life = new Lifetime();
    const waits = [50, 60_000, undefined].map((ms) =>
      life.until(never, ms, () => failure('TIMEOUT', 'wait', 'it is too late')).catch(() => undefined),
    );
    expect(await isLate(Promise.resolve(), 60_000)).toBeFalse();
    await waits[0];
    expect(watch.leaks().length).toBeGreaterThan(0);
    life.end(failure('LOGGED_OUT', 'wait', 'it is over'));
    await Promise.all(waits);
    await untilItStands(watch);
    expect(watch.leaks()).toEqual([]);
  });

  it('tells who watches of every tick while something waits, and of none afterwards', async () => {
    let ticks = 0;
    const undo = watchTicks(() => ticks++);
    const watch = watchLeaks();
    expect(await isLate(never, 300)).toBeTrue();
    expect(ticks).toBeGreaterThan(1);
    await untilItStands(watch);
    const before = ticks;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(ticks).toBe(before);
    undo();
    expect(await isLate(never, 100)).toBeTrue();
    expect(ticks).toBe(before);
  });

  it('leaves no timer when something has begun to wait while it ticked', async () => {
    const watch = watchLeaks();
    const [first, second] = [waitFor(), waitFor()];
    let ticks = 0;
    const undo = watchTicks(() => {
      if (++ticks === 1) startTimed(second);
    });
    startTimed(first);
    await until(() => ticks > 0, 'a tick');
    stopTimed(first);
    stopTimed(second);
    undo();
    expect(watch.leaks()).toEqual([]);
  });

  it('goes on when a watcher ends all waits and another one begins one', async () => {
    const watch = watchLeaks();
    const first = waitFor();
    let isDue = false;
    const second = waitFor(() => {
      isDue = true;
      stopTimed(second);
    }, 0);
    const undoFirst = watchTicks(() => {
      stopTimed(first);
      undoFirst();
    });
    let ticks = 0;
    const undoSecond = watchTicks(() => {
      if (++ticks === 1) startTimed(second);
    });
    startTimed(first);
    await until(() => isDue, 'the deadline of the second');
    undoSecond();
    await untilItStands(watch);
    expect(watch.leaks()).toEqual([]);
  });

  it('keeps deadlines when a watcher throws', async () => {
    const error = new Error('a watcher that throws');
    const undo = watchTicks(() => {
      throw error;
    });
    await jasmine.spyOnGlobalErrorsAsync(async (thrown) => {
      let isDue = false;
      const timed = waitFor(() => {
        isDue = true;
        stopTimed(timed);
      }, 0);
      startTimed(timed);
      await until(() => isDue, 'the deadline');
      undo();
      expect(thrown).toHaveBeenCalledWith(error);
    });
  });

  it('keeps a deadline that is put off', async () => {
    let times = 0;
    const timed = waitFor(() => {
      if (++times === 2) stopTimed(timed);
    }, 1);
    startTimed(timed);
    await until(() => times === 2, 'the second time');
    expect(times).toBe(2);
  });
});
