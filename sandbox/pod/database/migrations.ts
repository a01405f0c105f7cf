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
  `
  alter table users add column company text not null default 'Acme';
  alter table users alter column company drop default;
  alter table users add column title text not null default '';
  alter table users alter column title drop default;
  alter table users add column terms_accepted_at timestamptz default now();
  alter table users alter column terms_accepted_at drop default;

  create table connections (
    asker_id text not null references users,
    asked_id text not null references users,
    accepted_at timestamptz,
    primary key (asker_id, asked_id),
    check (asker_id <> asked_id)
  );
  create unique index connections_by_pair on connections (least(asker_id, asked_id), greatest(asker_id, asked_id));
  create index connections_by_asked on connections (asked_id);

  alter table messages add column format text not null default 'markdown' check (format in ('markdown', 'plain'));
  alter table messages add column kind text not null default 'social' check (kind in ('social', 'maestro'));
  alter table messages add column maestro jsonb check ((kind = 'maestro') = (maestro is not null));
  alter table messages add column entities jsonb not null default '{}';
  alter table messages add column is_suppressed boolean not null default false;

  create table files (id uuid primary key, content_type text not null, bytes bytea not null);
  create table attachments (
    message_id bigint not null references messages on delete cascade,
    key text not null,
    name text not null,
    file_id uuid not null references files,
    primary key (message_id, key)
  );
  create index attachments_by_file on attachments (file_id);

  create table bookmarks (
    user_id text not null references users,
    message_id bigint not null references messages on delete cascade,
    primary key (message_id, user_id)
  );

  alter table streams add column is_active boolean not null default true;
  alter table streams add column created_at timestamptz not null default now();
  update streams set created_at = coalesce(
    (select min(sent_at) from messages where stream_id = streams.id), created_at);
  alter table streams add column pinned_message_id bigint references messages on delete set null;
  alter table streams add column settings jsonb;
  update streams set settings = '{
    "public": false, "external": false, "multilateral": false, "allowHistoryBrowsing": true,
    "allowMessageCopy": true, "allowSendMessages": true, "allowAddUser": true, "discoverable": false
  }' where type = 'room';
  alter table streams add check ((type = 'room') = (settings is not null));

  alter table stream_members add column joined_at timestamptz not null default now();
  alter table stream_members add column sees_after_id bigint not null default 0;
  alter table stream_members add column is_owner boolean not null default false;
  update stream_members set is_owner = true from streams
  where type = 'room' and streams.id = stream_id
    and user_id = (select min(user_id) from stream_members as others where others.stream_id = streams.id);

  create table distribution_lists (
    id text primary key,
    owner_id text not null references users,
    name text not null
  );
  create index distribution_lists_by_owner on distribution_lists (owner_id);
  create table distribution_list_members (
    list_id text not null references distribution_lists on delete cascade,
    user_id text not null references users,
    primary key (list_id, user_id)
  );

  create table used_subject_tokens (
    partner_id text not null,
    token_id text not null,
    expires_at timestamptz not null,
    primary key (partner_id, token_id)
  );
  `,
  `
  alter table sessions add column replaced_at timestamptz;
  `,
  // Users get ids like Symphony's: numbers.
  `
  alter table sessions drop constraint sessions_user_id_fkey,
    add foreign key (user_id) references users on update cascade;
  alter table messages drop constraint messages_author_id_fkey,
    add foreign key (author_id) references users on update cascade;
  alter table stream_members drop constraint stream_members_user_id_fkey,
    add foreign key (user_id) references users on update cascade;
  alter table connections drop constraint connections_asker_id_fkey, drop constraint connections_asked_id_fkey,
    add foreign key (asker_id) references users on update cascade,
    add foreign key (asked_id) references users on update cascade;
  alter table bookmarks drop constraint bookmarks_user_id_fkey,
    add foreign key (user_id) references users on update cascade;
  alter table distribution_lists drop constraint distribution_lists_owner_id_fkey,
    add foreign key (owner_id) references users on update cascade;
  alter table distribution_list_members drop constraint distribution_list_members_user_id_fkey,
    add foreign key (user_id) references users on update cascade;
  create table new_user_ids (old_id text primary key, new_id text not null);
  insert into new_user_ids
    select users.id, coalesce(seeded.id, (71811853191000 + row_number() over (order by users.id))::text)
    from users left join (values
      ('alice', '71811853190101'),
      ('bob', '71811853190102'),
      ('carol', '71811853190103'),
      ('dave', '71811853190104'),
      ('heidi', '71811853190105'),
      ('erin', '71811853190201'),
      ('frank', '71811853190202'),
      ('grace', '71811853190203'),
      ('ivan', '71811853190301')
    ) as seeded (name, id) on seeded.name = users.id
    where users.id !~ '^[0-9]+$';
  update users set id = new_id from new_user_ids where id = old_id;
  update messages set maestro = jsonb_set(maestro, '{userId}', to_jsonb(new_id))
    from new_user_ids where maestro->>'userId' = old_id;
  update streams set members_key = coalesce(
    (select string_agg(user_id, ' ' order by user_id collate "C") from stream_members where stream_id = streams.id),
    members_key
  ) where members_key is not null;
  drop table new_user_ids;
  `,
  `
  create table access_requests (
    stream_id text not null references streams on delete cascade,
    user_id text not null references users on update cascade,
    asked_at timestamptz not null default now(),
    primary key (stream_id, user_id)
  );
  `,
  // jsonb has an order of its own, and buttons stand in the order in which they were given.
  `
  alter table messages alter column entities type json;
  `,
  // Which browser a session belongs to is no longer guessed at the login: a logout decides it by what is known then.
  `
  alter table sessions add column browser_kind text not null default '';
  update sessions set browser_kind = regexp_replace(user_agent, '[0-9._]+', '', 'g');
  alter table sessions alter column browser_kind drop default;
  alter table sessions drop column user_agent;
  alter table sessions add column shared_id uuid;
  create index sessions_by_shared_id on sessions (shared_id);
  alter table sessions alter column browser_id drop not null;
  update sessions set browser_id = null where not browser_proven;
  alter table sessions drop column browser_proven;
  create table logouts (
    at timestamptz not null,
    cookie_ids uuid[] not null,
    browser_ids uuid[] not null,
    user_ids text[] not null,
    remote_addresses text[] not null,
    browser_kinds text[] not null
  );
  create index logouts_by_time on logouts (at);
  `,
  // Sessions that began at an identity provider, its logouts, and what the provider itself remembers.
  `
  alter table sessions add column sso_sid text;
  create index sessions_by_sso_sid on sessions (sso_sid);
  create table sso_logouts (sid text primary key, at timestamptz not null default now());
  create table sso_records (
    kind text not null,
    id text not null,
    payload jsonb not null,
    expires_at timestamptz not null,
    primary key (kind, id)
  );
  `,
  // What is unread is a difference of two numbers, and no longer counted anew for each reader of each message.
  `
  alter table streams add column posted_count int not null default 0;
  update streams set posted_count = (
    select count(*) from messages where stream_id = streams.id and kind = 'social');
  alter table stream_members add column read_count int not null default 0;
  update stream_members as mine set read_count = posted_count - (
    select count(*) from messages
    where messages.stream_id = mine.stream_id and kind = 'social' and author_id <> mine.user_id
      and messages.id > greatest(mine.last_read_id, mine.sees_after_id)
  ) from streams where streams.id = mine.stream_id;
  alter table stream_members drop column last_read_id;
  `,
];

// Any number that nothing else in the database locks with.
const LOCK = 7_301_944;

/**
 * Brings the schema up to date. Safe when several pods start at once.
 *
 * @param newest - The version to stop at.
 */
export async function migrate(database: Database, newest = MIGRATIONS.length): Promise<void> {
  await database.transaction(async (queries) => {
    // First of all: not even "if not exists" is a guard against a pod that does the same at the same moment.
    await queries.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await queries.query('create table if not exists schema_versions (version int primary key)');
    const done = await queries.query<{ version: number }>('select version from schema_versions');
    for (const [index, sql] of MIGRATIONS.slice(0, newest).entries()) {
      const version = index + 1;
      if (done.some((row) => row.version === version)) continue;
      for (const statement of sql.split(';').filter((part) => part.trim())) await queries.query(statement);
      await queries.query('insert into schema_versions (version) values ($1)', [version]);
    }
  });
}
