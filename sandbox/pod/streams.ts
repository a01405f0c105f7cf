import { randomUUID } from 'node:crypto';
import { queryOne, type Database, type Queries } from './database.js';
import type { PodEvents } from './podEvents.js';
import { PodError } from './podError.js';
import type { User, Users } from './users.js';

/** Somebody in a stream. */
export interface Member {
  id: string;
  displayName: string;
}

/** What somebody wrote. */
export interface Message {
  id: string;
  streamId: string;
  author: Member;
  text: string;
  sentAt: string;
}

/** A chat as one of its members sees it. */
export interface Stream {
  id: string;
  name: string;
  type: 'direct' | 'group' | 'room';
  members: Member[];
  lastMessage?: Message;
  unread: number;
}

/** A new message, and what each member is to hear about it. */
export interface Delivery {
  message: Message;
  recipients: { userId: string; streamName: string; unread: number }[];
}

interface StreamRow {
  id: string;
  name: string | null;
  type: Stream['type'];
  members: Member[];
  unread: number;
}

interface MessageRow {
  id: string;
  stream_id: string;
  author_id: string;
  display_name: string;
  text: string;
  sent_at: Date;
}

const HISTORY = 200;

const MEMBERS = `(
  select json_agg(json_build_object('id', users.id, 'displayName', display_name) order by display_name)
  from stream_members join users on users.id = user_id where stream_id = streams.id
) as members`;

const UNREAD = `(
  select count(*)::int from messages
  where messages.stream_id = streams.id and messages.id > mine.last_read_id and author_id <> mine.user_id
) as unread`;

const MESSAGES = `select messages.id::text as id, stream_id, author_id, display_name, text, sent_at
  from messages join users on users.id = author_id`;

/** Chats and rooms, and what is said in them. All of it only for who is a member. */
export class Streams {
  readonly #database: Database;
  readonly #events: PodEvents;
  readonly #users: Users;

  constructor(database: Database, events: PodEvents, users: Users) {
    this.#database = database;
    this.#events = events;
    this.#users = users;
  }

