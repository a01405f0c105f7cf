import { until } from '../test/pages/until.js';
import { watchLeaks } from '../test/pages/watchLeaks.js';
import { startTimed, stopTimed, watchTicks, type Timed } from './clock.js';

function waitFor(due: () => void = () => undefined, ms = Infinity): Timed {
  return { dueAt: performance.now() + ms, due };
}

describe('The clock', () => {
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
    await until(() => !watch.leaks().length, 'the clock to stop by itself');
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
