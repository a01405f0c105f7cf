import { plain } from './plain.js';

describe('Plain data', () => {
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
