import { EventQueue } from './eventQueue.js';
import type { UserEvent } from './notices.js';

const changed = (streamId: string): UserEvent => ({ type: 'streamChanged', streamId });
const left = (streamId: string, userId: string): UserEvent => ({ type: 'memberLeft', streamId, userId });
const read = (streamId: string, userId: string): UserEvent => ({
  type: 'streamRead',
  streamId,
  userIds: [userId],
});
const posted = (lastId: number, count = 1): UserEvent => ({
  type: 'messagesPosted',
  streamId: 's',
  afterId: String(lastId - count),
  lastId: String(lastId),
  count,
});

describe('The queue of events', () => {
  it('keeps everything in its order, and says once that something is another way now', () => {
    const queue = new EventQueue();
    for (const event of [changed('s'), posted(1), changed('s'), read('s', 'a'), posted(2), read('s', 'a')])
      queue.add(event);
    expect(queue.take(100)).toEqual([changed('s'), posted(1), read('s', 'a'), posted(2)]);
    expect(queue.isEmpty).toBeTrue();
    queue.add(changed('s'));
    expect(queue.take(100)).toEqual([changed('s')]);
  });

  it('says again how a stream is when somebody has left it', () => {
    const queue = new EventQueue();
    const events = [changed('s'), left('s', 'a'), changed('s')];
    for (const event of events) queue.add(event);
    expect(queue.take(100)).toEqual(events);
  });

  it('gives out about as much as was asked for', () => {
    const queue = new EventQueue();
    for (const event of [posted(3, 3), posted(4), changed('s')]) queue.add(event);
    expect(queue.take(2)).toEqual([posted(3, 3)]);
    expect(queue.take(2)).toEqual([posted(4), changed('s')]);
    expect(queue.take(2)).toEqual([]);
  });

  it('has a gap, and nothing else, when too much waits', () => {
    const queue = new EventQueue();
    for (let count = 0; count < 100; count++) queue.add(posted(100 * (count + 1), 100));
    expect(queue.takeGap()).toBeFalse();
    queue.add(posted(10_001));
    expect(queue.takeGap()).toBeTrue();
    expect(queue.takeGap()).toBeFalse();
    expect(queue.take(1_000_000)).toEqual([posted(10_001)]);
    expect(queue.isEmpty).toBeTrue();
  });
});
