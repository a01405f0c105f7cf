import type { Queries } from '../database/database.js';
import type { EventBus } from './eventBus.js';
import { PodEvents, type PodEvent } from './podEvents.js';

const QUERIES = { query: () => Promise.resolve([]), afterCommit: () => undefined } as Queries;

describe('The events of pods', () => {
  it('go in few payloads, none too long for PostgreSQL, and arrive in their order', async () => {
    const published: string[][] = [];
    let deliver: (payload: string) => void = () => undefined;
    const bus: EventBus = {
      publish: (_queries, payloads) => Promise.resolve(void published.push([...payloads])),
      listen: (handle) => Promise.resolve(void (deliver = handle)),
      close: () => Promise.resolve(),
    };
    const events = new PodEvents(bus);
    const heard: PodEvent[] = [];
    await events.listen(
      (event) => heard.push(event),
      () => undefined,
    );
    const posts = Array.from({ length: 2_000 }, (_, index) => ({
      type: 'messagesPosted' as const,
      streamId: `stream-€-${String(index % 30)}`,
      afterId: `92233720368547${String(index).padStart(5, '0')}`,
      lastId: `92233720368548${String(index).padStart(5, '0')}`,
      count: 1,
    }));
    await events.publish(QUERIES, ...posts);
    await events.publish(QUERIES);

    expect(published.length).toBe(1);
    const payloads = published.flat();
    expect(Math.max(...payloads.map((payload) => Buffer.byteLength(payload)))).toBeLessThan(8_000);
    expect(payloads.length).toBeLessThan(50);
    for (const payload of payloads) deliver(payload);
    expect(heard).toEqual(posts);
  });
});
