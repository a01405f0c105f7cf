import { setTimeout as delay } from 'node:timers/promises';
import { once } from 'node:events';
import { closeAll, liveSocketOf } from '../podClient.js';
import { serveThread } from './inThread.js';
import { marksIn } from './marks.js';

/** Whose sockets listen. */
export interface HearingTask {
  podUrl: string;
  /** One socket for each `Cookie` header. */
  cookies: string[];
}

/** What came over one socket. */
export interface Heard {
  /** The numbers of the messages in the order in which they came, and how many milliseconds after they were sent. */
  numbers: number[];
  lateMs: number[];
  lastAt: number;
}

/** Nothing comes for so long: then it was all. */
const SILENCE_MS = 5000;
const LONGEST_MS = 30_000;
const LOOK_EVERY_MS = 100;

serveThread(async (task, { ready, told }): Promise<Heard[]> => {
  const { podUrl, cookies } = task as HearingTask;
  const sockets = cookies.map((cookie) => liveSocketOf(podUrl, cookie));
  const heard = sockets.map((socket): Heard => {
    const each: Heard = { numbers: [], lateMs: [], lastAt: 0 };
    const known = new Set<number>();
    socket.on('message', (data: Buffer) => {
      const text = data.toString('utf8');
      const now = Date.now();
      for (const { number, sentAt } of marksIn(text)) {
        // A stream's view repeats its last message.
        if (known.has(number)) continue;
        known.add(number);
        each.numbers.push(number);
        each.lateMs.push(now - sentAt);
        each.lastAt = now;
      }
    });
    return each;
  });
  await Promise.all(sockets.map((socket) => once(socket, 'open')));
  ready();
  const expected = (await told()) as number;
  const toldAt = Date.now();
  const isWaiting = (): boolean => {
    const now = Date.now();
    const lastAt = Math.max(toldAt, ...heard.map((each) => each.lastAt));
    return (
      now - toldAt < LONGEST_MS &&
      now - lastAt < SILENCE_MS &&
      heard.some(({ numbers }) => numbers.length < expected)
    );
  };
  while (isWaiting()) await delay(LOOK_EVERY_MS);
  await closeAll(sockets);
  return heard;
});
