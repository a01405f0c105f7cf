import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { Client, Pool, type ClientBase } from 'pg';
import { inTransaction, type Database, type Queries } from './database.js';

const RECONNECT_AFTER_MS = 500;
const CONNECT_MS = 10_000;
/** How long a statement may take, locks included. A pod that cannot answer says so, rather than never. */
const STATEMENT_MS = 10_000;
/** A pod that was cut off in the middle of a transaction keeps its locks no longer. */
const IDLE_IN_TRANSACTION_MS = 10_000;

/**
 * A PostgreSQL server, which several pods may share.
 *
 * @param url - Its address, as in `postgres://user:password@host/database`.
 * @param heartbeatMs - How often a connection that only listens is tried out: one that was cut without a word looks
 * like one on which nothing happens. It has as long to answer.
 */
export function openPostgresDatabase(url: string, heartbeatMs: number): Database {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    // Later than the server's own: that is for a server that does not answer at all.
    query_timeout: 1.5 * STATEMENT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  });
  // A connection lost while idle is replaced at the next query; without a listener it would end the process. A pool
  // that has ended may still report connections, for it does not wait until they are closed.
  pool.on('error', (error) => {
    if (!pool.ending) console.error(`A database connection was lost: ${error.message}`);
  });
  const listeners: Listener[] = [];
  return {
    query: queryOf(pool),
    afterCommit: (work) => {
      work();
    },
    execute: async (sql) => {
      await pool.query(sql);
    },
    transaction: async (work) => {
      const connection = await pool.connect();
      const { queries, committed } = inTransaction(queryOf(connection));
      let failure: Error | undefined;
      try {
        await connection.query('begin');
        const result = await work(queries);
        await connection.query('commit');
        committed();
        return result;
      } catch (error) {
        await connection.query('rollback').catch((rollbackError: unknown) => {
          failure = rollbackError instanceof Error ? rollbackError : new Error(String(rollbackError));
        });
        throw error;
      } finally {
        // A connection that could not even roll back is not given to anybody else.
        connection.release(failure);
      }
    },
    listen: async (channel, handle, onGap) => {
      const listener = new Listener({ url, heartbeatMs, channel, handle, onGap });
      listeners.push(listener);
      await listener.connect();
    },
    close: async () => {
      await Promise.all(listeners.map((listener) => listener.close()));
      await pool.end();
    },
  };
}

function queryOf(connection: Pool | ClientBase): Queries['query'] {
  return async <Row>(sql: string, parameters: readonly unknown[] = []) => {
    const values = [...parameters];
    return (await connection.query(values.length ? { name: nameOf(sql), text: sql, values } : sql))
      .rows as Row[];
  };
}

const names = new Map<string, string>();

/**
 * A name under which each connection keeps a statement prepared, so that the server parses it once. The pod's statements
 * are constants: there are not many of them.
 */
function nameOf(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(sql).digest('base64url');
  names.set(sql, name);
  return name;
}

interface ListenerParts {
  url: string;
  heartbeatMs: number;
  channel: string;
  handle: (payload: string) => void;
  onGap: () => void;
}

/** A connection of its own that listens, and comes back when it was lost. */
class Listener {
  readonly #parts: ListenerParts;
  #connection: Client | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(parts: ListenerParts) {
    this.#parts = parts;
  }

  async connect(): Promise<void> {
    const { url, heartbeatMs, channel, handle } = this.#parts;
    const connection = new Client({
      connectionString: url,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: heartbeatMs,
    });
    connection.on('notification', ({ payload }) => {
      handle(payload ?? '');
    });
    connection.on('error', (error) => {
      this.#replace(connection, error);
    });
    connection.on('end', () => {
      this.#replace(connection);
    });
    try {
      await connection.connect();
      await connection.query(`listen ${connection.escapeIdentifier(channel)}`);
    } catch (error) {
      drop(connection);
      throw error;
    }
    if (this.#closed) await connection.end();
    else {
      this.#connection = connection;
      this.#beat(connection);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#heartbeat);
    const connection = this.#connection;
    this.#connection = undefined;
    await connection?.end();
  }

  #beat(connection: Client): void {
    this.#heartbeat = setTimeout(() => {
      connection.query('select 1').then(
        () => {
          if (this.#connection === connection) this.#beat(connection);
        },
        (error: unknown) => {
          this.#replace(connection, error);
        },
      );
    }, this.#parts.heartbeatMs);
  }

  #replace(connection: Client, error: unknown = new Error('it was closed')): void {
    if (this.#connection !== connection) return;
    this.#connection = undefined;
    clearTimeout(this.#heartbeat);
    console.error(`The listening database connection was lost: ${String(error)}`);
    drop(connection);
    this.#reconnectSoon();
  }

  #reconnectSoon(): void {
    this.#retry = setTimeout(() => {
      this.connect().then(this.#parts.onGap, () => {
        if (!this.#closed) this.#reconnectSoon();
      });
    }, RECONNECT_AFTER_MS);
  }
}

/** Closes a connection whose other end may never answer again. */
function drop(connection: Client): void {
  connection.end().catch(() => undefined);
  (connection as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
}
