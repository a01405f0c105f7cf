import type { Database, Queries } from './database.js';
import { hashPassword } from './passwords.js';
import type { User } from './users.js';

/** The password of all seeded users. The sandbox says so everywhere: nothing in it is a secret. */
export const SEED_PASSWORD = 'symphony';

export const SEED_USERS: readonly User[] = [
  { id: 'alice', displayName: 'Alice Martin', email: 'alice@acme.example' },
  { id: 'bob', displayName: 'Bob Okafor', email: 'bob@acme.example' },
  { id: 'carol', displayName: 'Carol Jensen', email: 'carol@acme.example' },
  { id: 'dave', displayName: 'Dave Tanaka', email: 'dave@acme.example' },
];

type SeedMessage = readonly [author: string, minutesAgo: number, text: string];

interface SeedStream {
  id: string;
  name?: string;
  members: readonly string[];
  messages: readonly SeedMessage[];
}

/** Rooms and chats with stable ids, so that pages and examples can open them by name. */
export const SEED_STREAMS: readonly SeedStream[] = [
  {
    id: 'fx-desk',
    name: 'FX desk',
    members: ['alice', 'bob', 'carol', 'dave'],
    messages: [
      ['carol', 182, 'Morning all. **EUR/USD** opened at 1.0842, range so far is 40 pips.'],
      ['bob', 171, 'Two corporates asking for forwards out to March. I have the *first* one.'],
      ['alice', 169, 'I take the second. Same tenor as last quarter?'],
      ['bob', 166, 'Yes:\n\n- 25m, three months\n- 15m, six months\n- settlement in London'],
      ['carol', 64, 'Fixing in an hour. $EURUSD spread is back to normal.'],
      ['dave', 58, 'Limits are updated on my side, you are good to quote.'],
      ['alice', 52, 'Thanks @Dave. Quote is out, they want to hear back by noon.'],
      ['carol', 12, 'They lifted the offer at 1.0851. Done for the full 25m.'],
      ['bob', 9, 'Nice one. Booking it now.'],
    ],
  },
  {
    id: 'rates-research',
    name: 'Rates research',
    members: ['alice', 'carol', 'dave'],
    messages: [
      ['dave', 1_480, 'The note on the ten-year is out. Short version: *the curve steepens, slowly*.'],
      ['carol', 1_462, 'Good read. Can we show the second chart to customers?'],
      ['dave', 1_455, 'You can. Please keep the disclaimer under it.'],
      ['alice', 95, 'Three customers asked about it this morning. Is there a one-page version?'],
      ['dave', 31, 'Working on it, you will have it after lunch. #rates'],
    ],
  },
  {
    id: 'onboarding',
    name: 'Onboarding: Northwind Capital',
    members: ['alice', 'bob', 'dave'],
    messages: [
      ['bob', 2_950, 'Northwind signed. Who has the compliance checklist?'],
      ['alice', 2_941, 'I do. Two documents are missing:\n\n1. the board resolution\n2. proof of address'],
      ['bob', 410, 'Both came in last night.'],
      ['dave', 388, 'Checked, all fine. They can trade from Monday.'],
    ],
  },
  {
    id: 'macro-lunch',
    name: 'Macro lunch',
    members: ['bob', 'carol', 'dave'],
    messages: [
      ['carol', 700, 'Inflation figures at 14:30 on Thursday. Lunch before or after?'],
      ['dave', 690, 'Before. After that nobody will be hungry.'],
    ],
  },
  {
    id: 'alice-bob',
    members: ['alice', 'bob'],
    messages: [
      ['bob', 47, 'Do you have five minutes before the fixing?'],
      ['alice', 45, 'Sure, call me.'],
      ['bob', 6, 'Confirmation is in your inbox. Could you have a look at the settlement date?'],
    ],
  },
  {
    id: 'alice-carol',
    members: ['alice', 'carol'],
    messages: [
      ['alice', 133, 'Are you in the office tomorrow?'],
      ['carol', 130, 'From ten. Shall we go through the watchlist then?'],
      ['alice', 128, 'Perfect.'],
    ],
  },
  {
    id: 'bob-carol',
    members: ['bob', 'carol'],
    messages: [['carol', 210, 'The March forward: do we hedge it in one go?']],
  },
  {
    id: 'bob-carol-dave',
    members: ['bob', 'carol', 'dave'],
    messages: [['dave', 300, 'Limits call moved to three o\u2019clock.']],
  },
];

/** Fills an empty database, so that the sandbox looks alive from the first moment. */
export async function seed(database: Database): Promise<void> {
  const [anybody] = await database.query('select from users limit 1');
  if (anybody) return;
  const passwordHashes = await Promise.all(SEED_USERS.map(() => hashPassword(SEED_PASSWORD)));
  await database.transaction(async (queries) => {
    const inserted = await queries.query(
      `insert into users (id, email, display_name, password_hash)
       select * from unnest($1::text[], $2::text[], $3::text[], $4::text[]) on conflict do nothing returning id`,
      [
        SEED_USERS.map(({ id }) => id),
        SEED_USERS.map(({ email }) => email),
        SEED_USERS.map(({ displayName }) => displayName),
        passwordHashes,
      ],
    );
    // Another pod was faster, and seeds the streams too.
    if (!inserted.length) return;
    for (const stream of SEED_STREAMS) await insertStream(queries, stream);
    await insertMessages(queries);
    await leaveLastOnesUnread(queries);
  });
}

async function insertStream(queries: Queries, { id, name, members }: SeedStream): Promise<void> {
  const type = name !== undefined ? 'room' : members.length === 2 ? 'direct' : 'group';
  const key = name !== undefined ? null : [...members].sort().join(' ');
  await queries.query('insert into streams (id, type, name, members_key) values ($1, $2, $3, $4)', [
    id,
    type,
    name ?? null,
    key,
  ]);
  await queries.query('insert into stream_members (stream_id, user_id) select $1, unnest($2::text[])', [
    id,
    members,
  ]);
}

/** Over all streams in the order of time, for ids rise with time. */
async function insertMessages(queries: Queries): Promise<void> {
  const messages = SEED_STREAMS.flatMap(({ id, messages: said }) =>
    said.map(([author, minutesAgo, text]) => ({ streamId: id, author, minutesAgo, text })),
  ).sort((a, b) => b.minutesAgo - a.minutesAgo);
  for (const { streamId, author, minutesAgo, text } of messages) {
    await queries.query(
      `insert into messages (stream_id, author_id, text, sent_at)
       values ($1, $2, $3, now() - $4 * interval '1 minute')`,
      [streamId, author, text, minutesAgo],
    );
  }
}

/** Everybody has read everything but what came in the last half of an hour. */
async function leaveLastOnesUnread(queries: Queries): Promise<void> {
  await queries.query(
    `update stream_members set last_read_id = coalesce((
       select max(messages.id) from messages
       where messages.stream_id = stream_members.stream_id
         and (sent_at < now() - interval '30 minutes' or author_id = user_id)
     ), 0)`,
  );
}
