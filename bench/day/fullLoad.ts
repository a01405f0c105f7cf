import type { PodProcess } from '../../sandbox/pod/testing/podProcess.js';
import { spreadOf, type Spread } from '../statistics.js';
import { once, type Day } from './figures.js';
import type { Heard, HearingTask } from './hearing.js';
import { startThread } from './inThread.js';
import type { Posted, PostingTask } from './posting.js';
import { makeRoom, type Room } from './room.js';

const SOCKETS = 10;
/** What the pod is given to do before it counts. */
const WARM_UP = { count: 300, forMs: 5000 };
const IN_PROCESS = { count: 10_000, forMs: 8000 };
const ON_POSTGRES = { count: 3000, forMs: 15_000 };
const FILL_MS = 60_000;

/** What a pod did at full load. */
interface Load {
  /** How many messages were posted. */
  said: number;
  perSecond: Spread;
  lateMs: number[];
  drainMs: number;
  lost: number;
  disorder: number;
}

/** How many messages a pod takes that has its database in its process. */
export async function measureInProcess(pod: PodProcess): Promise<Day> {
  const { perSecond } = await load(pod, await makeRoom(pod, 'Full load'), IN_PROCESS);
  return { rateInProcess: perSecond };
}

/** How many messages a pod takes with a PostgreSQL server, and what its frames hear of them meanwhile. */
export async function measureOnPostgres(pod: PodProcess, room: Room): Promise<{ loaded: Day; said: number }> {
  const { said, perSecond, lateMs, drainMs, lost, disorder } = await load(pod, room, ON_POSTGRES);
  const loaded = {
    ratePostgres: perSecond,
    noticesP50: spreadOf(lateMs),
    noticesP99: once(percentile(lateMs, 0.99)),
    noticesDrain: once(drainMs / 1000),
    noticesLost: once(lost),
    noticesDisorder: once(disorder),
  };
  return { loaded, said };
}

/** Says so much more in a room that it is a long one. */
export async function fill(
  { podUrl }: PodProcess,
  { streamId, authors: cookies }: Room,
  from: number,
  upTo: number,
): Promise<void> {
  const { answeredAt } = await post({ podUrl, cookies, streamId, from, count: upTo - from, forMs: FILL_MS });
  const missing = upTo - from - answeredAt.filter(Boolean).length;
  if (missing) throw new Error(`The pod did not take ${missing} of ${upTo} messages within ${FILL_MS} ms.`);
}

/** The value that a share of all values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

/** Posts by a thread of its own. */
export async function post(task: PostingTask): Promise<Posted> {
  const posting = startThread<Posted>(new URL('./posting.js', import.meta.url), task);
  try {
    return await posting.result;
  } finally {
    await posting.end();
  }
}

/** Posts into a room as fast as the pod takes it, while ten sockets listen. */
async function load(pod: PodProcess, room: Room, limits: { count: number; forMs: number }): Promise<Load> {
  const { podUrl } = pod;
  const { streamId, authors: cookies, members } = room;
  const { streamId: elsewhere } = await makeRoom(pod, 'Warming up');
  await post({ podUrl, cookies, streamId: elsewhere, ...WARM_UP });
  const listening: HearingTask = {
    podUrl,
    cookies: Array.from({ length: SOCKETS }, (_, index) => members[index % members.length] ?? ''),
  };
  const hearing = startThread<Heard[]>(new URL('./hearing.js', import.meta.url), listening);
  try {
    await hearing.ready;
    const posted = await post({ podUrl, cookies, streamId, ...limits });
    const [failure] = posted.failures;
    if (failure !== undefined) throw new Error(failure);
    hearing.tell(posted.sentAt.length);
    return loadOf(posted, await hearing.result);
  } finally {
    await hearing.end();
  }
}

function loadOf({ sentAt, answeredAt, startedAt, endedAt }: Posted, heard: readonly Heard[]): Load {
  const seconds = Array<number>(Math.max(1, Math.floor((endedAt - startedAt) / 1000))).fill(0);
  for (const at of answeredAt) {
    const second = Math.floor(((at ?? endedAt) - startedAt) / 1000);
    if (second in seconds) seconds[second] = (seconds[second] ?? 0) + 1;
  }
  return {
    said: sentAt.length,
    perSecond: spreadOf(seconds),
    lateMs: heard.flatMap(({ lateMs }) => lateMs),
    drainMs: Math.max(0, Math.max(...heard.map(({ lastAt }) => lastAt)) - endedAt),
    lost: sum(heard.map(({ numbers }) => sentAt.length - numbers.length)),
    disorder: sum(heard.map(({ numbers }) => disorderOf(numbers, sentAt, answeredAt))),
  };
}

/** How many messages were told of after one that was sent only when they had been answered. */
function disorderOf(
  numbers: readonly number[],
  sentAt: readonly number[],
  answeredAt: readonly (number | undefined)[],
): number {
  let newest = 0;
  return numbers.filter((number) => {
    const isLate = (answeredAt[number] ?? Infinity) < newest;
    newest = Math.max(newest, sentAt[number] ?? 0);
    return isLate;
  }).length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
