import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { postTo } from '../podClient.js';
import { serveThread } from './inThread.js';
import { textOf } from './marks.js';

/** What is to be posted. */
export interface PostingTask {
  podUrl: string;
  /** The authors, by their `Cookie` headers. */
  cookies: string[];
  streamId: string;
  /** The number of the first message; 0 by default. */
  from?: number;
  /** How many messages at most. */
  count: number;
  /** For how long at most. */
  forMs: number;
  /** How many in a second, whether or not they are answered; without it as many as the pod takes. */
  perSecond?: number;
}

/** What was posted. */
export interface Posted {
  /** When each message was sent and answered, in the order of their numbers. What failed was not answered. */
  sentAt: number[];
  answeredAt: (number | undefined)[];
  startedAt: number;
  endedAt: number;
  failures: string[];
}

/** How many wait for their answer, where nothing but the pod limits them. */
const LANES = 24;
/** When the pod is this far behind, no more is posted: it would only wait. */
const MOST_UNANSWERED = 500;

serveThread(async (task): Promise<Posted> => {
  const { podUrl, cookies, streamId, count, forMs, perSecond, from = 0 } = task as PostingTask;
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const startedAt = Date.now();
  const posted: Posted = { sentAt: [], answeredAt: [], startedAt, endedAt: startedAt, failures: [] };
  let next = 0;
  const isOver = (): boolean => next >= count || Date.now() - startedAt >= forMs;

  async function postNext(): Promise<void> {
    const index = next++;
    const cookie = cookies[index % cookies.length] ?? '';
    const path = `/api/streams/${encodeURIComponent(streamId)}/messages`;
    const sentAt = Date.now();
    posted.sentAt[index] = sentAt;
    try {
      await postTo(podUrl, { path, cookie, body: { message: textOf(from + index, sentAt) }, agent });
      posted.answeredAt[index] = Date.now();
    } catch (error) {
      posted.failures.push(String(error));
    }
  }

  if (perSecond === undefined) {
    await Promise.all(
      Array.from({ length: LANES }, async () => {
        while (!isOver()) await postNext();
      }),
    );
  } else {
    const open = new Set<Promise<void>>();
    while (!isOver()) {
      const dueAt = startedAt + (next * 1000) / perSecond;
      await delay(Math.max(0, dueAt - Date.now()));
      if (open.size >= MOST_UNANSWERED) await Promise.race(open);
      const posting = postNext().finally(() => open.delete(posting));
      open.add(posting);
    }
    await Promise.all(open);
  }
  posted.endedAt = Date.now();
  agent.destroy();
  return posted;
});
