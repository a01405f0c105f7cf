import type { Database } from '../database/database.js';
import { migrate } from '../database/migrations.js';
import { openPgliteDatabase } from '../database/pgliteDatabase.js';
import { postMessages } from '../messages/posting.js';
import { seed } from '../seed/seed.js';
import { SEED_IDS } from '../seed/seedUsers.js';
import type { LiveLine } from '../testing/liveLine.js';
import { logIn, taken, type PodUser } from '../testing/podUser.js';
import { until } from '../testing/until.js';
import { START_MS, useSandbox } from '../testing/useSandbox.js';
import { databaseBus } from './eventBus.js';
import { Notices, type UserEvent } from './notices.js';
import { PodEvents } from './podEvents.js';

const MESSAGES = 60;
const LONG = 'x'.repeat(60_000);
/** Far more than the system keeps for a connection, and the pod for a frame. */
const LONG_MESSAGES = 250;

describe('Notices of many events', () => {
  const under = useSandbox();

  const messagesAt = (line: LiveLine, streamId: string) =>
    line.notices
      .filter((notice) => notice.type === 'message')
      .map(({ message }) => message)
      .filter((message) => message.streamId === streamId && message.kind === 'social');
  const countsAt = (line: LiveLine, streamId: string) =>
    line.notices
      .filter((notice) => notice.type === 'unread')
      .filter((notice) => notice.streamId === streamId)
      .map(({ count }) => count);
  const unreadOf = async (who: PodUser, streamId: string) => (await who.streams()).get(streamId)?.unread;

  it('tell every frame of each message once, in one order, and how many are unread', async () => {
    const [alice, bob] = await Promise.all([logIn(under, 'alice'), logIn(under, 'bob')]);
    const { id } = await alice.makeRoom([SEED_IDS.bob]);
    const lines = [await bob.live(), await bob.live(), await alice.live()];
    const written = await Promise.all(
      Array.from({ length: MESSAGES }, (_, index) => alice.write(id, `Number ${String(index)}`)),
    );
    const inOrder = written.map((message) => Number(message.id)).sort((a, b) => a - b);
    for (const line of lines) {
      await until('all messages are told', () => messagesAt(line, id).length >= MESSAGES);
      expect(messagesAt(line, id).map((message) => Number(message.id))).toEqual(inOrder);
    }
    const [bobs, , alices] = lines;
    if (!bobs || !alices) throw new Error('unreachable');
    await until('the last count is told', () => countsAt(bobs, id).at(-1) === MESSAGES);
    expect(new Set(countsAt(alices, id))).toEqual(new Set([0]));
    expect(await unreadOf(bob, id)).toBe(MESSAGES);
  });

  it('say that a stream was read when that is news, and not again', async () => {
    const [alice, bob] = await Promise.all([logIn(under, 'alice'), logIn(under, 'bob')]);
    const { id } = await alice.makeRoom([SEED_IDS.bob], { message: 'One' });
    await alice.write(id, 'Two');
    const line = await bob.live();
    await Promise.all(Array.from({ length: 20 }, () => bob.post(`/api/streams/${id}/read`).then(taken)));
    taken(await bob.post(`/api/streams/${id}/read`));
    await bob.hearOut(line);
    expect(countsAt(line, id)).toEqual([0]);
    expect(await unreadOf(bob, id)).toBe(0);
    await alice.write(id, 'Three');
    await line.notice('unread', ({ streamId, count }) => streamId === id && count === 1);
    // Who writes has read what was there.
    await bob.write(id, 'Four');
    await line.notice('unread', (notice) => line.notices.indexOf(notice) > 1 && notice.count === 0);
    expect(await unreadOf(alice, id)).toBe(1);
  });

  it('are the same for all but those whom a message mentions', async () => {
    const [alice, bob, carol] = await Promise.all([
      logIn(under, 'alice'),
      logIn(under, 'bob'),
      logIn(under, 'carol'),
    ]);
    const { id } = await alice.makeRoom([SEED_IDS.bob, SEED_IDS.carol]);
    const lines = await Promise.all([alice, bob, carol].map((who) => who.live()));
    const { id: messageId } = await alice.write(id, 'Hello @Bob');
    const mentions = await Promise.all(
      lines.map(async (line) => {
        const { message } = await line.notice('message', (notice) => notice.message.id === messageId);
        return message.isMention;
      }),
    );
    expect(mentions).toEqual([false, true, false]);
  });

  it(
    'that a slow frame has missed are announced to it, hold up no other frame, and are at the pod',
    async () => {
      const [alice, bob] = await Promise.all([logIn(under, 'alice'), logIn(under, 'bob')]);
      const { id } = await alice.makeRoom([SEED_IDS.bob]);
      const [slow, fast] = await Promise.all([bob.live(), bob.live()]);
      slow.pause();
      const long = { text: {}, entities: { long: { type: 'fdc3.symphonyEntity' as const, data: LONG } } };
      for (let count = 0; count < LONG_MESSAGES; count += 10)
        await Promise.all(Array.from({ length: 10 }, () => alice.write(id, long)));
      await until('the other frame has heard all', () => messagesAt(fast, id).length === LONG_MESSAGES);
      expect(messagesAt(slow, id)).toEqual([]);
      slow.resume();
      await slow.notice('missed');
      const last = await alice.write(id, 'After that');
      await slow.notice('message', ({ message }) => message.id === last.id);

      const ids = (line: LiveLine): string[] => messagesAt(line, id).map((message) => message.id);
      const heard = ids(slow).slice(0, -1);
      expect(heard.length).toBeLessThan(LONG_MESSAGES);
      expect(heard).toEqual(ids(fast).slice(0, heard.length));
      const missedAt = slow.notices.findIndex(({ type }) => type === 'missed');
      expect(slow.notices.filter(({ type }) => type === 'missed').length).toBe(1);
      expect(slow.notices.findIndex((notice) => notice.type === 'message' && notice.message.id === last.id))
        .withContext('the first message after the gap')
        .toBeGreaterThan(missedAt);
      expect(fast.notices.some(({ type }) => type === 'missed')).toBeFalse();
      expect((await bob.open(id)).messages.at(-1)?.id).toBe(last.id);
    },
    START_MS,
  );
});

