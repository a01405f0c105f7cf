import type { Database, Queries } from '../database/database.js';

/** Carries what pods tell one another. Every pod hears all of it, the pod that told it included. */
export interface EventBus {
  /**
   * Tells all pods, in this order; if `queries` is a transaction then when that has committed.
   *
   * @param payloads - Each one shorter than 8,000 bytes.
   */
  publish(queries: Queries, payloads: readonly string[]): Promise<void>;
  /** @param onGap - Called when something may have been missed. */
  listen(handle: (payload: string) => void, onGap: () => void): Promise<void>;
  close(): Promise<void>;
}

const CHANNEL = 'symphony_pod';

/** The database itself: what was notified in a transaction is told when that commits, and only then. */
export function databaseBus(database: Database): EventBus {
  return {
    publish: async (queries, payloads) => {
      await queries.query('select pg_notify($1, payload) from unnest($2::text[]) as payload', [
        CHANNEL,
        payloads,
      ]);
    },
    listen: (handle, onGap) => database.listen(CHANNEL, handle, onGap),
    // It ends with the database.
    close: () => Promise.resolve(),
  };
}
