import { Client, Pool, type ClientBase } from 'pg';
import type { Database, Queries } from './database.js';

const RECONNECT_AFTER_MS = 500;

/**
 * A PostgreSQL server, which several pods may share.
 *
 * @param url - Its address, as in `postgres://user:password@host/database`.
 */
export function openPostgresDatabase(url: string): Database {
  const pool = new Pool({ connectionString: url, max: 10 });
  // A connection lost while idle is replaced at the next query; without a listener it would end the process. A pool
  // that has ended may still report connections, for it does not wait until they are closed.
  pool.on('error', (error) => {
    if (!pool.ending) console.error(`A database connection was lost: ${error.message}`);
  });
  const listeners: Listener[] = [];
  return {
    ...queriesOf(pool),
    execute: async (sql) => {
      await pool.query(sql);
    },
    transaction: async (work) => {
      const connection = await pool.connect();
      let failure: Error | undefined;
      try {
        await connection.query('begin');
        const result = await work(queriesOf(connection));
        await connection.query('commit');
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
      const listener = new Listener(url, channel, handle, onGap);
      listeners.push(listener);
      await listener.connect();
    },
    close: async () => {
      await Promise.all(listeners.map((listener) => listener.close()));
      await pool.end();
    },
  };
}

function queriesOf(connection: Pool | ClientBase): Queries {
  return {
    query: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
      (await connection.query(sql, [...parameters])).rows as Row[],
  };
}

/** A connection of its own that listens, and comes back when it was lost. */
class Listener {
  readonly #url: string;
  readonly #channel: string;
  readonly #handle: (payload: string) => void;
  readonly #onGap: () => void;
  #connection: Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(url: string, channel: string, handle: (payload: string) => void, onGap: () => void) {
    this.#url = url;
    this.#channel = channel;
    this.#handle = handle;
    this.#onGap = onGap;
  }

  async connect(): Promise<void> {
    const connection = new Client({ connectionString: this.#url, keepAlive: true });
    connection.on('notification', ({ payload }) => {
      this.#handle(payload ?? '');
    });
    connection.on('error', (error) => {
      console.error(`The listening database connection was lost: ${error.message}`);
    });
    connection.on('end', () => {
      if (this.#connection === connection) this.#reconnectSoon();
    });
    await connection.connect();
    await connection.query(`listen ${connection.escapeIdentifier(this.#channel)}`);
    if (this.#closed) await connection.end();
    else this.#connection = connection;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    const connection = this.#connection;
    this.#connection = undefined;
    await connection?.end();
  }

  #reconnectSoon(): void {
    this.#connection = undefined;
    this.#retry = setTimeout(() => {
      this.connect().then(this.#onGap, () => {
        if (!this.#closed) this.#reconnectSoon();
      });
    }, RECONNECT_AFTER_MS);
  }
}