describe('Notices that are made together', () => {
  const { alice, bob, carol } = SEED_IDS;
  let database: Database;

  beforeAll(async () => {
    database = await openPgliteDatabase();
    await migrate(database);
    await seed(database, 'http://pod.localhost:4000');
  }, START_MS);

  beforeEach(async () => {
    await database.query(
      'update stream_members set read_count = posted_count, sees_after_id = 0 from streams where id = stream_id',
    );
  });

  afterAll(() => database.close());

  /** Alice writes. Resolves with what is told of each of her messages. */
  async function write(streamId: string, ...texts: string[]): Promise<UserEvent[]> {
    const postings = texts.map((text) => ({
      authorId: alice,
      streamId,
      message: { text, format: 'plain' as const, entities: {}, files: new Map() },
    }));
    const posted = await database.transaction((queries) =>
      postMessages(queries, new PodEvents(databaseBus(database)), postings),
    );
    const ids = posted.map(({ id }) => id);
    return ids.map((lastId, index) => ({
      type: 'messagesPosted',
      streamId,
      afterId: ids[index - 1] ?? posted[0]?.after_id ?? '',
      lastId,
      count: 1,
    }));
  }

  async function told(...events: UserEvent[]): Promise<string[]> {
    const notices = await new Notices(database).about(events, [alice, bob, carol]);
    return notices.map(({ userIds, notice }) => {
      const names = userIds.map((id) => (id === alice ? 'Alice' : id === bob ? 'Bob' : 'Carol')).sort();
      const what =
        notice.type === 'message'
          ? notice.message.text
          : notice.type === 'unread'
            ? `${notice.streamId} ${String(notice.count)}`
            : '';
      return `${names.join(' and ')}: ${notice.type} ${what}`.trim();
    });
  }

  it('say once for a stream what is unread, after all its messages', async () => {
    const posts = await write('alice-bob', 'One', 'Two', 'Three');
    const streamId = 'alice-bob';
    const notices = await told(
      { type: 'streamRead', streamId: 'fx-desk', userIds: [bob] },
      // In whatever order a pod hears of them.
      ...posts.reverse(),
      { type: 'streamRead', streamId, userIds: [alice] },
    );
    // Each of the two knows their chat by the other one's name, so they cannot share a notice.
    expect(notices.slice(0, 6).map((text) => text.replace(/^\w+: /, ''))).toEqual(
      ['One', 'One', 'Two', 'Two', 'Three', 'Three'].map((text) => `message ${text}`),
    );
    expect(notices.slice(6).sort()).toEqual([
      'Alice: unread alice-bob 0',
      'Bob: unread alice-bob 3',
      'Bob: unread fx-desk 0',
    ]);
  });

  it('are one for all who see the same', async () => {
    const notices = await told(...(await write('fx-desk', 'For @Carol')));
    expect(notices.sort()).toEqual([
      'Alice and Bob: message For @Carol',
      'Alice: unread fx-desk 0',
      'Bob and Carol: unread fx-desk 1',
      'Carol: message For @Carol',
    ]);
  });

  it('are not for those who came later and may not see what was before', async () => {
    const posts = await write('fx-desk', 'Before');
    await database.query(
      `update stream_members set sees_after_id = (select max(id) from messages)
       where stream_id = 'fx-desk' and user_id = $1`,
      [carol],
    );
    const notices = await told(...posts);
    expect(notices.filter((text) => text.includes('message'))).toEqual(['Alice and Bob: message Before']);
  });
});
