import type { StorageLeft } from '../../shared/wire/contract.js';
import { failure, SymphonyError } from '../../shared/errors.js';
import { Promise } from '../../shared/natives.js';
import { databasesOf } from './databases.js';
import { inTime } from './inTime.js';

/** How to list the items in one kind of storage, and how to remove an item. */
export interface Kind {
  /** Returns the storage. Not needed if the window or the navigator has a property with the name of the kind. */
  open?: () => unknown;
  list: (store: never) => readonly unknown[] | Promise<readonly unknown[]>;
  remove: (store: never, item: never) => unknown;
}

const webStorage: Kind = {
  // Object.keys() omits items that have the name of a property of every storage, for example `length` or `key`.
  list: (storage: Storage) => Array.from({ length: storage.length }, (_, index) => storage.key(index)),
  remove: (storage: Storage, key: string) => {
    storage.removeItem(key);
  },
};
const namedThings: Kind = {
  list: (store: CacheStorage) => store.keys(),
  remove: (store: CacheStorage, name: string) => store.delete(name),
};

/** The kinds that can be emptied within one turn of the event loop. */
const synchronous: Record<string, Kind> = {
  localStorage: webStorage,
  sessionStorage: webStorage,
  cookies: { open: () => document, list: cookieNames, remove: removeCookie },
};
const kinds: Record<string, Kind> = {
  caches: namedThings,
  storageBuckets: namedThings,
  files: {
    open: () => (navigator.storage as Partial<StorageManager> | undefined)?.getDirectory?.(),
    list: namesIn,
    remove: (directory: FileSystemDirectoryHandle, name: string) =>
      directory.removeEntry(name, { recursive: true }),
  },
  serviceWorker: {
    list: (container: ServiceWorkerContainer) => container.getRegistrations(),
    remove: (_, registration: ServiceWorkerRegistration) => registration.unregister(),
  },
  // After the others, which have asked the browser by then.
  ...synchronous,
};

/**
 * Empties all storage that scripts in this frame can access, and checks that it is empty: localStorage, sessionStorage,
 * readable cookies, IndexedDB, Cache Storage, the origin private file system, Storage Buckets and service worker
 * registrations. Only the pod can delete cookies marked `HttpOnly`.
 *
 * Never rejects. The storage can already be empty, and several frames can empty it at the same time.
 *
 * @param deadlineMs - The deadline, in milliseconds. Kinds that are not empty by then are reported as failures.
 * @param databases - The names of all databases of the app, if it has named them.
 */
export async function emptyStorage(deadlineMs: number, databases?: readonly string[]): Promise<StorageLeft> {
  const unavailable: string[] = [];
  const failures: string[] = [];
  await Promise.all(
    Object.entries({ indexedDB: databasesOf(databases), ...kinds }).map(async ([name, kind]) => {
      try {
        const isThere = await inTime(empty(name, kind), deadlineMs, () =>
          failure('TIMEOUT', 'empty it', `something keeps it open after ${Math.round(deadlineMs)} ms`),
        );
        if (!isThere) unavailable.push(name);
      } catch (thrown) {
        if (isDenial(thrown)) unavailable.push(name);
        else failures.push(`${name}: ${thrown instanceof SymphonyError ? thrown.message : String(thrown)}`);
      }
    }),
  );
  return { unavailable, failures };
}

/** Whether the browser denies the storage. After any other error, data may still be there. */
function isDenial(thrown: unknown): boolean {
  const { name = '' } = Object(thrown) as Partial<Error>;
  if (name === 'SecurityError') return true;
  // A Chromium that denies a frame all storage has other names for that where databases and service workers are asked for.
  if (!/^(Unknown|NotSupported)Error$/.test(name)) return false;
  try {
    return !localStorage;
  } catch (denied) {
    return (denied as Error).name === 'SecurityError';
  }
}

/** Empties the synchronous kinds in this turn of the event loop, as far as the browser allows it. */
export function emptySynchronously(): void {
  try {
    // First, and without a loop: Firefox can stop a script in a loop or a call when it ends the process of a removed frame.
    localStorage.clear();
    sessionStorage.clear();
  } catch {
    // The browser denies them, or the app has replaced them. What can be emptied is emptied below.
  }
  for (const [name, kind] of Object.entries(synchronous)) {
    try {
      const store = open(name, kind) as never;
      for (const item of kind.list(store) as never[]) kind.remove(store, item);
    } catch {
      // The frame is being removed, so no error can reach the host. The other kinds must still be emptied.
    }
  }
}

function open(name: string, kind: Kind): unknown {
  type Stores = Partial<Record<string, unknown>>;
  return kind.open
    ? kind.open()
    : ((window as unknown as Stores)[name] ?? (navigator as unknown as Stores)[name]);
}

/** Resolves with whether this browser has such a storage. Rejects if something is left in it. */
async function empty(name: string, kind: Kind): Promise<boolean> {
  const opened = await open(name, kind);
  if (!opened) return false;
  const store = opened as never;
  const found = await kind.list(store);
  if (found.length) {
    await Promise.all(found.map((item) => kind.remove(store, item as never)));
    const left = await kind.list(store);
    if (left.length) throw new Error(`${left.length} of ${found.length} are still there: ${left.join()}`);
  }
  return true;
}

async function namesIn(directory: FileSystemDirectoryHandle): Promise<string[]> {
  const names: string[] = [];
  for await (const name of directory.keys()) names.push(name);
  return names;
}

function cookieNames(): string[] {
  const { cookie } = document;
  return cookie ? cookie.split('; ').map((pair) => /^(.*?)=/.exec(pair)?.[1] ?? '') : [];
}

/**
 * A cookie can be deleted only with its own path, domain and partition, and scripts cannot read these. So this tries
 * all that are possible. Third parties can only write cookies with `SameSite=None`.
 */
function removeCookie(_: unknown, name: string): void {
  const domains = location.hostname
    .split('.')
    .map((_, depth, labels) => `;domain=${labels.slice(depth).join('.')}`);
  let path = '';
  for (const folder of location.pathname.split('/')) {
    path += folder;
    for (const end of ['', '/']) {
      for (const domain of ['', ...domains]) {
        for (const attributes of ['', ';secure;samesite=none', ';secure;samesite=none;partitioned']) {
          // Needs a value: browsers ignore a cookie that has neither a name nor a value.
          document.cookie = `${name}=-;max-age=0;path=${path}${end}${domain}${attributes}`;
        }
      }
    }
    path += '/';
  }
}
