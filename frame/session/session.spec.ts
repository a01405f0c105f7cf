import { failure, SymphonyError } from '../../shared/errors.js';
import { Lifetime } from '../../shared/lifetime.js';
import { afterSpec } from '../../test/pages/afterSpec.js';
import { block } from '../../test/pages/block.js';
import { missingHere } from '../../test/pages/missingHere.js';
import type { Clearing, StorageLeft } from '../../shared/wire/contract.js';
import { ANSWER_SHARE } from '../durations.js';
import { createSession, type EndOptions, type Session, type SessionHooks } from './session.js';

const DEADLINE_MS = 600;

let logouts = 0;

/** A logout of its own, unless the spec says otherwise. */
function logoutOf(more: Partial<EndOptions> = {}): EndOptions {
  return { logoutId: String(++logouts), reason: 'logout', revoke: true, deadlineMs: DEADLINE_MS, ...more };
}

/** Ends the session, and then empties the storage, as a host asks for it. */
async function endAndEmpty(session: Session, options: EndOptions): Promise<Clearing & StorageLeft> {
  const clearing = await session.end(options);
  return { ...clearing, ...(await session.emptyStorage(options)) };
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}

/** Hooks that write down when they are called, and whether storage was still there then. */
function recordHooks(more: SessionHooks = {}): { hooks: SessionHooks; order: string[] } {
  const order: string[] = [];
  const note = (name: string): void => {
    order.push(`${name}${localStorage.getItem('token') ? '' : ' without storage'}`);
  };
  localStorage.setItem('token', 'secret');
  afterSpec(() => {
    localStorage.removeItem('token');
  });
  return {
    order,
    hooks: {
      stop: (options) => {
        note('stop');
        more.stop?.(options);
      },
      revoke: async (options) => {
        note('revoke');
        await more.revoke?.(options);
        note('revoked');
      },
      clear: async (options) => {
        note('clear');
        await more.clear?.(options);
        note('cleared');
      },
    },
  };
}

