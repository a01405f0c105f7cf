/** Empties what browsers keep for a frame's origin: what a logout has to do, whatever carries the order. */
export async function clearStorage(): Promise<void> {
  localStorage.clear();
  sessionStorage.clear();
  await Promise.all([
    indexedDB
      .databases()
      .then((databases) => databases.map(({ name = '' }) => indexedDB.deleteDatabase(name))),
    caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name)))),
  ]);
}
