import type { BrokenStorage, FrameBehaviour } from './behaviour.js';

/** Of all that this app keeps. */
export const NAME = 'spec';

/** One kind of storage of this origin: how it is filled, and how to count what is in it. */
interface Kind {
  fill: () => unknown;
  count: () => number | Promise<number>;
}

interface Buckets {
  open: (name: string) => Promise<unknown>;
  keys: () => Promise<string[]>;
}

const buckets = (navigator as { storageBuckets?: Buckets }).storageBuckets;

const kinds: Record<string, Kind> = {
  localStorage: {
    fill: () => {
      localStorage.setItem(NAME, 'secret');
    },
    count: () => localStorage.length,
  },
  sessionStorage: {
    fill: () => {
      sessionStorage.setItem(NAME, 'secret');
    },
    count: () => sessionStorage.length,
  },
  cookies: {
    fill: () => {
      document.cookie = `${NAME}=secret;path=/;secure;samesite=none;partitioned`;
    },
    count: () => (document.cookie ? document.cookie.split('; ').length : 0),
  },
  indexedDB: {
    fill: async () => {
      (await openDatabase()).close();
    },
    // Not by the browser's list: some browsers list nothing in frames of other sites.
    count: async () => Number(await hasDatabase()),
  },
  caches: {
    fill: async () => (await caches.open(NAME)).put('/message', new Response('secret')),
    count: async () => (await caches.keys()).length,
  },
  serviceWorker: {
    fill: () => navigator.serviceWorker.register('/fixture/worker.js'),
    count: async () => (await navigator.serviceWorker.getRegistrations()).length,
  },
  ...('storage' in navigator && {
    files: {
      fill: async () => {
        const root = await navigator.storage.getDirectory();
        const folder = await root.getDirectoryHandle(NAME, { create: true });
        await folder.getFileHandle('message', { create: true });
      },
      count: async () => {
        const names: string[] = [];
        for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
        return names.length;
      },
    },
  }),
  ...(buckets && {
    storageBuckets: {
      fill: () => buckets.open(NAME),
      count: async () => (await buckets.keys()).length,
    },
  }),
};

/** Puts something into every kind of storage that this frame has. */
export async function fillStorage(): Promise<void> {
  await Promise.all(Object.values(kinds).map(({ fill }) => fill()));
}

/** How much is in every kind of storage. */
export async function countStorage(): Promise<Record<string, number>> {
  const counted = Object.entries(kinds).map(async ([name, { count }]) => [name, await count()] as const);
  return Object.fromEntries(await Promise.all(counted));
}

/** Opens the database of this app. */
export function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME);
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('The database did not open.'));
    };
  });
}

/** Tells whether the database of this app is there, and does not make it. */
function hasDatabase(): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME);
    request.onupgradeneeded = () => {
      request.transaction?.abort();
      resolve(false);
    };
    request.onsuccess = () => {
      request.result.close();
      resolve(true);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('The database did not open.'));
    };
  });
}

/** Saves a draft whenever this document is left or hidden. */
export function saveDrafts(name: string): void {
  for (const type of ['pagehide', 'visibilitychange']) {
    window.addEventListener(type, () => {
      localStorage.setItem(`${name} of ${type}`, 'secret');
    });
  }
  document.addEventListener('visibilitychange', () => {
    localStorage.setItem(`${name} of the document’s visibilitychange`, 'secret');
  });
}

function throwTypeError(): never {
  throw new TypeError('this wrapper is broken');
}

/** Puts something in the place of what a prototype has. */
function replace(prototype: object | undefined, name: string, value: () => unknown): void {
  if (prototype) Object.defineProperty(prototype, name, { value });
}

function replaceGlobal(name: string, get: () => unknown): void {
  Object.defineProperty(window, name, { get });
}

const breaks: Record<BrokenStorage, () => void> = {
  databasesThrow: () => {
    replace(IDBFactory.prototype, 'databases', throwTypeError);
  },
  databasesNotListed: () => {
    replace(IDBFactory.prototype, 'databases', () => Promise.resolve([]));
  },
  localStorageThrows: () => {
    replaceGlobal('localStorage', throwTypeError);
  },
  nothingIsRemoved: () => {
    replace(Storage.prototype, 'clear', () => undefined);
    replace(Storage.prototype, 'removeItem', () => undefined);
    replace(CacheStorage.prototype, 'delete', () => Promise.resolve(true));
    if ('storage' in navigator)
      replace(FileSystemDirectoryHandle.prototype, 'removeEntry', () => Promise.resolve());
    replace(ServiceWorkerRegistration.prototype, 'unregister', () => Promise.resolve(true));
    replace(buckets && (Object.getPrototypeOf(buckets) as object), 'delete', () => Promise.resolve());
    replace(IDBFactory.prototype, 'deleteDatabase', () => {
      const request = new EventTarget() as IDBOpenDBRequest;
      setTimeout(() => {
        request.onsuccess?.(new IDBVersionChangeEvent('success', { oldVersion: 1 }));
      });
      return request;
    });
    Object.defineProperty(document, 'cookie', { get: () => 'kept=1', set: () => undefined });
  },
  cachesRefused: () => {
    replaceGlobal('caches', () => {
      throw new DOMException('not for third parties', 'SecurityError');
    });
  },
  cachesMissing: () => {
    replaceGlobal('caches', () => undefined);
  },
};

/** Does to the browser's own functions what a script in this page, or the browser, has done. */
export function breakStorage({ brokenStorage }: FrameBehaviour): void {
  if (brokenStorage) breaks[brokenStorage]();
}
