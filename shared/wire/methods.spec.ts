import type { Method } from './contract.js';
import { SymphonyError } from '../errors.js';
import { createMethods } from './methods.js';
import { object } from './schema.js';
import { text } from './schemas.js';

interface Way {
  greet: Method<{ name: string }, string>;
}
const schema = object({ name: text });

describe('createMethods', () => {
  it('answers with what the handler gives, and hands it only what the schema knows', async () => {
    const handle = jasmine.createSpy().and.resolveTo('done');
    const { greet } = createMethods<Way>({ greet: schema }, () => handle);
    expect(await greet({ name: 'Ada', extra: 1 } as never)).toEqual({ ok: true, value: 'done' as never });
    expect(handle).toHaveBeenCalledOnceWith({ name: 'Ada' });
  });

  it('answers with INVALID_ARGUMENT, and does not call the handler, when the value is bad', async () => {
    const handle = jasmine.createSpy();
    const { greet } = createMethods<Way>({ greet: schema }, () => handle);
    const answer = await greet({ name: 7 } as never);
    expect(answer).toEqual({ ok: false, error: jasmine.objectContaining({ type: 'INVALID_ARGUMENT' }) });
    expect(handle).not.toHaveBeenCalled();
  });

  it('never throws: whatever a handler throws is an answer', async () => {
    const thrown = [new SymphonyError('INVALID_USERS', 'who?', ['x']), new RangeError('far'), 'words'];
    for (const each of thrown) {
      const { greet } = createMethods<Way>({ greet: schema }, () => () => {
        throw each as Error;
      });
      expect((await greet({ name: 'Ada' })).ok).toBeFalse();
    }
    const { greet } = createMethods<Way>({ greet: schema }, () => {
      throw thrown[0] as Error;
    });
    expect(await greet({ name: 'Ada' })).toEqual({
      ok: false,
      error: { type: 'INVALID_USERS', message: 'who?', data: ['x'] },
    });
  });

  it('has nothing that can be called but its methods', () => {
    const methods = createMethods<Way>({ greet: schema }, () => () => '');
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'])
      expect(name in methods)
        .withContext(name)
        .toBeFalse();
    expect(Object.isFrozen(methods)).toBeTrue();
  });
});
