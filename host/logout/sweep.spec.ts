import type { ChannelEvent } from 'symphony-embed/host';
import type { PodBehaviour } from '../../test/frame/behaviour.js';
import { makeSlot } from '../../test/pages/makeSlot.js';
import { logOut, outcomesOf } from '../../test/pages/logOut.js';
import { iframesOf, renderFrames, showFrames, type Shown } from '../../test/pages/showFrames.js';

/** A logout of frames that answer is over long before. */
const DEADLINE_MS = 8_000;
/** A frame that does not answer the sweep takes half of the time that is left. */
const SHORT_DEADLINE_MS = 5_000;

/** Frames, with what crosses their channels. */
interface Traced extends Shown {
  events: ChannelEvent[];
}

async function showTraced(
  count: number,
  behaviour: PodBehaviour = {},
  handleEvent?: (event: ChannelEvent) => void,
): Promise<Traced> {
  const events: ChannelEvent[] = [];
  const debug = (event: ChannelEvent): void => {
    events.push(event);
    handleEvent?.(event);
  };
  return { ...(await showFrames(count, behaviour, { debug })), events };
}

const CLEARED = { ok: true, value: { revoked: true, cleared: true } };

/** Two frames, of which the first one is a raw one that answers the sweep, and the logout, in its own way. */
async function showBadSweeper(emptyStorage: unknown, clearSession: unknown = CLEARED): Promise<Traced> {
  const traced = await showTraced(0, {
    frame: { page: 'raw', raw: { answers: { emptyStorage, clearSession } } },
  });
  const slots = [makeSlot(), makeSlot()] as const;
  await traced.symphony.render(slots[0]);
  await traced.pod.setFrame({});
  await traced.symphony.openStream('s2', slots[1]);
  return { ...traced, names: slots.map(({ id }) => `#${id}`) };
}

/** The slots of the frames that were asked to empty the storage, in order. */
function askedToEmpty({ events }: Traced): string[] {
  return events.flatMap((event) =>
    event.kind === 'call' && event.method === 'emptyStorage' ? [event.slot] : [],
  );
}

/** Whether the slot's frame had acknowledged when a frame was asked to empty the storage. */
function hadAcknowledged({ events }: Traced, slot: string): boolean {
  const asked = events.findIndex((event) => event.kind === 'call' && event.method === 'emptyStorage');
  return events
    .slice(0, asked)
    .some((event) => event.kind === 'answer' && event.method === 'clearSession' && event.slot === slot);
}

describe('The storage that the frames of a host share', () => {
  it('is emptied by one of them, after all have acknowledged', async () => {
    const traced = await showTraced(3, {
      frame: { store: { token: 'secret' } },
      streams: { s2: { clearAfterMs: 600 } },
    });
    const { report, type } = await logOut(traced.symphony, DEADLINE_MS);
    expect(type).toBe('success');
    expect(askedToEmpty(traced)).toEqual([traced.names[0]!]);
    for (const name of traced.names) expect(hadAcknowledged(traced, name)).withContext(name).toBeTrue();
    expect(report.storage).toEqual({
      emptied: true,
      by: traced.names[0]!,
      unavailable: jasmine.any(Array) as never,
      failures: [],
    });
    await traced.pod.setFrame({});
    await renderFrames(traced);
    expect((await traced.pod.journalled('storage', 4)).at(-1)?.detail).toEqual({});
  });

  it('is emptied once, however many frames there are', async () => {
    const traced = await showTraced(20);
    expect((await logOut(traced.symphony, DEADLINE_MS)).type).toBe('success');
    expect(askedToEmpty(traced).length).toBe(1);
  }, 40_000);

  it('is emptied without waiting for a frame that never acknowledges', async () => {
    const traced = await showTraced(2, {
      frame: { store: { token: 'secret' } },
      streams: { s1: { clear: 'never' } },
    });
    const { report, type } = await logOut(traced.symphony, SHORT_DEADLINE_MS);
    expect(type).toBe('LOGOUT_INCOMPLETE');
    // The one that has acknowledged is asked, although the other one comes first.
    expect(report.storage).toEqual(jasmine.objectContaining({ emptied: true, by: traced.names[1]! }));
    await traced.pod.setFrame({});
    await renderFrames(traced);
    expect((await traced.pod.journalled('storage', 3)).at(-1)?.detail).toEqual({});
  });

  it('is emptied without waiting for a frame that does not even answer', async () => {
    const traced = await showBadSweeper(undefined, 'never');
    const end = await logOut(traced.symphony, SHORT_DEADLINE_MS);
    expect(end.type).toBe('LOGOUT_INCOMPLETE');
    expect(Object.values(outcomesOf(end))).toEqual(['timedOut', 'acknowledged']);
    expect(askedToEmpty(traced)).toEqual([traced.names[1]!]);
    expect(end.report.storage).toEqual(jasmine.objectContaining({ emptied: true, by: traced.names[1]! }));
  });

  it('is emptied by the service frame where nothing is rendered', async () => {
    const { symphony } = await showFrames(0);
    const { report, type } = await logOut(symphony, DEADLINE_MS);
    expect(type).toBe('success');
    expect(report.storage).toEqual(jasmine.objectContaining({ emptied: true, by: 'service', failures: [] }));
  });

  it('is told of where nobody is there to empty it', async () => {
    const { symphony } = await showFrames(0, { service: { page: 'notFound' } });
    const { report, type } = await logOut(symphony, SHORT_DEADLINE_MS);
    expect(type).toBe('LOGOUT_INCOMPLETE');
    expect(report.storage.emptied).toBeFalse();
    expect(report.storage.failures.join()).toMatch(/service/);
  });

  it('has kinds that the browser keeps from the frames, which the report names', async () => {
    const value = { unavailable: ['caches'], failures: [] };
    const { symphony, names } = await showBadSweeper({ ok: true, value });
    const { report, type } = await logOut(symphony, DEADLINE_MS);
    expect(type).toBe('success');
    expect(report.storage).toEqual({ emptied: true, by: names[0]!, ...value });
  });
});

