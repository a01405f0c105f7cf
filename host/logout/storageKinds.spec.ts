import type { BrokenStorage } from '../../test/frame/behaviour.js';
import { hasCookiesInFrames } from '../../test/pages/cookies.js';
import { logOut } from '../../test/pages/logOut.js';
import { missingHere } from '../../test/pages/missingHere.js';
import { renderFrames, showFrames, type Shown } from '../../test/pages/showFrames.js';

const DEADLINE_MS = 8_000;
const KINDS = [
  'localStorage',
  'sessionStorage',
  'cookies',
  'indexedDB',
  'caches',
  'files',
  'serviceWorker',
  'storageBuckets',
].filter((kind) => !missingHere.includes(kind) && (kind !== 'cookies' || hasCookiesInFrames));

/** A frame of another site with something in every kind of storage. */
async function showFull(brokenStorage?: BrokenStorage): Promise<Shown> {
  const shown = await showFrames(1, { frame: brokenStorage ? { brokenStorage } : {} });
  if (brokenStorage) return shown;
  await shown.pod.tell({ do: 'fillStorage' });
  const [{ detail = {} } = {}] = await shown.pod.journalled('filled');
  for (const kind of KINDS) expect(detail[kind]).withContext(`${kind} before`).toBeGreaterThan(0);
  return shown;
}

/** How much a new frame of the pod finds in every kind of storage. */
async function lookAgain(shown: Shown): Promise<Record<string, unknown>> {
  await shown.pod.setFrame({});
  await renderFrames(shown);
  await shown.pod.tell({ do: 'lookAtStorage' });
  return (await shown.pod.journalled('found'))[0]?.detail ?? {};
}

describe('The storage of a frame of another site', () => {
  it('is emptied, of every kind that the browser has', async () => {
    const shown = await showFull();
    const { type, message, report } = await logOut(shown.symphony, DEADLINE_MS);
    expect(type).withContext(String(message)).toBe('success');
    expect(report.storage.unavailable).toEqual(missingHere);
    const found = await lookAgain(shown);
    for (const kind of KINDS) expect(found[kind]).withContext(kind).toBe(0);
  });

  it('that is still there on a second look is a failure, of every kind', async () => {
    const filled = await showFull();
    await filled.pod.setFrame({ brokenStorage: 'nothingIsRemoved' });
    await renderFrames(filled);
    const { type, report, message } = await logOut(filled.symphony, DEADLINE_MS);
    expect(type).toBe('LOGOUT_INCOMPLETE');
    expect(report.revoked).toBeTrue();
    expect(report.storage.emptied).toBeFalse();
    const { failures } = report.storage;
    // The session storage of the frame before is gone with it.
    for (const kind of KINDS.filter((each) => each !== 'sessionStorage')) {
      const problem = failures.find((failure) => failure.startsWith(`${kind}: `));
      expect(problem)
        .withContext(kind)
        .toMatch(/still there/);
      expect(message).toContain(`${kind}: `);
    }
  });

  const wrappers: [BrokenStorage, string][] = [
    ['databasesThrow', 'indexedDB'],
    ['localStorageThrows', 'localStorage'],
  ];
  for (const [brokenStorage, kind] of wrappers)
    it(`(${kind}) that a broken script makes throw a TypeError is a failure`, async () => {
      const { symphony } = await showFull(brokenStorage);
      const { type, report } = await logOut(symphony, DEADLINE_MS);
      expect(type).toBe('LOGOUT_INCOMPLETE');
      expect(report.storage.failures.length).toBe(1);
      expect(report.storage.failures[0]).toMatch(new RegExp(`${kind}: TypeError: this wrapper is broken`));
      expect(report.storage.unavailable).toEqual(missingHere);
    });

  for (const brokenStorage of ['cachesRefused', 'cachesMissing'] as const)
    it(`that the browser keeps from it (${brokenStorage}) is unavailable, and no failure`, async () => {
      const { symphony } = await showFull(brokenStorage);
      const { type, report } = await logOut(symphony, DEADLINE_MS);
      expect(type).toBe('success');
      expect([...report.storage.unavailable].sort()).toEqual([...missingHere, 'caches'].sort());
      expect(report.storage.failures).toEqual([]);
    });
});
