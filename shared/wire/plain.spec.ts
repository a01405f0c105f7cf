import { plain } from './plain.js';

function nested(levels: number): unknown {
  return levels ? { inside: nested(levels - 1) } : 'x';
}

describe('Plain data', () => {
  it('may be nested deeply, but not so deeply that a browser could lose it', () => {
    expect(plain(nested(400))).toEqual(nested(400));
    expect(() => plain(nested(1_000))).toThrowError(TypeError);
  });

  it('that contains the same values again and again is refused, not multiplied', () => {
    let value: unknown = 'x';
    for (let level = 0; level < 60; level++) value = [value, value];
    expect(() => plain(value)).toThrowError(TypeError);
    expect(plain(Array.from({ length: 50_000 }, () => 7)).length).toBe(50_000);
  });

  it('of what converts itself is asked for once, as JSON does', () => {
    const converted = {
      a: 1,
      toJSON() {
        return this;
      },
    };
    expect(plain<unknown>(converted)).toEqual({ a: 1 });
    expect(plain<unknown>([{ at: new Date(0) }])).toEqual([{ at: '1970-01-01T00:00:00.000Z' }]);
  });
});
