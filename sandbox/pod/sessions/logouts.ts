import type { User } from '../../podApi/people.js';
import type { LogoutConfirmation, LogoutScope } from '../../podApi/session.js';
import { queryOne, type Database, type Queries } from '../database/database.js';
import type { PodEvents } from '../live/podEvents.js';
import { idsOf, type KnownIds } from './browsers.js';
import { endSessions, LIVE } from './endSessions.js';
import { lock } from './locks.js';
import { hashToken } from './secrets.js';
import type { Place } from './sessions.js';

/** What a request to log out tells. Its cookies may be gone. */
export interface LogoutRequest extends Omit<Place, 'browser'> {
  browser: KnownIds;
}

/** What came of a request to log out. */
export interface LogoutOutcome {
  /** Whether the pod knows the session that the request speaks of, or that there is none. */
  isKnown: boolean;
  /** Whether there was a newer login in the same jar of cookies before the request arrived. That login goes on. */
  isLate: boolean;
  /** How many sessions there were to end. */
  ended: number;
  scope: LogoutScope;
  /** Whether the session began at the identity provider, which still knows the user. */
  isSso: boolean;
}

/**
 * How the pod says that a session is over.
 *
 * @param endSessionUrl - Where a user ends the session at the identity provider.
 */
export function confirmationOf(
  { ended, scope, isSso }: LogoutOutcome,
  endSessionUrl: string | undefined,
): LogoutConfirmation {
  return {
    loggedOut: true,
    already: ended === 0,
    scope,
    ...(isSso && endSessionUrl !== undefined && { endSessionUrl }),
  };
}

interface SessionPlace {
  user_id: string;
  jar_id: string;
  shared_id: string | null;
  browser_id: string | null;
  remote_address: string;
  browser_kind: string;
}

/** Whom a logout is for, and where. */
interface Reach {
  /** The ids of the jar and of the shared cookie. */
  cookieIds: string[];
  /** The proven ids of the browser. */
  browserIds: string[];
  userIds: string[];
  addresses: string[];
  kinds: string[];
}

/** The logouts of all browsers. */
export class Logouts {
  readonly #database: Database;
  readonly #events: PodEvents;

  constructor(database: Database, events: PodEvents) {
    this.#database = database;
    this.#events = events;
  }

  /**
   * Ends sessions, and tells all pods:
   * - those in the same jar of cookies;
   * - those of the same user in the same browser, where that is proven;
   * - those of the same user from the same address and kind of browser, unless both are proven to be in different browsers.
   *   That may be one session too many of the same user, but never one of another user.
   *
   * Where nobody was logged in in the jar, the users are those who are proven to be logged in in the same browser.
   *
   * A request may arrive late, after the user has logged in again. Then it carries what the jar of cookies held before
   * that login, so it ends only sessions that are older.
   */
  logOut(request: LogoutRequest): Promise<LogoutOutcome> {
    const hashes = request.tokens.map(hashToken);
    const names = [hashes, request.lastSessionId ?? null];
    return this.#database.transaction(async (queries) => {
      const reach = await reachOf(queries, request, names);
      // Only now that the browser is locked: a login may just have taken the place of a session.
      const { cookieIds, browserIds, userIds, addresses, kinds } = reach;
      const { by_token, named, replaced, last_replaced_at, is_sso } = await queryOne<{
        by_token: number;
        named: number;
        replaced: number;
        last_replaced_at: string | null;
        is_sso: boolean | null;
      }>(
        queries,
        // As a text: a Date would cut off the microseconds.
        `select count(*) filter (where token_hash = any($1::text[]))::int as by_token, count(*)::int as named,
           count(replaced_at)::int as replaced, max(replaced_at)::text as last_replaced_at, bool_or(sso_sid is not null) as is_sso
         from sessions where token_hash = any($1::text[]) or id = $2::uuid`,
        names,
      );
      const isLate = named > 0 && replaced === named;
      const before = isLate ? last_replaced_at : null;
      const ended = await endSessions(
        { queries, events: this.#events },
        'logout',
        `(jar_id = any($1::uuid[]) or user_id = any($3::text[]) and (
           shared_id = any($1::uuid[]) or browser_id = any($2::uuid[])
           or remote_address = any($4::text[]) and browser_kind = any($5::text[]) and not ${ELSEWHERE}
         )) and created_at < coalesce($6::timestamptz, 'infinity')`,
        [cookieIds, browserIds, userIds, addresses, kinds, before],
      );
      await remember(queries, reach, before);
      const [left] = await queries.query(
        `select 1 from sessions where ${LIVE} and user_id = any($1::text[]) and not ${ELSEWHERE} limit 1`,
        [userIds, browserIds],
      );
      return {
        isKnown: request.tokens.length ? by_token > 0 : named > 0 || idsOf(request.browser).length > 0,
        isLate,
        ended,
        // Where nobody was logged in, the pod does not know whom to look for in other jars.
        scope: left || !userIds.length ? 'jar' : 'browser',
        isSso: is_sso === true,
      };
    });
  }
}

