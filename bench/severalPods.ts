import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Client } from 'pg';
import type { WebSocket } from 'ws';
import { hashToken, randomToken } from '../sandbox/pod/sessions/secrets.js';
import { findNats, startNats } from '../sandbox/pod/testing/natsServer.js';
import { startPodProcess, type PodProcess } from '../sandbox/pod/testing/podProcess.js';
import { findPostgres, startPostgres } from '../sandbox/pod/testing/postgresCluster.js';
import { SEED_IDS } from '../sandbox/pod/seed/seedUsers.js';
import { closeAll, liveSocketOf, postTo } from './podClient.js';
import type { Samples } from './results.js';

const PODS = 3;
const FRAMES = [1_000, 10_000];
const ROUNDS = 5;
/** How many sockets are opened at a time. */
const OPENING = 200;
const LOGOUTS = 1_500;
/** How many users log out at a time. */
const AT_ONCE = 24;
const ADDRESS = 'loopback';

/**
 * What three pods on one PostgreSQL server do, each in a process of its own, when they hear of one another by the database
 * or by NATS: how long it takes until the last frame of a browser has been told of a logout, and how many users can log
 * out in a second. `undefined` where there is no PostgreSQL.
 */
export async function measureSeveralPods(): Promise<Record<string, Samples> | undefined> {
  const programs = findPostgres();
  if (programs === undefined) return undefined;
  const natsProgram = findNats();
  const telling: number[][][] = [];
  const rates: number[][][] = [];
  const contenders: string[] = [];
  for (const bus of natsProgram === undefined ? ['NOTIFY'] : ['NOTIFY', 'NATS']) {
    contenders.push(bus);
    const cluster = await startPostgres(programs);
    const nats = bus === 'NATS' && natsProgram !== undefined ? await startNats(natsProgram) : undefined;
    const environment = { DATABASE_URL: cluster.url, ...(nats && { NATS_URL: nats.url }) };
    const pods: PodProcess[] = [];
    const database = new Client({ connectionString: cluster.url });
    try {
      for (let index = 0; index < PODS; index++) pods.push(await startPodProcess(environment));
      await database.connect();
      for (let round = 0; round <= ROUNDS; round++) {
        const times: number[][] = [];
        for (const count of FRAMES) times.push(await tell(pods, database, count));
        const rate = [await logOutMany(pods, database)];
        // The first one warms up.
        if (round) (telling[round - 1] ??= []).push(...times);
        if (round) (rates[round - 1] ??= []).push(rate);
      }
    } finally {
      await database.end();
      for (const pod of pods) await pod.stop();
      await nats?.halt();
      await cluster.stop();
    }
  }
  return {
    'three pods that tell a browser': {
      contenders: contenders.flatMap((bus) =>
        FRAMES.map((count) => `${count.toLocaleString('en')} frames, by ${bus}`),
      ),
      figures: ['answerMs', 'lastFrameMs'],
      rounds: telling,
    },
    'logouts at three pods': { contenders, figures: ['perSecond'], rounds: rates },
  };
}

/** Milliseconds until the pod has answered a logout, and until the last of the browser's frames has heard of it. */
async function tell(pods: readonly PodProcess[], database: Client, count: number): Promise<number[]> {
  const tokens = await insertSessions(database, Array<string>(count).fill(SEED_IDS.alice), randomUUID());
  const sockets: WebSocket[] = [];
  const heard: Promise<unknown>[] = [];
  try {
    for (let from = 0; from < count; from += OPENING)
      await Promise.all(
        tokens.slice(from, from + OPENING).map(async (token, index) => {
          const { podUrl } = podAt(pods, from + index);
          const socket = liveSocketOf(podUrl, `__Host-session=${token}`);
          sockets.push(socket);
          heard.push(once(socket, 'message'));
          await once(socket, 'open');
        }),
      );
    const startedAt = performance.now();
    await logOut(podAt(pods, 0), tokens[0] ?? '');
    const answeredAt = performance.now();
    await Promise.all(heard);
    return [answeredAt - startedAt, performance.now() - startedAt];
  } finally {
    await closeAll(sockets);
  }
}

/** Logouts in a second, each of another user in another browser. */
async function logOutMany(pods: readonly PodProcess[], database: Client): Promise<number> {
  const userIds = Array.from({ length: LOGOUTS }, () => randomUUID());
  await database.query(
    `insert into users (id, email, display_name, company, title, password_hash)
     select id, id || '@bench.example', 'Somebody', 'Bench', '', '' from unnest($1::text[]) as id`,
    [userIds],
  );
  const tokens = await insertSessions(database, userIds);
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async (_, lane) => {
      for (let index = lane; index < LOGOUTS; index += AT_ONCE)
        await logOut(podAt(pods, index), tokens[index] ?? '');
    }),
  );
  const takenMs = performance.now() - startedAt;
  return (LOGOUTS / takenMs) * 1000;
}

/**
 * Writes sessions straight into the database: to log in by password takes its time on purpose.
 *
 * @param browserId - The browser that all of them are in; without one, each is in one of its own.
 * @returns Their tokens.
 */
async function insertSessions(
  database: Client,
  userIds: readonly string[],
  browserId?: string,
): Promise<string[]> {
  const tokens = userIds.map(() => randomToken());
  await database.query(
    `insert into sessions (token_hash, user_id, jar_id, browser_id, remote_address, browser_kind, created_at, expires_at)
     select hash, user_id, gen_random_uuid(), coalesce($3::uuid, gen_random_uuid()), $4, hash, now(),
       now() + interval '1 hour'
     from unnest($1::text[], $2::text[]) as given (hash, user_id)`,
    [tokens.map(hashToken), userIds, browserId ?? null, ADDRESS],
  );
  return tokens;
}

async function logOut({ podUrl }: PodProcess, token: string): Promise<void> {
  await postTo(podUrl, { path: '/session/logout', cookie: `__Host-session=${token}` });
}

function podAt(pods: readonly PodProcess[], index: number): PodProcess {
  const pod = pods[index % pods.length];
  if (!pod) throw new Error('Failed to measure several pods: there is none.');
  return pod;
}
