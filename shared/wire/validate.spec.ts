import { is, object, optional, type GenericSchema } from 'valibot';
import { SymphonyError } from '../errors.js';
import { frameToHostArgs } from './frameToHostArgs.js';
import { hostToFrameArgs } from './hostToFrameArgs.js';
import { hostToFrameValues } from './hostToFrameValues.js';
import { chat, flag, listOf, number, oneOf, settingsMap, text, themeMap } from './schemas.js';
import { settings } from '../values/settings.js';
import { validate } from './validate.js';

const SECRET = 'top-secret-token';

function refusal(schema: GenericSchema, value: unknown): SymphonyError {
  try {
    validate(schema, value, 'test');
  } catch (thrown) {
    if (thrown instanceof SymphonyError) return thrown;
    throw thrown;
  }
  throw new Error('It was taken.');
}

describe('validate', () => {
  it('gives the value, without the fields that nobody knows', () => {
    const given = { streamId: 's1', extra: SECRET };
    expect(validate(chat, given, 'test')).toEqual({ streamId: 's1' });
    expect(given.extra).toBe(SECRET);
  });

  it('names the field, what it should be and what failed, and never the value', () => {
    const schema = object({ outer: object({ inner: flag }) });
    const { type, message } = refusal(schema, { outer: { inner: SECRET } });
    expect(type).toBe('INVALID_ARGUMENT');
    expect(message).toBe('Failed to test: outer.inner should be true or false.');
  });

  it('keeps the value out of every message', () => {
    const cases: [GenericSchema, unknown][] = [
      [text, [SECRET]],
      [number, SECRET],
      [flag, SECRET],
      [oneOf('light dark'), SECRET],
      [listOf(number), [SECRET]],
      [object({ a: text }), SECRET],
      [object({ a: optional(flag) }), { a: SECRET }],
      [settingsMap, { condensed: SECRET }],
      [themeMap, { primary: SECRET }],
      [hostToFrameArgs.subscribe, { id: SECRET, type: SECRET }],
      [hostToFrameValues.checkAuth, { isLoggedIn: true, authenticationType: SECRET }],
      [frameToHostArgs.sessionEnded, { reason: SECRET }],
    ];
    for (const [schema, value] of cases) {
      const { type, message, data } = refusal(schema, value);
      expect(type).toBe('INVALID_ARGUMENT');
      expect(message).not.toContain(SECRET);
      expect(data).toBeUndefined();
    }
  });

  it('takes a value that cannot be read for a bad one', () => {
    const unreadable = new Proxy(
      {},
      {
        has() {
          throw new Error('no');
        },
        ownKeys() {
          throw new Error('no');
        },
      },
    );
    for (const schema of [chat, settingsMap, themeMap, hostToFrameArgs.subscribe])
      expect(refusal(schema, unreadable).type).toBe('INVALID_ARGUMENT');
  });

  it('does not take what only every object has for what is asked for', () => {
    expect(refusal(object({ toString: flag }), {}).type).toBe('INVALID_ARGUMENT');
    const polluting: unknown = JSON.parse('{"streamId":"s1","__proto__":{"polluted":true}}');
    const read = validate(chat, polluting, 'test');
    expect('polluted' in read).toBeFalse();
    expect('polluted' in {}).toBeFalse();
  });
});

describe('The leaves of schemas', () => {
  it('take what they say, and nothing that only looks like it', () => {
    expect(['s', '', 1, null].map((value) => is(text, value))).toEqual([true, false, false, false]);
    expect([1, 0, NaN, Infinity, '1'].map((value) => is(number, value))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect([true, false, 1, 'true', 0].map((value) => is(flag, value))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(['light', 'dark', 'light dark', '', 'l'].map((value) => is(oneOf('light dark'), value))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('take colours, and no other CSS', () => {
    const shades = { primaryShades: { 10: '#ABCDEF', 20: '#abc' } };
    expect(is(themeMap, { primary: '#0098ff', text: '#fff', accent: undefined, ...shades })).toBeTrue();
    for (const colour of ['red', '#00', '#0098fg', '#0098ff;}', '#0098ff\n', 'url(http://x)', 5, null])
      expect(is(themeMap, { primary: colour }))
        .withContext(String(colour))
        .toBeFalse();
    expect(is(themeMap, { primaryShades: { 10: { 20: '#fff' } } })).toBeFalse();
  });

  it('know the documented settings in the host, and take them from a newer host in the frame', () => {
    const documented = {
      streamId: 's1',
      userIds: ['1', 'a@b.example'],
      allowedApps: 'one,two',
      mode: 'dark',
      condensed: true,
      showTitle: false,
      symphonyLogo: true,
    };
    expect(validate(settings, documented, 'test')).toEqual(documented as never);
    expect(is(settingsMap, { ...documented, ofTomorrow: true })).toBeTrue();
    for (const bad of [{ mode: 'grey' }, { condensed: 'true' }, { userIds: '1' }, { streamId: 7 }]) {
      expect(is(settings, bad)).toBeFalse();
      expect(is(settingsMap, bad)).toBeFalse();
    }
  });
});
