import { failure } from '../../shared/errors.js';
import { Lifetime } from '../../shared/lifetime.js';
import { startTime } from './time.js';

describe('The time of a logout', () => {
  it('goes by without stopping the page when a step fails that never should, and others go on', async () => {
    const time = startTime(1_000, new Lifetime(), failure('LOGGED_OUT', 'wait', 'the time is up'));
    let turns = 0;
    const timer = setInterval(() => turns++, 10);
    let isOver = false;
    const other = new Promise<void>((resolve) => setTimeout(resolve, 200)).then(() => {
      isOver = true;
    });
    await time.wait([Promise.reject(new Error('a step')), other]);
    clearInterval(timer);
    expect(isOver).toBeTrue();
    expect(turns).toBeGreaterThan(1);
    expect(time.remainingMs()).toBeGreaterThan(0);
  });
});
