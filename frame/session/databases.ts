import { Promise } from '../../shared/natives.js';
import type { Kind } from './storage.js';

/**
 * A database that exists only while a list of databases is checked. An app's own database of this name is no problem,
 * because it has to go, too.
 */
const PROBE = '-';

/**
 * Lists and removes databases. WebKit lists none to a frame of another site, although the frame can have some. So a list
 * counts only if it contains a database that is open at that moment.
 *
 * An app that names its databases needs no such check. Only the deletion of a database tells whether it was there, so
 * named databases are deleted as soon as they are listed. All that the browser lists is listed, too.
 */
export function databasesOf(named?: readonly string[]): Kind {
  return {
    remove: deleteDatabase,
    list: async (factory: IDBFactory) => {
      const names = new Set<unknown>();
      // Several frames can check at the same time: the deletion waits until the others have closed the probe.
      const probe = !named && (await settled(factory.open(PROBE)));
      try {
        for (const { name } of await factory.databases()) names.add(name);
      } finally {
        if (probe) {
          (probe.target as IDBOpenDBRequest).result.close();
          await deleteDatabase(factory, PROBE);
        }
      }
      if (probe && !names.delete(PROBE)) throw new Error('name them in session.databases');
      for (const name of named ?? []) if ((await deleteDatabase(factory, name)).oldVersion) names.add(name);
      return [...names];
    },
  };
}

/** Resolves with the version of the deleted database as `oldVersion`: 0 if there was none. */
function deleteDatabase(factory: IDBFactory, name: string): Promise<IDBVersionChangeEvent> {
  // Ignore "blocked": the request succeeds once the other frames have closed the database, too.
  return settled(factory.deleteDatabase(name)) as Promise<IDBVersionChangeEvent>;
}

function settled(request: IDBOpenDBRequest): Promise<Event> {
  return new Promise((resolve, reject) => {
    request.onsuccess = resolve;
    request.onerror = () => {
      if (request.error) reject(request.error);
    };
  });
}
