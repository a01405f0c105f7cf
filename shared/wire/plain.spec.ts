import { plain } from './plain.js';

function nested(levels: number): unknown {
  return levels ? { inside: nested(levels - 1) } : 'x';
}

describe('Plain data', () => {
  it('may be nested deeply, but not so deeply that a browser could lose it', () => {
    expect(plain(nested(400))).toEqual(nested(400));
    expect(() => plain(nested(1_000))).toThrowError(TypeError);
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
