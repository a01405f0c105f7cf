/** What became of the storage that was not simply cleared. */
export interface StorageLeft {
  /** Kinds that the browser keeps from this frame: nothing of this frame can be in them. */
  unavailable: string[];
  /** What is still there, and why. */
  failures: string[];
}

const kinds = {
  localStorage: () => {
    localStorage.clear();
  },
  sessionStorage: () => {
    sessionStorage.clear();
  },
  indexedDB: async () => {
    // Older browsers have databases, and no list of them.
    if (!('databases' in indexedDB)) throw new Error('the browser does not list databases');
    await Promise.all(
      (await indexedDB.databases()).map(
        ({ name }) =>
          new Promise((resolve, reject) => {
            // "blocked" is no end: it goes through once the other frames have closed the database too.
            const request = indexedDB.deleteDatabase(name ?? '');
            request.onsuccess = resolve;
            request.onerror = reject;
          }),
      ),
    );
  },
  caches: async () => {
    await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  },
  cookies: () => {
    // Each look at them asks another process, for each frame of a logout.
    const names = cookieNames();
    if (!names.length) return;
    // A cookie ends only under the path, the domain and the partition that it was set with, and third parties may write
    // none that is not `SameSite=None`.
    const domains = location.hostname
      .split('.')
      .map((_, depth, labels) => `;domain=${labels.slice(depth).join('.')}`);
    let path = '';
    for (const folder of location.pathname.split('/')) {
      path += folder;
      for (const end of ['', '/']) {
        for (const domain of ['', ...domains]) {
          for (const kind of ['', ';secure;samesite=none', ';secure;samesite=none;partitioned']) {
            for (const name of names)
              // With a value, since a cookie may have no name, and none has neither.
              document.cookie = `${name}=-;max-age=0;path=${path}${end}${domain}${kind}`;
          }
        }
      }
      path += '/';
    }
    if (document.cookie) throw new Error(cookieNames().join());
  },
};

/**
 * Empties all storage that scripts of this origin can reach from this frame: localStorage, sessionStorage, IndexedDB,
 * Cache Storage and readable cookies. Cookies marked `HttpOnly` are the pod's to end.
 *
 * Never rejects. Clearing what is empty is fine, as is several frames doing so at once.
 */
export async function clearBrowserStorage(): Promise<StorageLeft> {
  const unavailable: string[] = [];
  const failures: string[] = [];
  await Promise.all(
    Object.entries(kinds).map(async ([kind, clear]) => {
      try {
        await clear();
      } catch (thrown) {
        // Browsers refuse storage to third parties with a SecurityError, or by not defining it at all.
        if (/^(Security|Type|Reference)Error/.test(String(thrown))) unavailable.push(kind);
        else failures.push(`${kind}: ${String(thrown)}`);
      }
    }),
  );
  return { unavailable, failures };
}

function cookieNames(): string[] {
  const { cookie } = document;
  return cookie ? cookie.split('; ').map((pair) => /^(.*?)=/.exec(pair)?.[1] ?? '') : [];
}
