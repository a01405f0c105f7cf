import { SymphonyError } from '../errors.js';
import { frameToHostArgs } from './frameToHostArgs.js';
import { hostToFrameArgs } from './hostToFrameArgs.js';
import { hostToFrameValues } from './hostToFrameValues.js';
import { accepts, listOf, object, optional, type Schema } from './schema.js';
import { chat, flag, number, oneOf, settingsMap, text, themeMap } from './schemas.js';
import { settingsFields } from '../values/settings.js';
import { validate } from './validate.js';

const settings = object(settingsFields);
const SECRET = 'top-secret-token';

function refusal(schema: Schema<unknown>, value: unknown): SymphonyError {
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
    expect(message).toBe(
      'Failed to test: outer.inner should be true or false (given: string). See docs/troubleshooting.md#INVALID_ARGUMENT',
    );
  });

  it('keeps the value out of every message', () => {
    const cases: [Schema<unknown>, unknown][] = [
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
        get() {
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

  it('does not take for a field what a page has added to all objects', () => {
    const added: Record<string, unknown> = { streamId: 7, userIds: 'x', of: () => 1 };
    const objects = Object.prototype as unknown as Record<string, unknown>;
    for (const [name, value] of Object.entries(added))
      Object.defineProperty(objects, name, { value, enumerable: true, configurable: true, writable: true });
    try {
      expect(validate(chat, {}, 'test')).toEqual({});
      expect(Object.entries(validate(chat, { streamId: 's1' }, 'test'))).toEqual([['streamId', 's1']]);
      expect(validate(settings, { condensed: true }, 'test')).toEqual({ condensed: true });
      expect(accepts(settingsMap, { condensed: true })).toBeTrue();
    } finally {
      for (const name of Object.keys(added)) Reflect.deleteProperty(objects, name);
    }
  });

  it('reads the fields that an object has from its class', () => {
    class Chosen {
      readonly #id = 's1';
      get streamId(): string {
        return this.#id;
      }
    }
    expect(validate(chat, new Chosen(), 'test')).toEqual({ streamId: 's1' });
  });
});

describe('The leaves of schemas', () => {
  it('take what they say, and nothing that only looks like it', () => {
    expect(['s', '', 1, null].map((value) => accepts(text, value))).toEqual([true, false, false, false]);
    expect([1, 0, NaN, Infinity, '1'].map((value) => accepts(number, value))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect([true, false, 1, 'true', 0].map((value) => accepts(flag, value))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(
      ['light', 'dark', 'light dark', '', 'l'].map((value) => accepts(oneOf('light dark'), value)),
    ).toEqual([true, true, false, false, false]);
  });

  it('take colours, and no other CSS', () => {
    const shades = { primaryShades: { 10: '#ABCDEF', 20: '#abc' } };
    expect(accepts(themeMap, { primary: '#0098ff', text: '#fff', accent: undefined, ...shades })).toBeTrue();
    for (const colour of ['#fff8', '#0098ff80', null])
      expect(accepts(themeMap, { primary: colour }))
        .withContext(String(colour))
        .toBeTrue();
    for (const colour of [
      'red',
      '#00',
      '#00000',
      '#0000000',
      '#0098fg',
      '#0098ff;}',
      '#0098ff\n',
      'url(http://x)',
      5,
    ])
      expect(accepts(themeMap, { primary: colour }))
        .withContext(String(colour))
        .toBeFalse();
    expect(accepts(themeMap, { primaryShades: { 10: { 20: '#fff' } } })).toBeFalse();
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
    expect(accepts(settingsMap, { ...documented, ofTomorrow: true })).toBeTrue();
    for (const bad of [{ mode: 'grey' }, { condensed: 'yes' }, { userIds: [{}] }, { streamId: 7 }]) {
      expect(accepts(settings, bad)).toBeFalse();
      expect(accepts(settingsMap, bad)).toBeFalse();
    }
  });

  it('take strings for flags, and empty strings and null for nothing, from a page', () => {
    const given = { condensed: 'true', showTitle: 'false', mode: '', streamId: null, userIds: '', sound: '' };
    expect(validate(settings, given, 'test')).toEqual({ condensed: true, showTitle: false } as never);
  });
});