describe('createSession', () => {
  it('stops, revokes, clears the app’s data and then the storage, in this order', async () => {
    const { hooks, order } = recordHooks();
    const session = createSession(hooks);
    expect(await session.end(logoutOf())).toEqual(jasmine.objectContaining({ revoked: true, cleared: true }));
    expect(localStorage.getItem('token')).toBe('secret');
    expect(await session.emptyStorage(logoutOf())).toEqual({ unavailable: missingHere, failures: [] });
    expect(order).toEqual(['stop', 'revoke', 'revoked', 'clear', 'cleared']);
    expect(localStorage.getItem('token')).toBeNull();
  });

  it('says that data is left, rather than that the pod is late', async () => {
    const clear = (): never => {
      throw new Error('disk');
    };
    const { cleared, error } = await createSession({ revoke: never, clear }).end(logoutOf());
    expect(cleared).toBeFalse();
    expect(error?.type).toBe('ERROR');
    expect(error?.message).toMatch(/clear: disk.*revoke/s);
  });

  it('says which storage could not be emptied', async () => {
    spyOn(CacheStorage.prototype, 'keys').and.rejectWith(new DOMException('disk', 'UnknownError'));
    const { failures } = await createSession({}).emptyStorage(logoutOf());
    expect(failures).toEqual([jasmine.stringMatching(/^caches: .*disk/)]);
  });

  it('stops within the same turn of the event loop', async () => {
    const stop = jasmine.createSpy();
    const ending = createSession({ stop }).end(logoutOf({ reason: 'expired', revoke: false }));
    expect(stop).toHaveBeenCalledOnceWith({ reason: 'expired' });
    // What it still does must not happen in the next spec.
    await ending;
  });

  it('does not revoke unless it is asked to', async () => {
    const { hooks, order } = recordHooks();
    const clearing = await createSession(hooks).end(logoutOf({ revoke: false }));
    expect(clearing).toEqual(jasmine.objectContaining({ revoked: false, cleared: true }));
    expect(order).toEqual(['stop', 'clear', 'cleared']);
  });

  it('clears the storage of an app that has no hooks', async () => {
    localStorage.setItem('token', 'secret');
    expect(await endAndEmpty(createSession({}), logoutOf({ revoke: false }))).toEqual(
      jasmine.objectContaining({ revoked: false, cleared: true, unavailable: missingHere, failures: [] }),
    );
    expect(localStorage.length).toBe(0);
  });

  it('does not say that it revoked when it has nothing to revoke with', async () => {
    const clearing = await createSession({}).end(logoutOf());
    expect(clearing.revoked).toBeFalse();
    expect(clearing.cleared).toBeTrue();
    expect(clearing.error?.message).toContain('revoke');
  });

  it('clears storage, and answers in time, when clear never ends', async () => {
    const { hooks } = recordHooks({ clear: never });
    const clearing = await endAndEmpty(createSession(hooks), logoutOf());
    expect(clearing.revoked).toBeTrue();
    expect(clearing.cleared).toBeFalse();
    expect(clearing.error?.type).toBe('TIMEOUT');
    expect(localStorage.length).toBe(0);
  });

  it('tells clear when its time is up', async () => {
    let isTold = false;
    const clear = ({ signal }: { signal: AbortSignal }): Promise<void> =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          isTold = true;
          resolve();
        });
      });
    await createSession({ clear }).end(logoutOf({ revoke: false }));
    expect(isTold).toBeTrue();
  });

  it('clears everything when revoke never ends', async () => {
    const { hooks, order } = recordHooks({ revoke: never });
    const clearing = await endAndEmpty(createSession(hooks), logoutOf());
    expect(clearing.revoked).toBeFalse();
    expect(clearing.cleared).toBeTrue();
    expect(clearing.error?.type).toBe('TIMEOUT');
    expect(order).toEqual(['stop', 'revoke', 'clear', 'cleared']);
    expect(localStorage.length).toBe(0);
  });

  it('answers when nothing ever ends', async () => {
    const { hooks } = recordHooks({ revoke: never, clear: never });
    const session = createSession(hooks);
    const startedAt = performance.now();
    const { revoked, cleared } = await session.end(logoutOf({ deadlineMs: 5 * DEADLINE_MS }));
    expect(performance.now() - startedAt)
      .withContext('milliseconds until it answered')
      .toBeLessThan(10 * DEADLINE_MS);
    expect([revoked, cleared]).toEqual([false, false]);
    expect((await session.emptyStorage(logoutOf())).failures).toEqual([]);
    expect(localStorage.length).toBe(0);
  });

  it('does not wait any longer because the thread was busy just before the deadline', async () => {
    const answering = createSession({ revoke: never }).end(logoutOf());
    // The clock gives every other wait more time then.
    const waiting = new Lifetime()
      .until(never(), DEADLINE_MS * ANSWER_SHARE, () => failure('TIMEOUT', 'wait', 'it is too late'))
      .catch(() => 'waited');
    setTimeout(() => {
      block(DEADLINE_MS * 0.4);
    }, DEADLINE_MS * 0.7);
    const answer = answering.then(({ error }) => error?.type);
    expect(await Promise.race([answer, waiting])).toBe('TIMEOUT');
    await waiting;
  });

  it('answers when a database stays open for ever', async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('kept-open');
      request.onsuccess = () => {
        resolve(request.result);
      };
    });
    const { failures } = await createSession({}).emptyStorage(logoutOf());
    database.close();
    expect(failures).toEqual([jasmine.stringMatching(/^indexedDB: .*keeps it open.* ms/)]);
  });

  it('goes on when a hook throws, and says so with its words', async () => {
    const { hooks } = recordHooks({
      stop: () => {
        throw new Error('stop broke');
      },
      revoke: () => {
        throw new SymphonyError('NOT_LOGGED_IN', 'revoke broke');
      },
      clear: () => {
        throw new Error('clear broke');
      },
    });
    const { revoked, cleared, error } = await endAndEmpty(createSession(hooks), logoutOf());
    expect([revoked, cleared]).toEqual([false, false]);
    for (const words of ['stop broke', 'revoke broke', 'clear broke'])
      expect(error?.message).toContain(words);
    expect(localStorage.length).toBe(0);
  });

  it('says what a hook throws even if it throws at once and nothing sensible', async () => {
    const clear = (): never => {
      throw undefined as unknown as Error;
    };
    const { cleared, error } = await createSession({ clear }).end(logoutOf({ revoke: false }));
    expect(cleared).toBeFalse();
    expect(error?.type).toBe('ERROR');
  });

  it('clears once for a logout, however often it is asked, and revokes when it is asked later', async () => {
    const { hooks, order } = recordHooks();
    const session = createSession(hooks);
    const first = logoutOf({ revoke: false });
    const [one, other] = await Promise.all([session.end(first), session.end({ ...first, revoke: true })]);
    expect([one.cleared, other.cleared]).toEqual([true, true]);
    expect([one.revoked, other.revoked]).toEqual([false, true]);
    expect(order.filter((name) => name.startsWith('clear '))).toEqual([]);
    expect(order.filter((name) => /^clear( without storage)?$/.test(name)).length).toBe(1);
  });

  it('clears again for another logout', async () => {
    const clear = jasmine.createSpy();
    const session = createSession({ clear });
    await endAndEmpty(session, logoutOf({ revoke: false }));
    localStorage.setItem('token', 'of the next user');
    await endAndEmpty(session, logoutOf({ revoke: false, reason: 'revoked' }));
    expect(clear.calls.allArgs().map(([{ reason }]) => reason as string)).toEqual(['logout', 'revoked']);
    expect(localStorage.length).toBe(0);
  });

  it('says which storage the browser keeps from it', async () => {
    spyOnProperty(window, 'sessionStorage').and.throwError(new DOMException('no', 'SecurityError'));
    const left = await createSession({}).emptyStorage(logoutOf());
    expect(left.unavailable.sort()).toEqual(['sessionStorage', ...missingHere].sort());
    expect(left.failures).toEqual([]);
  });
});