  /** A user's streams, the liveliest first. */
  async list(userId: string): Promise<Stream[]> {
    const rows = await this.#database.query<StreamRow>(
      `select streams.id, name, type, ${MEMBERS}, ${UNREAD}
       from streams join stream_members as mine on mine.stream_id = streams.id and mine.user_id = $1`,
      [userId],
    );
    const lastMessages = await this.#database.query<MessageRow>(
      `${MESSAGES} where messages.id in
         (select max(messages.id) from messages where stream_id = any($1::text[]) group by stream_id)`,
      [rows.map(({ id }) => id)],
    );
    const lastIn = new Map(lastMessages.map((row) => [row.stream_id, row]));
    return rows
      .map((row) => streamOf(row, userId, lastIn.get(row.id)))
      .sort((a, b) => Number(b.lastMessage?.id ?? 0) - Number(a.lastMessage?.id ?? 0));
  }

  /** A stream with its latest messages, the oldest first. */
  async open(userId: string, streamId: string): Promise<{ stream: Stream; messages: Message[] }> {
    await this.#mustBeMember(this.#database, userId, streamId);
    const row = await queryOne<StreamRow>(
      this.#database,
      `select streams.id, name, type, ${MEMBERS}, ${UNREAD}
       from streams join stream_members as mine on mine.stream_id = streams.id and mine.user_id = $1
       where streams.id = $2`,
      [userId, streamId],
    );
    const messages = await this.#database.query<MessageRow>(
      `${MESSAGES} where stream_id = $1 order by messages.id desc limit ${String(HISTORY)}`,
      [streamId],
    );
    return { stream: streamOf(row, userId, messages[0]), messages: messages.reverse().map(messageOf) };
  }

  /** The chat of exactly these users and me, found or made. */
  async startChat(me: User, references: readonly string[]): Promise<Stream> {
    const { users, unknown } = await this.#users.resolve(references);
    if (unknown.length) throw new PodError(400, 'INVALID_USERS', { userIds: unknown });
    const userIds = [...new Set([me.id, ...users.map(({ id }) => id)])].sort();
    if (userIds.length < 2) throw new PodError(400, 'INVALID_USERS', { userIds: [...references] });
    const streamId = await this.#database.transaction(async (queries) => {
      // Ids hold no spaces. The key being unique, two who start the same chat at once get one and the same.
      const key = userIds.join(' ');
      const [made] = await queries.query<{ id: string }>(
        `insert into streams (id, type, members_key) values ($1, $2, $3)
         on conflict (members_key) do nothing returning id`,
        [randomUUID(), userIds.length === 2 ? 'direct' : 'group', key],
      );
      if (!made) {
        const found = await queryOne<{ id: string }>(
          queries,
          'select id from streams where members_key = $1',
          [key],
        );
        return found.id;
      }
      await queries.query('insert into stream_members (stream_id, user_id) select $1, unnest($2::text[])', [
        made.id,
        userIds,
      ]);
      return made.id;
    });
    return (await this.open(me.id, streamId)).stream;
  }

  /** Says something in a stream. All pods hear of it. */
  post(author: User, streamId: string, text: string): Promise<Message> {
    return this.#database.transaction(async (queries) => {
      await this.#mustBeMember(queries, author.id, streamId);
      const { id, sent_at } = await queryOne<{ id: string; sent_at: Date }>(
        queries,
        'insert into messages (stream_id, author_id, text) values ($1, $2, $3) returning id::text as id, sent_at',
        [streamId, author.id, text],
      );
      await markReadUpTo(queries, streamId, author.id, id);
      await this.#events.publish(queries, { type: 'messagePosted', messageId: id });
      return messageOf({
        id,
        stream_id: streamId,
        author_id: author.id,
        display_name: author.displayName,
        text,
        sent_at,
      });
    });
  }

  /** From now on the user has seen all that is in the stream. */
  async markRead(userId: string, streamId: string): Promise<void> {
    await this.#database.transaction(async (queries) => {
      await this.#mustBeMember(queries, userId, streamId);
      await markReadUpTo(queries, streamId, userId);
      await this.#events.publish(queries, { type: 'streamRead', streamId, userId });
    });
  }

  /** Who is to hear what about a message. */
  async delivery(messageId: string): Promise<Delivery | undefined> {
    const [row] = await this.#database.query<MessageRow>(`${MESSAGES} where messages.id = $1::bigint`, [
      messageId,
    ]);
    if (!row) return undefined;
    const members = await this.#database.query<StreamRow & { user_id: string }>(
      `select mine.user_id, streams.id, name, type, ${MEMBERS}, ${UNREAD}
       from streams join stream_members as mine on mine.stream_id = streams.id where streams.id = $1`,
      [row.stream_id],
    );
    return {
      message: messageOf(row),
      recipients: members.map((member) => ({
        userId: member.user_id,
        streamName: nameFor(member, member.user_id),
        unread: member.unread,
      })),
    };
  }

  async #mustBeMember(queries: Queries, userId: string, streamId: string): Promise<void> {
    const [row] = await queries.query<{ member: boolean }>(
      `select exists (select from stream_members where stream_id = streams.id and user_id = $2) as member
       from streams where id = $1`,
      [streamId, userId],
    );
    if (!row) throw new PodError(404, 'UNKNOWN_STREAM');
    if (!row.member) throw new PodError(403, 'NOT_A_MEMBER');
  }
}

async function markReadUpTo(
  queries: Queries,
  streamId: string,
  userId: string,
  messageId?: string,
): Promise<void> {
  await queries.query(
    `update stream_members set last_read_id = greatest(last_read_id, coalesce(
       $3::bigint, (select max(id) from messages where stream_id = $1), 0))
     where stream_id = $1 and user_id = $2`,
    [streamId, userId, messageId ?? null],
  );
}

function nameFor({ name, members }: StreamRow, userId: string): string {
  if (name !== null) return name;
  const others = members.filter(({ id }) => id !== userId);
  return others.map(({ displayName }) => displayName).join(', ');
}

function streamOf(row: StreamRow, userId: string, last: MessageRow | undefined): Stream {
  const { id, type, members, unread } = row;
  const stream: Stream = { id, name: nameFor(row, userId), type, members, unread };
  return last ? { ...stream, lastMessage: messageOf(last) } : stream;
}

function messageOf(row: MessageRow): Message {
  return {
    id: row.id,
    streamId: row.stream_id,
    author: { id: row.author_id, displayName: row.display_name },
    text: row.text,
    sentAt: row.sent_at.toISOString(),
  };
}
