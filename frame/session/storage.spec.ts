import { afterSpec } from '../../test/pages/afterSpec.js';
import { missingHere } from '../../test/pages/missingHere.js';
import { until } from '../../test/pages/until.js';
import { emptyStorage } from './storage.js';

const DATABASE = 'spec-database';
const DEADLINE_MS = 5_000;
/** Nothing is left, and nothing is kept from this page but what this browser does not have. */
const EMPTY = { unavailable: missingHere, failures: [] };

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('messages').put('secret', 1);
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(new Error('The database did not open.'));
    };
  });
}

/** WebKit shows cookies that were deleted for some milliseconds once more, when it hears that they had been made. */
async function untilNoCookie(): Promise<void> {
  await until(() => !document.cookie, 'the cookies to be gone');
  expect(document.cookie).toBe('');
}

describe('emptyStorage', () => {
  it('empties every kind of storage', async () => {
    localStorage.setItem('token', 'secret');
    sessionStorage.setItem('token', 'secret');
    document.cookie = 'token=secret;path=/';
    const cache = await caches.open('spec-cache');
    await cache.put('/message', new Response('secret'));
    (await openDatabase()).close();

    expect(await emptyStorage(DEADLINE_MS)).toEqual(EMPTY);
    expect(localStorage.length).toBe(0);
    expect(sessionStorage.length).toBe(0);
    await untilNoCookie();
    expect(await caches.keys()).toEqual([]);
    expect(await indexedDB.databases()).toEqual([]);
  });

  it('empties items that are named like properties of every storage', async () => {
    const names = ['length', 'key', 'getItem', 'removeItem', 'clear', 'constructor', 'toString', '__proto__'];
    for (const storage of [localStorage, sessionStorage])
      for (const name of names) storage.setItem(name, 'secret');
    expect(await emptyStorage(DEADLINE_MS)).toEqual(EMPTY);
    expect([localStorage.length, sessionStorage.length]).toEqual([0, 0]);
  });

  it('finds nothing to complain about where nothing is, and several times at once', async () => {
    localStorage.setItem('token', 'secret');
    (await openDatabase()).close();
    const runs = await Promise.all([
      emptyStorage(DEADLINE_MS),
      emptyStorage(DEADLINE_MS),
      emptyStorage(DEADLINE_MS),
    ]);
    for (const left of [...runs, await emptyStorage(DEADLINE_MS)]) expect(left).toEqual(EMPTY);
  });

  it('waits for a database that somebody still has open', async () => {
    const database = await openDatabase();
    const asked = new Promise<void>((resolve) => {
      database.onversionchange = () => {
        resolve();
      };
    });
    let isDone = false;
    const clearing = emptyStorage(DEADLINE_MS).then((left) => {
      isDone = true;
      return left;
    });
    await asked;
    expect(isDone).toBeFalse();
    database.close();
    expect(await clearing).toEqual(EMPTY);
    expect(await indexedDB.databases()).toEqual([]);
  });

  it('ends cookies whatever they are called and hold', async () => {
    afterSpec(() => {
      for (const name of ['__Secure-id', '__Host-id']) document.cookie = `${name}=;path=/;secure;max-age=0`;
    });
    document.cookie = 'a.b-c_d=x=y==;path=/';
    document.cookie = '__Secure-id=1;path=/;secure';
    document.cookie = '__Host-id=1;path=/;secure';
    document.cookie = 'empty=;path=/';
    document.cookie = 'partitioned=1;path=/;secure;samesite=none;partitioned';
    expect(document.cookie).not.toBe('');
    expect(await emptyStorage(DEADLINE_MS)).toEqual(EMPTY);
    await untilNoCookie();
  });

  it('ends cookies without a name, and with a space in it', async () => {
    afterSpec(() => {
      document.cookie = '=-;max-age=0';
    });
    document.cookie = 'flag';
    document.cookie = 'a flag=1';
    expect(document.cookie).not.toBe('');
    expect(await emptyStorage(DEADLINE_MS)).toEqual(EMPTY);
    await untilNoCookie();
  });

  it('does not take databases that the browser does not list for none', async () => {
    (await openDatabase()).close();
    const listing = Object.getOwnPropertyDescriptor(IDBFactory.prototype, 'databases');
    Reflect.deleteProperty(IDBFactory.prototype, 'databases');
    let left;
    try {
      left = await emptyStorage(DEADLINE_MS);
    } finally {
      Object.defineProperty(IDBFactory.prototype, 'databases', listing ?? {});
    }
    expect(left.unavailable).toEqual(missingHere);
    expect(left.failures).toEqual([jasmine.stringMatching(/^indexedDB: .*databases/)]);
    await emptyStorage(DEADLINE_MS);
  });

  it('takes storage that the browser refuses for unavailable, and clears the rest', async () => {
    sessionStorage.setItem('token', 'secret');
    spyOnProperty(window, 'localStorage').and.throwError(new DOMException('no', 'SecurityError'));
    spyOnProperty(window, 'caches').and.returnValue(undefined as never);
    const { unavailable, failures } = await emptyStorage(DEADLINE_MS);
    expect([...unavailable].sort()).toEqual(['caches', 'localStorage', ...missingHere].sort());
    expect(failures).toEqual([]);
    expect(sessionStorage.length).toBe(0);
  });

  it('says what it could not clear', async () => {
    spyOn(CacheStorage.prototype, 'keys').and.rejectWith(new DOMException('disk', 'UnknownError'));
    const { unavailable, failures } = await emptyStorage(DEADLINE_MS);
    expect(unavailable).toEqual(missingHere);
    expect(failures).toEqual([jasmine.stringMatching(/^caches: .*disk/)]);
  });
});

