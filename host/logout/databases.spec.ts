import type { FrameBehaviour } from '../../test/frame/behaviour.js';
import { logOut, outcomesOf } from '../../test/pages/logOut.js';
import { renderFrames, showFrames, type Shown } from '../../test/pages/showFrames.js';

const DEADLINE_MS = 8_000;

/** A frame of another site whose app has a database. */
async function showDatabase(frame: FrameBehaviour): Promise<Shown> {
  const shown = await showFrames(1, { frame });
  await shown.pod.tell({ do: 'fillStorage' });
  const [filled] = await shown.pod.journalled('filled');
  expect(filled?.detail?.['indexedDB']).withContext('databases before').toBe(1);
  return shown;
}

/** Whether a new frame of the pod finds the database. */
async function isLeft(shown: Shown): Promise<boolean> {
  await shown.pod.setFrame({});
  await renderFrames(shown);
  await shown.pod.tell({ do: 'lookAtStorage' });
  return (await shown.pod.journalled('found'))[0]?.detail?.['indexedDB'] !== 0;
}

describe('The databases of a frame of another site', () => {
  it('are deleted when the app has named them', async () => {
    const shown = await showDatabase({ databases: 'named' });
    const { type, message, report } = await logOut(shown.symphony, DEADLINE_MS);
    expect(type).withContext(String(message)).toBe('success');
    expect(report.storage.failures).toEqual([]);
    expect(await isLeft(shown)).toBeFalse();
  });

  it('are deleted when the app has named them, and the browser lists none', async () => {
    const shown = await showDatabase({ databases: 'named', brokenStorage: 'databasesNotListed' });
    const { type, message } = await logOut(shown.symphony, DEADLINE_MS);
    expect(type).withContext(String(message)).toBe('success');
    expect(await isLeft(shown)).toBeFalse();
  });

  it('make the logout incomplete when the browser lists none, and the app has not named them', async () => {
    const shown = await showDatabase({ databases: 'unnamed', brokenStorage: 'databasesNotListed' });
    const end = await logOut(shown.symphony, DEADLINE_MS);
    expect(end.type).toBe('LOGOUT_INCOMPLETE');
    expect(end.message).toContain('session.databases');
    expect(end.report.revoked).toBeTrue();
    expect(Object.values(outcomesOf(end))).toEqual(['acknowledged']);
    expect(end.report.storage.failures).toEqual([jasmine.stringMatching(/^indexedDB: .*session\.databases/)]);
    expect(await isLeft(shown)).toBeTrue();
  });

  it('are never left by a logout that succeeded, whether the browser lists them or not', async () => {
    const shown = await showDatabase({ databases: 'unnamed' });
    const { type, message } = await logOut(shown.symphony, DEADLINE_MS);
    if (await isLeft(shown)) {
      expect(type).toBe('LOGOUT_INCOMPLETE');
      expect(message).toContain('session.databases');
    } else expect(type).withContext(String(message)).toBe('success');
  });

  it('are no problem where there are none, and the app says so', async () => {
    const shown = await showFrames(2, { frame: { brokenStorage: 'databasesNotListed' } });
    const { type, message } = await logOut(shown.symphony, DEADLINE_MS);
    expect(type).withContext(String(message)).toBe('success');
    expect(await isLeft(shown)).toBeFalse();
  });
});
