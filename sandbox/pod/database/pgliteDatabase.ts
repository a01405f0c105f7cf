import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { inTransaction, type Database } from './database.js';
import { lockDataFolder } from './dataFolderLock.js';

/** An empty database, as files. Making one from nothing takes seconds; this process does that once. */
let empty: Promise<Blob | File> | undefined;

async function makeEmpty(): Promise<Blob | File> {
  const pglite = await PGlite.create();
  try {
    return await pglite.dumpDataDir('none');
  } finally {
    await pglite.close();
  }
}

/**
 * PostgreSQL inside this process.
 *
 * @param dataDir - Where it keeps its data; without one they live as long as the process.
 * @throws When another process uses that folder.
 */
export async function openPgliteDatabase(dataDir?: string): Promise<Database> {
  if (dataDir !== undefined) await mkdir(dataDir, { recursive: true });
  const unlock = dataDir === undefined ? undefined : await lockDataFolder(dataDir);
  try {
    const pglite = await (dataDir === undefined
      ? PGlite.create({ loadDataDir: await (empty ??= makeEmpty()) })
      : PGlite.create(join(dataDir, 'postgres')));
    return {
      query: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
        (await pglite.query<Row>(sql, [...parameters])).rows,
      execute: async (sql) => {
        await pglite.exec(sql);
      },
      afterCommit: (work) => {
        work();
      },
      transaction: async (work) => {
        const { result, committed } = await pglite.transaction(async (transaction) => {
          const { queries, committed } = inTransaction(
            async <Row>(sql: string, parameters: readonly unknown[] = []) =>
              (await transaction.query<Row>(sql, [...parameters])).rows,
          );
          return { result: await work(queries), committed };
        });
        committed();
        return result;
      },
      // Nothing lies between this process and this database, so there are no gaps.
      listen: async (channel, handle) => {
        await pglite.listen(channel, handle);
      },
      close: async () => {
        await pglite.close();
        await unlock?.();
      },
    };
  } catch (error) {
    await unlock?.();
    throw error;
  }
}
