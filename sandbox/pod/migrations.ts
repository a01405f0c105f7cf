import type { Database } from './database.js';

/** What made the schema what it is, in order. Once released, an entry never changes: a new one is added. */
const MIGRATIONS = [
  `
  create table secrets (name text primary key, value text not null);

  create table users (
    id text primary key,
    email text not null unique,
    display_name text not null,
    password_hash text not null
  );

  create table sessions (
    id uuid primary key default gen_random_uuid(),
    token_hash text not null unique,
    user_id text not null references users,
    browser_id uuid not null,
    jar_id uuid not null,
    browser_proven boolean not null,
    remote_address text not null,
    user_agent text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    ended_at timestamptz,
    end_reason text
  );
  create index sessions_by_browser on sessions (browser_id);
  create index sessions_by_jar on sessions (jar_id);
  create index sessions_by_user on sessions (user_id) where ended_at is null;

  create table login_codes (
    code_hash text primary key,
    session_id uuid not null references sessions on delete cascade,
    expires_at timestamptz not null
  );

  create table streams (
    id text primary key,
    type text not null check (type in ('direct', 'group', 'room')),
    name text,
    members_key text unique,
    check ((type = 'room') = (members_key is null)),
    check ((type = 'room') = (name is not null))
  );

  create table messages (
    id bigint generated always as identity primary key,
    stream_id text not null references streams on delete cascade,
    author_id text not null references users,
    text text not null,
    sent_at timestamptz not null default now()
  );
  create index messages_by_stream on messages (stream_id, id);

  create table stream_members (
    stream_id text not null references streams on delete cascade,
    user_id text not null references users,
    last_read_id bigint not null default 0,
    primary key (stream_id, user_id)
  );
  create index stream_members_by_user on stream_members (user_id);
  `,
];

// Any number that nothing else in the database locks with.
const LOCK = 7_301_944;

/** Brings the schema up to date. Safe when several pods start at once. */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (queries) => {
    // First of all: not even "if not exists" is a guard against a pod that does the same at the same moment.
    await queries.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await queries.query('create table if not exists schema_versions (version int primary key)');
    const done = await queries.query<{ version: number }>('select version from schema_versions');
    for (const [index, sql] of MIGRATIONS.entries()) {
      const version = index + 1;
      if (done.some((row) => row.version === version)) continue;
      for (const statement of sql.split(';').filter((part) => part.trim())) await queries.query(statement);
      await queries.query('insert into schema_versions (version) values ($1)', [version]);
    }
  });
}
