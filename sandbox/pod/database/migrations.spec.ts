import { MESSAGES, messageOf, type MessageRow } from '../messages/messages.js';
import { seed } from '../seed/seed.js';
import { SEED_STREAMS } from '../seed/seedStreams.js';
import { SEED_IDS, SEED_USERS } from '../seed/seedUsers.js';
import { DEFAULT_ROOM_SETTINGS } from '../../podApi/rooms.js';
import { viewStream, viewStreamsOf } from '../streams/streams.js';
import { START_MS } from '../testing/useSandbox.js';
import { queryOne, type Database } from './database.js';
import { migrate } from './migrations.js';
import { openPgliteDatabase } from './pgliteDatabase.js';

const POD = 'http://pod.localhost:4000';

describe('A database', () => {
  let database: Database | undefined;

  async function open(): Promise<Database> {
    database = await openPgliteDatabase();
    return database;
  }

  afterEach(async () => {
    await database?.close();
  });

  it(
    'from the first version keeps all that is in it, and gets what is new',
    async () => {
      const old = await open();
      await migrate(old, 1);
      await old.execute(`
        insert into users (id, email, display_name, password_hash) values
          ('alice', 'alice@acme.example', 'Alice M.', 'hash of alice'),
          ('bob', 'bob@acme.example', 'Bob Okafor', 'hash of bob');
        insert into streams (id, type, name, members_key) values
          ('old-room', 'room', 'Old room', null), ('alice-bob', 'direct', null, 'alice bob');
        insert into stream_members (stream_id, user_id) values
          ('old-room', 'bob'), ('old-room', 'alice'), ('alice-bob', 'alice'), ('alice-bob', 'bob');
        insert into messages (stream_id, author_id, text, sent_at) values
          ('old-room', 'bob', 'Hi @Alice', '2026-01-02T03:04:05Z'), ('alice-bob', 'bob', 'Hello', now());
      `);
      await migrate(old);
      await migrate(old);

      const room = await viewStream(old, SEED_IDS.alice, 'old-room');
      expect(room.settings).toEqual(DEFAULT_ROOM_SETTINGS);
      expect(room.members.map(({ id, company, isOwner }) => [id, company, isOwner])).toEqual([
        [SEED_IDS.alice, 'Acme', true],
        [SEED_IDS.bob, 'Acme', false],
      ]);
      expect(room).toEqual(
        jasmine.objectContaining({ name: 'Old room', isActive: true, canWrite: true, unread: 1 }),
      );
      const row = await queryOne<MessageRow>(old, `${MESSAGES} where stream_id = 'old-room'`);
      const viewer = { id: SEED_IDS.alice, displayName: 'Alice M.', email: 'alice@acme.example' };
      expect(messageOf(row, viewer)).toEqual({
        id: room.lastMessage?.id ?? '',
        streamId: 'old-room',
        author: { id: SEED_IDS.bob, displayName: 'Bob Okafor', company: 'Acme' },
        sentAt: '2026-01-02T03:04:05.000Z',
        text: 'Hi @Alice',
        format: 'markdown',
        entities: {},
        kind: 'social',
        isMention: true,
        isBookmarked: false,
        isSuppressed: false,
      });
      expect((await viewStream(old, SEED_IDS.alice, 'alice-bob')).canWrite).toBeTrue();

      await seed(old, POD);
      const users = await old.query<{ id: string; display_name: string; accepted: boolean }>(
        'select id, display_name, terms_accepted_at is not null as accepted from users order by id',
      );
      expect(users.map(({ id }) => id)).toEqual(SEED_USERS.map(({ id }) => id).sort());
      expect(users[0]).toEqual({ id: SEED_IDS.alice, display_name: 'Alice M.', accepted: true });
      const [before, seeded] = await viewStreamsOf(old, SEED_IDS.alice, ['alice-bob', 'northwind-desk']);
      expect(before?.lastMessage?.text).toBe('Hello');
      expect(seeded?.settings?.external).toBeTrue();
    },
    START_MS,
  );

  it(
    'gives its people ids that are numbers, wherever they are spoken of',
    async () => {
      const old = await open();
      await migrate(old, 3);
      await old.execute(`
        insert into users (id, email, display_name, company, title, password_hash) values
          ('alice', 'alice@acme.example', 'Alice M.', 'Acme', '', ''),
          ('erin', 'erin@northwind.example', 'Erin', 'Northwind', '', ''),
          ('wanda', 'wanda@acme.example', 'Wanda', 'Acme', '', ''),
          ('42', 'number@acme.example', 'Number', 'Acme', '', '');
        insert into connections (asker_id, asked_id, accepted_at) values ('erin', 'alice', now());
        insert into streams (id, type, members_key) values ('chat', 'group', '42 alice erin wanda');
        insert into stream_members (stream_id, user_id)
          select 'chat', unnest(array['alice', 'erin', 'wanda', '42']);
        insert into messages (stream_id, author_id, text, kind, maestro) values
          ('chat', 'erin', '', 'maestro', '{"event": "JOIN_ROOM", "userId": "wanda", "userName": "Wanda"}');
        insert into distribution_lists (id, owner_id, name) values ('list', 'alice', 'List');
        insert into distribution_list_members (list_id, user_id) values ('list', 'erin');
      `);
      await migrate(old);

      const users = await old.query<{ id: string; display_name: string }>(
        'select id, display_name from users order by display_name',
      );
      const wanda = users.find(({ display_name }) => display_name === 'Wanda')?.id ?? '';
      expect(wanda).toMatch(/^\d{14}$/);
      expect(users.map(({ id }) => id)).toEqual([SEED_IDS.alice, SEED_IDS.erin, '42', wanda]);
      const { members_key } = await queryOne<{ members_key: string }>(old, 'select members_key from streams');
      expect(members_key).toBe([SEED_IDS.alice, SEED_IDS.erin, '42', wanda].sort().join(' '));
      const { maestro } = await queryOne<MessageRow>(old, MESSAGES);
      expect(maestro).toEqual({ event: 'JOIN_ROOM', userId: wanda, userName: 'Wanda' });
      const people = await queryOne<object>(
        old,
        `select asker_id, asked_id, author_id, owner_id, list.user_id as listed
         from connections, messages, distribution_lists, distribution_list_members as list`,
      );
      expect(people).toEqual({
        asker_id: SEED_IDS.erin,
        asked_id: SEED_IDS.alice,
        author_id: SEED_IDS.erin,
        owner_id: SEED_IDS.alice,
        listed: SEED_IDS.erin,
      });
    },
    START_MS,
  );

  it(
    'knows how much everybody has read since before that was counted',
    async () => {
      const old = await open();
      await migrate(old, 8);
      await old.execute(`
        insert into users (id, email, display_name, company, title, password_hash) values
          ('1', 'a@acme.example', 'A', 'Acme', '', ''), ('2', 'b@acme.example', 'B', 'Acme', '', ''),
          ('3', 'c@acme.example', 'C', 'Acme', '', '');
        insert into streams (id, type, members_key) values ('chat', 'group', '1 2 3');
        insert into messages (stream_id, author_id, text, kind, maestro) values
          ('chat', '1', 'One', 'social', null), ('chat', '2', 'Two', 'social', null),
          ('chat', '1', '', 'maestro', '{"event": "JOIN_ROOM"}'), ('chat', '1', 'Three', 'social', null);
        insert into stream_members (stream_id, user_id, last_read_id, sees_after_id) values
          ('chat', '1', 0, 0), ('chat', '2', 2, 0), ('chat', '3', 1, 3);
      `);
      await migrate(old);
      const unread = await Promise.all(
        ['1', '2', '3'].map(async (userId) => (await viewStream(old, userId, 'chat')).unread),
      );
      expect(unread).toEqual([1, 1, 1]);
    },
    START_MS,
  );

  it(
    'is seeded once, however often the pod starts',
    async () => {
      const fresh = await open();
      await migrate(fresh);
      const counts = (): Promise<Record<string, number>> =>
        queryOne(
          fresh,
          `select (select count(*)::int from users) as users, (select count(*)::int from streams) as streams,
             (select count(*)::int from messages) as messages, (select count(*)::int from files) as files,
             (select count(*)::int from connections) as connections`,
        );
      await seed(fresh, POD);
      const once = await counts();
      expect(once['users']).toBe(SEED_USERS.length);
      expect(once['messages']).toBe(SEED_STREAMS.flatMap(({ messages }) => messages).length);
      await fresh.query('delete from connections');
      await seed(fresh, POD);
      expect(await counts()).toEqual({ ...once, connections: 0 });
      const [link] = await fresh.query<{ text: string }>(
        `select text from messages where text like '%streamId=%'`,
      );
      expect(link?.text).toContain(`(${POD}/?streamId=rates-research)`);
    },
    START_MS,
  );
});
