import { afterSpec } from '../host/testing/afterSpec.js';
import { clearBrowserStorage } from './browserStorage.js';

const DATABASE = 'spec-database';

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

describe('clearBrowserStorage', () => {
  it('empties every kind of storage', async () => {
    localStorage.setItem('token', 'secret');
    sessionStorage.setItem('token', 'secret');
    document.cookie = 'token=secret;path=/';
    const cache = await caches.open('spec-cache');
    await cache.put('/message', new Response('secret'));
    (await openDatabase()).close();

    expect(await clearBrowserStorage()).toEqual({ unavailable: [], failures: [] });
    expect(localStorage.length).toBe(0);
    expect(sessionStorage.length).toBe(0);
    expect(document.cookie).toBe('');
    expect(await caches.keys()).toEqual([]);
    expect(await indexedDB.databases()).toEqual([]);
  });

  it('finds nothing to complain about where nothing is, and several times at once', async () => {
    localStorage.setItem('token', 'secret');
    (await openDatabase()).close();
    const runs = await Promise.all([clearBrowserStorage(), clearBrowserStorage(), clearBrowserStorage()]);
    for (const left of [...runs, await clearBrowserStorage()])
      expect(left).toEqual({ unavailable: [], failures: [] });
  });

  it('waits for a database that somebody still has open', async () => {
    const database = await openDatabase();
    const asked = new Promise<void>((resolve) => {
      database.onversionchange = () => {
        resolve();
      };
    });
    let isDone = false;
    const clearing = clearBrowserStorage().then((left) => {
      isDone = true;
      return left;
    });
    await asked;
    expect(isDone).toBeFalse();
    database.close();
    expect(await clearing).toEqual({ unavailable: [], failures: [] });
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
    expect(await clearBrowserStorage()).toEqual({ unavailable: [], failures: [] });
    expect(document.cookie).toBe('');
  });

  it('ends cookies without a name, and with a space in it', async () => {
    afterSpec(() => {
      document.cookie = '=-;max-age=0';
    });
    document.cookie = 'flag';
    document.cookie = 'a flag=1';
    expect(document.cookie).not.toBe('');
    expect(await clearBrowserStorage()).toEqual({ unavailable: [], failures: [] });
    expect(document.cookie).toBe('');
  });

  it('does not take databases that the browser does not list for none', async () => {
    (await openDatabase()).close();
    const listing = Object.getOwnPropertyDescriptor(IDBFactory.prototype, 'databases');
    Reflect.deleteProperty(IDBFactory.prototype, 'databases');
    let left;
    try {
      left = await clearBrowserStorage();
    } finally {
      Object.defineProperty(IDBFactory.prototype, 'databases', listing ?? {});
    }
    expect(left.unavailable).toEqual([]);
    expect(left.failures).toEqual([jasmine.stringMatching(/^indexedDB: .*list/)]);
    await clearBrowserStorage();
  });

  it('takes storage that the browser refuses for unavailable, and clears the rest', async () => {
    sessionStorage.setItem('token', 'secret');
    spyOnProperty(window, 'localStorage').and.throwError(new DOMException('no', 'SecurityError'));
    spyOnProperty(window, 'caches').and.returnValue(undefined as never);
    const { unavailable, failures } = await clearBrowserStorage();
    expect([...unavailable].sort()).toEqual(['caches', 'localStorage']);
    expect(failures).toEqual([]);
    expect(sessionStorage.length).toBe(0);
  });

  it('says what it could not clear', async () => {
    spyOn(CacheStorage.prototype, 'keys').and.rejectWith(new DOMException('disk', 'UnknownError'));
    const { unavailable, failures } = await clearBrowserStorage();
    expect(unavailable).toEqual([]);
    expect(failures).toEqual([jasmine.stringMatching(/^caches: .*disk/)]);
  });
});
