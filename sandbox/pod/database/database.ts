/** What runs SQL: the database, or a transaction on it. */
export interface Queries {
  /** Runs one statement with `$1`-style parameters and gives its rows. */
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Does this when the transaction has committed, and not at all when it does not; outside of one, now. */
  afterCommit(work: () => void): void;
}

/** PostgreSQL, in this process or elsewhere. The pod knows no more of it than this. */
export interface Database extends Queries {
  /** Runs several statements without parameters. */
  execute(sql: string): Promise<void>;
  /** Commits what `work` did when it resolves, and nothing of it when it rejects. */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  /**
   * Hears what any process notifies on a channel.
   *
   * @param onGap - Called after the connection was lost and is back: what was notified in between was missed.
   */
  listen(channel: string, handle: (payload: string) => void, onGap: () => void): Promise<void>;
  close(): Promise<void>;
}

/** The first row of a statement that always gives one. */
export async function queryOne<Row>(
  queries: Queries,
  sql: string,
  parameters?: readonly unknown[],
): Promise<Row> {
  const [row] = await queries.query<Row>(sql, parameters);
  if (row === undefined)
    throw new Error('Failed to query the database: a statement that always gives a row gave none.');
  return row;
}

/** The queries of a transaction, and what to call when it has committed. */
export function inTransaction(query: Queries['query']): { queries: Queries; committed: () => void } {
  const works: (() => void)[] = [];
  return {
    queries: {
      query,
      afterCommit: (work) => {
        works.push(work);
      },
    },
    committed: () => {
      for (const work of works) {
        try {
          work();
        } catch (error) {
          // What is committed stays so, whatever fails now.
          console.error('Failed to do what follows a transaction:', error);
        }
      }
    },
  };
}