describe('When the frame that is asked to empty the storage', () => {
  it('fails, another one is asked', async () => {
    const value = { unavailable: [], failures: ['indexedDB: kept'] };
    const traced = await showBadSweeper({ ok: true, value });
    const { report, type, message } = await logOut(traced.symphony, DEADLINE_MS);
    expect(type).withContext(String(message)).toBe('success');
    expect(askedToEmpty(traced)).toEqual(traced.names);
    expect(report.storage).toEqual(
      jasmine.objectContaining({ emptied: true, by: traced.names[1]!, failures: [] }),
    );
  });

  it('answers with an error, another one is asked', async () => {
    const error = { type: 'ERROR', message: 'I do not sweep' };
    const traced = await showBadSweeper({ ok: false, error });
    const { report, type } = await logOut(traced.symphony, DEADLINE_MS);
    expect(type).toBe('success');
    expect(askedToEmpty(traced)).toEqual(traced.names);
    expect(report.storage.by).toBe(traced.names[1]);
  });

  it('does not answer, another one is asked', async () => {
    const traced = await showBadSweeper('never');
    const { report, type } = await logOut(traced.symphony, SHORT_DEADLINE_MS);
    expect(type).toBe('success');
    expect(askedToEmpty(traced)).toEqual(traced.names);
    expect(report.storage).toEqual(jasmine.objectContaining({ emptied: true, by: traced.names[1]! }));
  });

  it('goes, another one is asked', async () => {
    let hasGone = false;
    const traced: Traced = await showTraced(2, {}, ({ kind, slot, ...event }) => {
      if (hasGone || kind !== 'call' || !('method' in event) || event.method !== 'emptyStorage') return;
      hasGone = true;
      expect(slot).toBe(traced.names[0]!);
      // After the call has been sent.
      queueMicrotask(() => {
        traced.slots[0]!.querySelector('iframe')?.remove();
      });
    });
    const { report, type } = await logOut(traced.symphony, DEADLINE_MS);
    expect(type).toBe('success');
    expect(askedToEmpty(traced)).toEqual(traced.names);
    expect(report.storage.by).toBe(traced.names[1]);
    expect(iframesOf(traced.pod)).toEqual([]);
  });

  it('has gone before, it is not asked', async () => {
    const traced = await showTraced(2, { streams: { s1: { clear: 'reloads' } } });
    const end = await logOut(traced.symphony, DEADLINE_MS);
    expect(end.type).toBe('LOGOUT_INCOMPLETE');
    expect(outcomesOf(end)[traced.names[0]!]).toBe('gone');
    expect(askedToEmpty(traced)).toEqual([traced.names[1]!]);
    expect(end.report.storage.emptied).toBeTrue();
  });

  it('fails, and so do all others, the report says what is left', async () => {
    const value = { unavailable: [], failures: ['indexedDB: kept'] };
    const answers = { emptyStorage: { ok: true, value }, openStream: { ok: true, value: {} } };
    const raw = { answers: { ...answers, clearSession: CLEARED } };
    const traced = await showTraced(2, { frame: { page: 'raw', raw } });
    const { report, type, message } = await logOut(traced.symphony, DEADLINE_MS);
    expect(type).toBe('LOGOUT_INCOMPLETE');
    expect(message).toContain('indexedDB: kept');
    expect(report.revoked).toBeTrue();
    expect(report.storage).toEqual({ emptied: false, by: traced.names[1]!, ...value });
    expect(askedToEmpty(traced)).toEqual(traced.names);
  });
});

describe('A database', () => {
  it('that stays open in a frame makes the logout incomplete, and the error names it', async () => {
    const { symphony } = await showFrames(2, { streams: { s2: { database: 'always' } } });
    const end = await logOut(symphony, DEADLINE_MS);
    expect(end.type).toBe('LOGOUT_INCOMPLETE');
    expect(end.message).toMatch(/indexedDB/);
    expect(Object.values(outcomesOf(end))).toEqual(['acknowledged', 'acknowledged']);
    expect(end.report.storage.emptied).toBeFalse();
    expect(end.report.storage.failures.join()).toMatch(/indexedDB/);
  });

  it('that a frame closes late in its clear is in nobody’s way', async () => {
    const traced = await showTraced(3, {
      frame: { database: 'untilClear' },
      streams: { s3: { clearAfterMs: 600 } },
    });
    const { type, message, report } = await logOut(traced.symphony, DEADLINE_MS);
    expect(type).withContext(String(message)).toBe('success');
    expect(report.storage.emptied).toBeTrue();
    await traced.pod.setFrame({});
    await renderFrames(traced);
    await traced.pod.tell({ do: 'lookAtStorage' });
    expect((await traced.pod.journalled('found'))[0]?.detail?.['indexedDB']).toBe(0);
  });
});
