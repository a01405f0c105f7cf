/**
 * Lists what is in the storage of this origin, each as `localStorage: draft`. Kinds that the environment does not have, or
 * does not list, are left out.
 */
export async function storageContents(): Promise<string[]> {
  const lists: Record<string, () => Iterable<string> | Promise<Iterable<string>>> = {
    localStorage: () => keysOf(localStorage),
    sessionStorage: () => keysOf(sessionStorage),
    cookies: () => document.cookie.split('; ').flatMap((pair) => /^[^=]+/.exec(pair)?.[0] ?? []),
    indexedDB: async () => (await indexedDB.databases()).map(({ name }) => name ?? ''),
    caches: () => caches.keys(),
  };
  const contents = await Promise.all(
    Object.entries(lists).map(async ([kind, list]) => {
      try {
        return Array.from(await list(), (name) => `${kind}: ${name}`);
      } catch {
        // There is no such storage here.
        return [];
      }
    }),
  );
  return contents.flat();
}

function keysOf(storage: Storage): string[] {
  return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
}
