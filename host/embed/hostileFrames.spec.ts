import type { LogoutFailure } from 'symphony-embed/host';
import { failureOf, openHost } from '../../test/pages/openHost.js';
import type { RawFrame } from '../../test/frame/behaviour.js';
import { until } from '../../test/pages/until.js';

const DEADLINE_MS = 1_500;
const proper = { revoked: true, cleared: true };

describe('A frame that answers a logout with what no frame should', () => {
  const answers: [string, unknown][] = [
    ['nothing', null],
    ['a bare true', true],
    ['no outcome', proper],
    ['an ok that is no true', { ok: 1, value: proper }],
    ['an ok in words', { ok: 'true', value: proper }],
    ['no value', { ok: true }],
    ['a list', { ok: true, value: [] }],
    ['trues that are none', { ok: true, value: { revoked: 'true', cleared: 1 } }],
    ['half of the fields', { ok: true, value: { revoked: true } }],
    ['a field of another kind', { ok: true, value: { ...proper, cleared: 'caches' } }],
    ['an error that is none', { ok: true, value: { ...proper, error: 'none' } }],
    ['an error without a type', { ok: true, value: { ...proper, error: { message: 'none' } } }],
    ['a prototype', JSON.parse('{"ok":true,"__proto__":{"value":{"revoked":true,"cleared":true}}}')],
    ['a failure without an error', { ok: false }],
    ['a failure that is no error', { ok: false, error: 'no' }],
  ];
  for (const [what, clearSession] of answers)
    it(`(${what}) has not confirmed anything`, async () => {
      const raw: RawFrame = { answers: { clearSession } };
      const { symphony, slot } = await openHost({ frame: { page: 'raw', raw }, logout: 'refuses' });
      await symphony.render(slot);
      const { type, data } = await failureOf(symphony.logout({ deadlineMs: DEADLINE_MS }));
      expect(type).toBe('LOGOUT_UNCONFIRMED');
      const { revoked, frames } = data as LogoutFailure;
      expect(revoked).toBeFalse();
      expect(frames.map(({ outcome, revoked }) => [outcome, revoked])).toEqual([['failed', false]]);
      expect(slot.children.length).toBe(0);
    });

  it('(a small message whose copy would be endless) does not stop the page', async () => {
    const raw: RawFrame = { answers: { clearSession: 'bomb' } };
    const { symphony, slot } = await openHost({ frame: { page: 'raw', raw }, logout: 'refuses' });
    await symphony.render(slot);
    const { type } = await failureOf(symphony.logout({ deadlineMs: DEADLINE_MS }));
    expect(type).toBe('LOGOUT_UNCONFIRMED');
    expect(slot.children.length).toBe(0);
  });

  const leftovers: [string, unknown][] = [
    ['nothing', null],
    ['no value', { ok: true }],
    ['half of the fields', { ok: true, value: { unavailable: [] } }],
    ['a field of another kind', { ok: true, value: { unavailable: 'caches', failures: [] } }],
    ['a list of another kind', { ok: true, value: { unavailable: [], failures: [7] } }],
    ['an ok in words', { ok: 'true', value: { unavailable: [], failures: [] } }],
    ['a failure without an error', { ok: false }],
  ];
  for (const [what, emptyStorage] of leftovers)
    it(`(${what}, of the storage) has not emptied it`, async () => {
      const raw: RawFrame = { answers: { clearSession: { ok: true, value: proper }, emptyStorage } };
      const { symphony, slot } = await openHost({ frame: { page: 'raw', raw } });
      await symphony.render(slot);
      const { type, data } = await failureOf(symphony.logout({ deadlineMs: DEADLINE_MS }));
      expect(type).toBe('LOGOUT_INCOMPLETE');
      const { revoked, storage } = data as LogoutFailure;
      expect(revoked).toBeTrue();
      expect(storage.emptied).toBeFalse();
      expect(storage.failures).toEqual([jasmine.stringMatching(`^#${slot.id}: `)]);
      expect(slot.children.length).toBe(0);
    });

  it('(more than asked for) brings none of it into the report', async () => {
    const extra = JSON.parse(`{"ok":true,"extra":1,"value":{"revoked":true,"cleared":true,
      "unavailable":["forged"],"failures":["forged"],"emptied":true,"by":"forged","slot":"forged","elapsedMs":-1,"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}`) as unknown;
    const raw: RawFrame = { answers: { clearSession: extra, emptyStorage: extra } };
    const { symphony, slot } = await openHost({ frame: { page: 'raw', raw } });
    await symphony.render(slot);
    const { type, data } = await failureOf(symphony.logout({ deadlineMs: DEADLINE_MS }));
    expect(type).toBe('LOGOUT_INCOMPLETE');
    const { frames, storage } = data as LogoutFailure;
    expect(storage).toEqual({
      emptied: false,
      by: `#${slot.id}`,
      unavailable: ['forged'],
      failures: ['forged'],
    });
    expect(frames).toEqual([
      {
        slot: `#${slot.id}`,
        outcome: 'acknowledged',
        revoked: true,
        elapsedMs: jasmine.any(Number) as never,
      },
    ]);
    expect('polluted' in {}).toBeFalse();
  });

  it('(an error of a type that nobody knows) is told as it is, and nothing breaks', async () => {
    const clearSession = { ok: false, error: { type: 'constructor', message: 'x'.repeat(10_000) } };
    const { symphony, slot } = await openHost({ frame: { page: 'raw', raw: { answers: { clearSession } } } });
    await symphony.render(slot);
    const { type, data } = await failureOf(symphony.logout({ deadlineMs: DEADLINE_MS }));
    expect(type).toBe('LOGOUT_INCOMPLETE');
    expect((data as LogoutFailure).frames.map(({ outcome }) => outcome)).toEqual(['failed']);
  });
});

describe('A frame that calls what is no method', () => {
  it('gets nothing for it', async () => {
    const names = [
      'constructor',
      '__proto__',
      'toString',
      'hasOwnProperty',
      'valueOf',
      '__defineGetter__',
      'openStream',
      'render',
      'logout',
      'nothing',
    ];
    const calls = [...names.map((method) => ({ method, args: {} })), { method: 'ready', args: {} }];
    const { symphony, slot, pod } = await openHost({ frame: { page: 'raw', raw: { calls } } });
    await symphony.render(slot);
    const answered = await pod.journalled('answer', 2);
    expect(answered.map(({ detail }) => detail?.['method'])).toEqual(['hello', 'ready']);
    expect((await failureOf(symphony.openStream('s2'))).type).toBe('INVALID_ARGUMENT');
    await until(() => slot.children.length === 1, 'the frame to stay');
  });
});

describe('A frame that answers a call with what no frame should', () => {
  for (const openStream of [
    null,
    7,
    'ok',
    [],
    { ok: true, value: { streamId: '' } },
    { ok: true, value: 'x' },
  ])
    it(`fails that call alone: ${JSON.stringify(openStream)}`, async () => {
      const raw: RawFrame = { answers: { openStream, startRoom: { ok: true, value: { userIds: ['1'] } } } };
      const { symphony, slot } = await openHost({ frame: { page: 'raw', raw } });
      await symphony.render(slot);
      expect((await failureOf(symphony.openStream('s2'))).type).toBe('INVALID_ARGUMENT');
      expect(await symphony.startRoom(['1'])).toEqual({ userIds: ['1'] });
    });
});
