import type { Draft, Maestro } from '../../podApi/messages.js';
import type { Database, Queries } from '../database/database.js';
import { databaseBus } from '../live/eventBus.js';
import { PodEvents } from '../live/podEvents.js';
import { takeMessage } from '../messages/newMessage.js';
import { postMaestro, postMessages } from '../messages/posting.js';
import { hashPassword } from '../people/passwords.js';
import { settleRoomSettings } from '../streams/roomSettings.js';
import { SEED_STREAMS, type SeedMessage, type SeedStream } from './seedStreams.js';
import { SEED_CONNECTIONS, SEED_IDS, SEED_LISTS, SEED_USERS, type SeedName } from './seedUsers.js';

/** The password of all seeded users. The sandbox says so everywhere: nothing in it is a secret. */
export const SEED_PASSWORD = 'symphony';

/**
 * Fills the database, so that the sandbox looks alive from the first moment. What is there already stays as it is: a
 * database from before gets what is new.
 *
 * @param podOrigin - Where links from one chat to another lead.
 */
export async function seed(database: Database, podOrigin: string): Promise<void> {
  const known = await database.query<{ id: string }>('select id from users');
  const missing = SEED_USERS.filter(({ id }) => !known.some((user) => user.id === id));
  const passwordHashes = await Promise.all(missing.map(() => hashPassword(SEED_PASSWORD)));
  await database.transaction(async (queries) => {
    await queries.query(
      `insert into users (id, email, display_name, company, title, terms_accepted_at, password_hash)
       select id, email, display_name, company, title, case when has_accepted then now() end, password_hash
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::text[])
         as given (id, email, display_name, company, title, has_accepted, password_hash)
       on conflict do nothing`,
      [
        missing.map(({ id }) => id),
        missing.map(({ email }) => email),
        missing.map(({ displayName }) => displayName),
        missing.map(({ company }) => company),
        missing.map(({ title }) => title),
        missing.map(({ termsAccepted }) => termsAccepted),
        passwordHashes,
      ],
    );
    // Of several pods one inserts a stream, and that one fills it.
    const made: SeedStream[] = [];
    for (const stream of SEED_STREAMS) if (await insertStream(queries, stream)) made.push(stream);
    await insertMessages(queries, new PodEvents(databaseBus(database)), made, podOrigin);
    await leaveLastOnesUnread(
      queries,
      made.map(({ id }) => id),
    );
    if (missing.length) await insertRelations(queries);
  });
}

async function insertStream(queries: Queries, stream: SeedStream): Promise<boolean> {
  const { id, name, owner, settings = {}, messages } = stream;
  const members = stream.members.map(idOf);
  const isRoom = name !== undefined;
  const companies = new Set(
    SEED_USERS.filter((user) => members.includes(user.id)).map(({ company }) => company),
  );
  const [made] = await queries.query(
    `insert into streams (id, type, name, members_key, settings, created_at)
     values ($1, $2, $3, $4, $5::jsonb, now() - $6 * interval '1 minute') on conflict do nothing returning id`,
    [
      id,
      isRoom ? 'room' : members.length === 2 ? 'direct' : 'group',
      name ?? null,
      isRoom ? null : [...members].sort().join(' '),
      isRoom ? JSON.stringify(settleRoomSettings(settings, companies.size)) : null,
      messages[0]?.[1] ?? 0,
    ],
  );
  if (!made) return false;
  await queries.query(
    `insert into stream_members (stream_id, user_id, is_owner)
     select $1, member, member = $3 from unnest($2::text[]) as member`,
    [id, members, owner ? idOf(owner) : ''],
  );
  return true;
}

/** Over all streams in the order of time, for ids rise with time. */
async function insertMessages(
  queries: Queries,
  events: PodEvents,
  streams: readonly SeedStream[],
  podOrigin: string,
): Promise<void> {
  const messages = streams
    .flatMap(({ id: streamId, messages: said, pinned }) =>
      said.map((message, index) => ({ streamId, message, isPinned: index === pinned })),
    )
    .sort((a, b) => b.message[1] - a.message[1]);
  for (const { streamId, message, isPinned } of messages) {
    const id = await insertMessage(queries, events, streamId, message, podOrigin);
    if (isPinned)
      await queries.query('update streams set pinned_message_id = $2::bigint where id = $1', [streamId, id]);
  }
}

async function insertMessage(
  queries: Queries,
  events: PodEvents,
  streamId: string,
  [author, minutesAgo, said]: SeedMessage,
  podOrigin: string,
): Promise<string | undefined> {
  const authorId = idOf(author);
  const [id] = isMaestro(said)
    ? [await postMaestro(queries, events, streamId, authorId, said)]
    : (
        await postMessages(queries, events, [
          { authorId, streamId, message: takeMessage(withOrigin(said, podOrigin)) },
        ])
      ).map((posted) => posted.id);
  await queries.query(
    `update messages set sent_at = now() - $2 * interval '1 minute' where id = $1::bigint`,
    [id, minutesAgo],
  );
  return id;
}

function isMaestro(said: Draft | Maestro): said is Maestro {
  return typeof said === 'object' && 'event' in said;
}

function withOrigin(message: Draft, podOrigin: string): Draft {
  return typeof message === 'string' ? message.replaceAll('{{POD_ORIGIN}}', podOrigin) : message;
}

/** Everybody has read everything but what came in the last half of an hour. */
async function leaveLastOnesUnread(queries: Queries, streamIds: readonly string[]): Promise<void> {
  await queries.query(
    `update stream_members set read_count = (
       select count(*) from messages
       where messages.stream_id = stream_members.stream_id and kind = 'social' and messages.id <= (
         select max(seen.id) from messages as seen
         where seen.stream_id = stream_members.stream_id
           and (seen.sent_at < now() - interval '30 minutes' or seen.author_id = user_id)
       )
     ) where stream_id = any($1::text[])`,
    [streamIds],
  );
}

async function insertRelations(queries: Queries): Promise<void> {
  for (const { asker, asked, isAccepted } of SEED_CONNECTIONS) {
    await queries.query(
      `insert into connections (asker_id, asked_id, accepted_at) values ($1, $2, case when $3 then now() end)
       on conflict do nothing`,
      [idOf(asker), idOf(asked), isAccepted],
    );
  }
  for (const { id, owner, name, members } of SEED_LISTS) {
    await queries.query(
      'insert into distribution_lists (id, owner_id, name) values ($1, $2, $3) on conflict do nothing',
      [id, idOf(owner), name],
    );
    await queries.query(
      `insert into distribution_list_members (list_id, user_id) select $1, unnest($2::text[])
       on conflict do nothing`,
      [id, members.map(idOf)],
    );
  }
}

function idOf(name: SeedName): string {
  return SEED_IDS[name];
}
