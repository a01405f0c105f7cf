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
    const messages = Array.from({ length: 5_000 }, (_, index) => ({
      streamId: `stream-€-${String(index % 30)}`,
      messageId: `92233720368547${String(index).padStart(5, '0')}`,
    }));
    await events.publishPosts(QUERIES, messages);
    await events.publish(QUERIES);

    expect(published.length).toBe(1);
    const payloads = published.flat();
    expect(Math.max(...payloads.map((payload) => Buffer.byteLength(payload)))).toBeLessThan(8_000);
    expect(payloads.length).toBeLessThan(40);
    for (const payload of payloads) deliver(payload);
    const posted = heard.flatMap((event) =>
      event.type === 'messagesPosted'
        ? event.messageIds.map((messageId) => ({ streamId: event.streamId, messageId }))
        : [],
    );
    const inStream = (id: string, all: typeof messages) => all.filter(({ streamId }) => streamId === id);
    for (const { streamId } of messages.slice(0, 30))
      expect(inStream(streamId, posted)).toEqual(inStream(streamId, messages));
  });
});