/**
 * Whether a logout that ended this user's sessions here came after a moment. Call it with the browser and the user
 * locked, so that no logout is under way.
 *
 * @param startedAt - The moment, by the database's clock.
 */
export async function hasLoggedOutSince(
  queries: Queries,
  startedAt: string,
  user: User,
  { browser, remoteAddress, browserKind }: Place,
): Promise<boolean> {
  const { jarId, sharedId, browserId } = browser;
  const [found] = await queries.query(
    `select 1 from logouts where at > $1::timestamptz and (
       $7::uuid = any(cookie_ids)
       or $3 = any(user_ids) and (
         $2::uuid = any(cookie_ids) or $4::uuid = any(browser_ids)
         or $5 = any(remote_addresses) and $6 = any(browser_kinds) and ($4::uuid is null or browser_ids = '{}')
       )
     ) limit 1`,
    [startedAt, sharedId ?? null, user.id, browserId ?? null, remoteAddress, browserKind, jarId],
  );
  return found !== undefined;
}

/** Whether a session and the browser with the proven ids `$2` are proven to be in different browsers. */
const ELSEWHERE = `(browser_id is not null and $2::uuid[] <> '{}' and browser_id <> all($2::uuid[]))`;

/** Finds out which browser and which users a request is about, and locks them. */
async function reachOf(
  queries: Queries,
  { browser, remoteAddress, browserKind }: LogoutRequest,
  names: readonly unknown[],
): Promise<Reach> {
  const columns = 'user_id, jar_id, shared_id, browser_id, remote_address, browser_kind';
  const named = await queries.query<SessionPlace>(
    `select ${columns} from sessions where token_hash = any($1::text[]) or id = $2::uuid`,
    names,
  );
  const { jarId, sharedId, browserId } = browser;
  const cookieIds = [
    ...idsOf({ jarId, sharedId }),
    ...named.flatMap(({ jar_id, shared_id }) => [jar_id, ...(shared_id === null ? [] : [shared_id])]),
  ];
  const browserIds = [...idsOf({ browserId }), ...named.flatMap(({ browser_id }) => browser_id ?? [])];
  await lock(queries, 'browser', [...cookieIds, ...browserIds]);
  // Without a cookie that names a session, the browser tells who is logged in in it.
  const ours = named.length
    ? named
    : await queries.query<SessionPlace>(
        `select ${columns} from sessions where ${LIVE} and (
           jar_id = any($1::uuid[]) or shared_id = any($1::uuid[]) or browser_id = any($2::uuid[]))`,
        [cookieIds, browserIds],
      );
  const userIds = [...new Set(ours.map(({ user_id }) => user_id))];
  await lock(queries, 'user', userIds);
  return {
    cookieIds,
    browserIds,
    userIds,
    // Also those of the login: a machine may have got another address since.
    addresses: [remoteAddress, ...ours.map((session) => session.remote_address)],
    kinds: [browserKind, ...ours.map((session) => session.browser_kind)],
  };
}

/** Keeps the logout for logins that began before it and are not through yet. */
async function remember(queries: Queries, reach: Reach, before: string | null): Promise<void> {
  const { cookieIds, browserIds, userIds, addresses, kinds } = reach;
  await queries.query(
    `insert into logouts (at, cookie_ids, browser_ids, user_ids, remote_addresses, browser_kinds)
     values (coalesce($1::timestamptz, clock_timestamp()), $2, $3, $4, $5, $6)`,
    [before, cookieIds, browserIds, userIds, addresses, kinds],
  );
  await queries.query(`delete from logouts where at < now() - interval '1 day'`);
}
