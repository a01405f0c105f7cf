import { afterSpec } from '../../test/pages/afterSpec.js';
import { missingHere } from '../../test/pages/missingHere.js';
import { pendingHere } from '../../test/pages/pendingHere.js';
import { emptyStorage } from './storage.js';

const DEADLINE_MS = 5_000;
const NAME = 'spec-kind';

interface Buckets {
  open: (name: string) => Promise<unknown>;
  keys: () => Promise<string[]>;
  delete: (name: string) => Promise<void>;
}

const { storageBuckets } = navigator as { storageBuckets?: Buckets };

async function filesIn(): Promise<string[]> {
  const names: string[] = [];
  for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
  return names;
}

async function makeFolder(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(NAME, { create: true });
  await folder.getFileHandle('message', { create: true });
}

describe('emptyStorage', () => {
  it('removes folders, with all that is in them, from the origin private file system', async () => {
    if (missingHere.includes('files')) pendingHere('this browser has no origin private file system');
    await makeFolder();
    expect(await filesIn()).toEqual([NAME]);
    expect((await emptyStorage(DEADLINE_MS)).failures).toEqual([]);
    expect(await filesIn()).toEqual([]);
  });

  it('says which files are still there on a second look', async () => {
    if (missingHere.includes('files')) pendingHere('this browser has no origin private file system');
    await makeFolder();
    afterSpec(async () => {
      await emptyStorage(DEADLINE_MS);
    });
    spyOn(FileSystemDirectoryHandle.prototype, 'removeEntry').and.resolveTo();
    expect((await emptyStorage(DEADLINE_MS)).failures).toEqual([
      jasmine.stringMatching(`^files: .*1 of 1 are still there: ${NAME}`),
    ]);
  });

  it('removes storage buckets, and says which are still there', async () => {
    if (!storageBuckets) {
      expect((await emptyStorage(DEADLINE_MS)).unavailable).toContain('storageBuckets');
      return;
    }
    await storageBuckets.open(NAME);
    const removing = spyOn(Object.getPrototypeOf(storageBuckets) as Buckets, 'delete').and.resolveTo();
    expect((await emptyStorage(DEADLINE_MS)).failures).toEqual([
      jasmine.stringMatching(`^storageBuckets: .*1 of 1 are still there: ${NAME}`),
    ]);
    removing.and.callThrough();
    expect((await emptyStorage(DEADLINE_MS)).failures).toEqual([]);
    expect(await storageBuckets.keys()).toEqual([]);
  });

  it('unregisters service workers, and says which are still there', async () => {
    const registrations: { unregister: () => Promise<boolean> }[] = [];
    const unregistered = jasmine.createSpy().and.callFake(() => Promise.resolve(!!registrations.pop()));
    const listing = spyOn(navigator.serviceWorker, 'getRegistrations').and.callFake(() =>
      Promise.resolve([...registrations] as unknown as ServiceWorkerRegistration[]),
    );
    registrations.push({ unregister: unregistered });
    expect((await emptyStorage(DEADLINE_MS)).failures).toEqual([]);
    expect(unregistered).toHaveBeenCalledTimes(1);
    expect(listing).toHaveBeenCalledTimes(2);
    registrations.push({ unregister: () => Promise.resolve(false) });
    expect((await emptyStorage(DEADLINE_MS)).failures).toEqual([
      jasmine.stringMatching(/^serviceWorker: .*1 of 1 are still there/),
    ]);
  });

  it('takes a TypeError of a replaced indexedDB.databases for a failure, whatever its words are', async () => {
    spyOn(IDBFactory.prototype, 'databases').and.throwError(new TypeError('SecurityError'));
    const { unavailable, failures } = await emptyStorage(DEADLINE_MS);
    expect(unavailable).not.toContain('indexedDB');
    expect(failures).toEqual([jasmine.stringMatching(/^indexedDB: TypeError/)]);
  });

  it('takes a SecurityError of one kind for unavailable, and the same of a second look as well', async () => {
    spyOn(CacheStorage.prototype, 'keys').and.rejectWith(new DOMException('no', 'SecurityError'));
    const { unavailable, failures } = await emptyStorage(DEADLINE_MS);
    expect(unavailable).toContain('caches');
    expect(failures).toEqual([]);
  });

  describe('in a browser that denies all storage, with other errors for databases and service workers,', () => {
    function refuseDatabases(): void {
      spyOn(navigator.serviceWorker, 'getRegistrations').and.rejectWith(
        new DOMException('no', 'NotSupportedError'),
      );
      spyOn(IDBFactory.prototype, 'open').and.callFake(() => {
        const error = new DOMException('The user denied permission', 'UnknownError');
        const request = { error } as unknown as IDBOpenDBRequest;
        setTimeout(() => {
          request.onerror?.(new Event('error'));
        });
        return request;
      });
    }

    it('takes them for unavailable', async () => {
      refuseDatabases();
      spyOnProperty(window, 'localStorage').and.throwError(new DOMException('no', 'SecurityError'));
      const { unavailable, failures } = await emptyStorage(DEADLINE_MS);
      expect(unavailable).toEqual(jasmine.arrayContaining(['indexedDB', 'localStorage', 'serviceWorker']));
      expect(failures).toEqual([]);
    });

    it('takes the same errors for failures where localStorage is not denied', async () => {
      refuseDatabases();
      const { failures } = await emptyStorage(DEADLINE_MS);
      expect(failures.sort()).toEqual([
        jasmine.stringMatching(/^indexedDB: UnknownError: .*denied permission/),
        jasmine.stringMatching(/^serviceWorker: NotSupportedError/),
      ]);
    });
  });

  it('empties the other kinds when one never ends, and says which one that is', async () => {
    localStorage.setItem('token', 'secret');
    spyOn(CacheStorage.prototype, 'keys').and.returnValue(new Promise(() => undefined));
    const { failures } = await emptyStorage(300);
    expect(failures).toEqual([jasmine.stringMatching(/^caches: .*300 ms/)]);
    expect(localStorage.length).toBe(0);
  });
});
