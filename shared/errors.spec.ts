import { ERROR_TYPES, failure, SymphonyError, toSymphonyError } from './errors.js';

describe('SymphonyError', () => {
  it('is an error, with a type and data beside its message', () => {
    const error = new SymphonyError('TIMEOUT', 'too late', { ms: 5 });
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('SymphonyError');
    expect(error.type).toBe('TIMEOUT');
    expect(error.data).toEqual({ ms: 5 });
    expect(String(error)).toBe('SymphonyError: too late');
  });

  it('becomes the documented payload, with data only where there is some', () => {
    expect(new SymphonyError('ERROR', 'no').toJSON()).toEqual({ type: 'ERROR', message: 'no' });
    expect(Object.keys(new SymphonyError('ERROR', 'no').toJSON())).toEqual(['type', 'message']);
    expect(JSON.parse(JSON.stringify({ error: new SymphonyError('ERROR', 'no', 0) }))).toEqual({
      error: { type: 'ERROR', message: 'no', data: 0 },
    });
  });

  it('has the documented types', () => {
    for (const type of ['ERROR', 'INVALID_USERS', 'NON_CONNECTED_USERS', 'MESSAGE_ID_NOT_FOUND'] as const)
      expect(ERROR_TYPES).toContain(type);
    expect(new Set(ERROR_TYPES).size).toBe(ERROR_TYPES.length);
  });

  it('says what was tried and why it failed', () => {
    const { message, data } = failure('TIMEOUT', 'open the chat', 'nobody answered', [1]);
    expect(message).toBe('Failed to open the chat: nobody answered. See docs/troubleshooting.md#TIMEOUT');
    expect(data).toEqual([1]);
  });

  it('comes out of whatever was thrown', () => {
    const error = new SymphonyError('NOT_SUPPORTED', 'no');
    expect(toSymphonyError(error)).toBe(error);
    const others: [unknown, string][] = [
      [new TypeError('bad'), 'bad'],
      ['words', 'words'],
    ];
    for (const [thrown, message] of others) {
      const made = toSymphonyError(thrown);
      expect(made).toBeInstanceOf(SymphonyError);
      expect(made.toJSON()).toEqual({ type: 'ERROR', message });
    }
  });

  it('keeps the type and the data of an error of another copy, of another realm, or of a plain payload', () => {
    class Copy extends Error {
      type = 'STREAM_NOT_FOUND';
      data = { streamId: 's1' };
    }
    for (const thrown of [
      new Copy('not there'),
      { type: 'STREAM_NOT_FOUND', message: 'not there', data: { streamId: 's1' } },
    ])
      expect(toSymphonyError(thrown).toJSON()).toEqual({
        type: 'STREAM_NOT_FOUND' as never,
        message: 'not there',
        data: { streamId: 's1' },
      });
  });

  it('takes no other type for one of its own', () => {
    const unreadable = new Proxy(
      {},
      {
        get: () => {
          throw new Error('no');
        },
      },
    );
    for (const thrown of [
      new Event('error'),
      { type: 7 },
      { type: 'not one' },
      { type: () => 'ERROR' },
      unreadable,
    ])
      expect(toSymphonyError(thrown).type).toBe('ERROR');
  });

  it('comes out of a thrown value that has no words for itself', () => {
    for (const thrown of [undefined, null, 42, Object.create(null), { toString: 1, valueOf: 1 }, Symbol('s')])
      expect(toSymphonyError(thrown).toJSON()).toEqual({
        type: 'ERROR',
        message: jasmine.stringMatching(/./),
      });
  });
});