describe('emptyStorage, for databases', () => {
  function listNothing(): jasmine.Spy {
    return spyOn(IDBFactory.prototype, 'databases').and.resolveTo([]);
  }

  async function isThere(): Promise<boolean> {
    return (await indexedDB.databases()).some(({ name }) => name === DATABASE);
  }

  it('takes a list for a failure that does not have a database just made, and leaves none of its own', async () => {
    const listing = listNothing();
    const { unavailable, failures } = await emptyStorage(DEADLINE_MS);
    expect(unavailable).toEqual(missingHere);
    expect(failures).toEqual([jasmine.stringMatching(/^indexedDB: .*session\.databases/)]);
    listing.and.callThrough();
    expect(await indexedDB.databases()).toEqual([]);
  });

  it('deletes those that are named, whatever the browser lists', async () => {
    (await openDatabase()).close();
    const listing = listNothing();
    expect(await emptyStorage(DEADLINE_MS, [DATABASE, 'another'])).toEqual(EMPTY);
    listing.and.callThrough();
    expect(await indexedDB.databases()).toEqual([]);
  });

  it('deletes those that the browser lists, whatever is named', async () => {
    (await openDatabase()).close();
    expect(await emptyStorage(DEADLINE_MS, [])).toEqual(EMPTY);
    expect(await isThere()).toBeFalse();
  });

  it('says which named ones are still there on a second look', async () => {
    (await openDatabase()).close();
    listNothing();
    const deleting = spyOn(IDBFactory.prototype, 'deleteDatabase').and.callFake(() => {
      const request = new EventTarget() as IDBOpenDBRequest;
      queueMicrotask(() => {
        request.onsuccess?.(new IDBVersionChangeEvent('success', { oldVersion: 1 }));
      });
      return request;
    });
    const { failures } = await emptyStorage(DEADLINE_MS, [DATABASE]);
    expect(failures).toEqual([jasmine.stringMatching(`^indexedDB: .*1 of 1 are still there: ${DATABASE}`)]);
    deleting.and.callThrough();
    expect((await emptyStorage(DEADLINE_MS, [DATABASE])).failures).toEqual([]);
  });

  it('says so when one that is named cannot be deleted', async () => {
    spyOn(IDBFactory.prototype, 'deleteDatabase').and.callFake(() => {
      const request = new EventTarget() as IDBOpenDBRequest;
      Object.defineProperty(request, 'error', { value: new DOMException('disk', 'UnknownError') });
      queueMicrotask(() => {
        request.onerror?.(new Event('error'));
      });
      return request;
    });
    const { failures } = await emptyStorage(DEADLINE_MS, [DATABASE]);
    expect(failures).toEqual([jasmine.stringMatching(/^indexedDB: .*disk/)]);
  });

  it('believes the list, and checks it in many frames at once', async () => {
    (await openDatabase()).close();
    const runs = await Promise.all(Array.from({ length: 20 }, () => emptyStorage(DEADLINE_MS)));
    for (const left of runs) expect(left).toEqual(EMPTY);
    expect(await indexedDB.databases()).toEqual([]);
  });

  it('leaves no database of its own behind where the list cannot be read', async () => {
    const listing = spyOn(IDBFactory.prototype, 'databases').and.rejectWith(new TypeError('broken'));
    expect((await emptyStorage(DEADLINE_MS)).failures).toEqual([jasmine.stringMatching(/broken/)]);
    listing.and.callThrough();
    expect(await indexedDB.databases()).toEqual([]);
  });
});
